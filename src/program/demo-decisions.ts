/**
 * Matters of 新田村 and of one cooperative of 爱国 (示例四议两公开), for the demonstration.
 *
 * They have no sheet: each is walked step by step. Those of 2020 are written by the doors for what is past, those that run are
 * written as far as they have come and then acted on as at the console, so that something waits for each who looks at it.
 */
import { sql } from 'kysely'
import { comment } from '#features/decisions/decisions.opinions.actions.ts'
import { draftNotice, sendBack } from '#features/decisions/decisions.outcome.actions.ts'
import { get } from '#features/decisions/decisions.actions.ts'
import { loadWalk, type Walk } from '#features/decisions/decisions.setup.actions.ts'
import { get as notice } from '#features/disclosures/disclosures.actions.ts'
import type { NoticeFields } from '#features/disclosures/disclosures.contract.ts'
import { correct, submit, write } from '#features/disclosures/disclosures.draft.actions.ts'
import { decide, object } from '#features/disclosures/disclosures.objections.actions.ts'
import { publish } from '#features/disclosures/disclosures.publish.actions.ts'
import { adopt, propose } from '#features/thresholds/thresholds.actions.ts'
import type { Platform } from '#platform/server/platform.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import { addDays, dayOf, startOf } from '#platform/shared/calendar.ts'
import type { Role } from '#platform/shared/actor.ts'
import { chanceOf } from '../demo/chance.ts'
import { runningWalks, walksOf2020, type ToldWalk } from '../demo/decisions.ts'
import { townCode, xintianCode } from '../demo/places.ts'
import { settledThresholds } from '../demo/thresholds.ts'
import { demoUnits } from '../demo/units.ts'
import { toldCooperatives } from '../demo/voters.ts'
import { actorOf, asJob, stageOf, type Stage } from './demo-stage.ts'

const evening = 21 * 3_600_000

/** Writes those that are not there yet; returns how many matters were written. */
export async function loadDecisions(platform: Platform, seed: number): Promise<number> {
  const today = dayOf(platform.now())
  const book = await bookOf(platform)
  await settleThresholds(stageOf(platform, today), book)
  const cooperatives = toldCooperatives(demoUnits(chanceOf(seed).of('units')))
  let made = 0
  for (const walk of walksOf2020(cooperatives)) made += (await walkOne(platform, book, walk)).length
  for (const walk of runningWalks(cooperatives, today)) {
    const [id] = await walkOne(platform, book, walk)
    if (id === undefined) continue
    made += 1
    const ago = (days: number) => stageOf(platform, addDays(today, -days))
    await actOn[walk.name]?.({ id, book, village: villageOf(walk), ago, issuedOn: addDays(today, -1) })
  }
  return made
}

interface Holder {
  role: Role
  unitCode: string
  personId: string
  from: string
  until: string | null
}
interface Book {
  units: Map<string, string>
  bodies: Map<string, string>
  holders: Holder[]
  /** Titles of the matters that are there. */
  titles: Set<string>
}

const villageOf = ({ unitCode }: ToldWalk) => unitCode.slice(0, 12)

const bookOf = (platform: Platform): Promise<Book> =>
  asJob(platform, async ({ db }) => {
    const named = async (table: string) =>
      new Map(
        (
          await sql<{ id: string; code: string }>`select id, external_code as code from ${sql.table(table)}
            where external_code is not null`.execute(db)
        ).rows.map(({ id, code }) => [code, id]),
      )
    const { rows: holders } = await sql<Holder>`
      select post.role, coalesce(unit.code, unit.external_code) as "unitCode", term.person_id as "personId",
        lower(term.valid)::text as "from", upper(term.valid)::text as "until"
      from term join post on post.town_id = term.town_id and post.id = term.post_id
      join unit on unit.town_id = post.town_id and unit.id = post.unit_id
      join person on person.town_id = term.town_id and person.id = term.person_id
      where post.role in ('townClerk', 'townLeader', 'villageSecretary', 'villageClerk', 'supervisor', 'cooperativeDirector')
      order by person.external_code, lower(term.valid)`.execute(db)
    const { rows: codes } = await sql<{ id: string; code: string }>`
      select id, coalesce(code, external_code) as code from unit where coalesce(code, external_code) is not null`.execute(db)
    const { rows: titles } = await sql<{ title: string }>`select title from decision_text`.execute(db)
    return {
      units: new Map(codes.map(({ id, code }) => [code, id])),
      bodies: await named('body'),
      holders,
      titles: new Set(titles.map(({ title }) => title)),
    }
  })

/** The first who held the post on the day. */
function holder({ holders }: Book, role: Role, unitCode: string, day: string): string {
  const found = holders.find(
    each => each.role === role && each.unitCode === unitCode && each.from <= day && (each.until === null || day < each.until),
  )
  if (!found) throw new Error(`${day}没有${role}（${unitCode}）`)
  return found.personId
}

/** The town settles what the law leaves open, one person proposing and another adopting. */
async function settleThresholds(stage: Stage, book: Book): Promise<void> {
  if (book.titles.size > 0) return
  const clerk = holder(book, 'townClerk', townCode, '2026-01-01')
  const leader = holder(book, 'townLeader', townCode, '2026-01-01')
  for (const { ruleKey, inForceOn, ...parts } of settledThresholds) {
    const params = { ruleKey, unitId: book.units.get(townCode)! }
    const { version } = await stage.act(clerk, propose, { params, body: parts }, 0)
    await stage.act(leader, adopt, { params, body: { inForceOn } }, version)
  }
}

/** Nothing where any of its matters is there already. */
async function walkOne(platform: Platform, book: Book, told: ToldWalk): Promise<string[]> {
  if (told.matters.some(({ title }) => book.titles.has(title))) return []
  const village = villageOf(told)
  const begunOn = told.days.proposal!
  const clerk = holder(book, 'villageClerk', village, begunOn)
  const secretary = holder(book, 'villageSecretary', village, begunOn)
  const director = told.line === 'collective' ? holder(book, 'cooperativeDirector', told.unitCode, begunOn) : secretary
  const walk: Walk = {
    ...told,
    unitId: book.units.get(told.unitCode)!,
    meetings: Object.fromEntries(
      Object.entries(told.meetings).map(([stage, { bodyCode, ...meeting }]) => [stage, { ...meeting, bodyId: book.bodies.get(bodyCode)! }]),
    ),
    chairOf: stage => (stage === 'partyResearch' ? secretary : director),
    recorderId: clerk,
    enteredBy: clerk,
    answeredBy: secretary,
    checkedBy: told.days.preCheck === undefined ? null : holder(book, 'townClerk', townCode, told.days.preCheck),
    listingNumber: `示例${told.days.listing?.slice(0, 4) ?? ''}-${told.code}-${told.unitCode.slice(-4)}`,
    publishedBy: holder(book, 'supervisor', village, told.days.decisionDisclosure ?? begunOn),
    office: officeOf(village, told.proposingBody),
  }
  // entered on the evening of the last day told, in the name of whose post is open to registers and Party members alike
  const days = [told.days, ...told.matters.flatMap(({ later }) => (later ? [{ closure: later.closure }] : []))].flatMap(each =>
    Object.values(each),
  )
  const last = days.sort().at(-1)!
  const then = { ...platform, now: () => new Date(startOf(last).getTime() + evening) }
  const keeper = holder(book, 'villageSecretary', village, last)
  return inTransaction(then, await actorOf(then, keeper), context => loadWalk(context, walk))
}

const officeOf = (village: string, issuer: string): Walk['office'] => ({
  objectPhone: '0757-00000000',
  objectAddress: `${village === xintianCode ? '新田村委会' : '爱国社区居委会'}一楼`,
  objectWindow: `${village === xintianCode ? '村务' : '居务'}监督委员会`,
  issuer: issuer.replace('理事会', ''),
})

interface Acting {
  id: string
  book: Book
  village: string
  ago: (days: number) => Stage
  /** Yesterday, when what is new was written. */
  issuedOn: string
}
const actOn: Record<string, (acting: Acting) => Promise<void>> = {
  /** A resident asks, and the secretary owes an answer to the members. */
  async lease({ id, ago }) {
    await ago(2).ask(comment, { params: { decisionId: id }, body: { content: '厂房漏水的地方谁来修？想在合同里写清楚。' } })
  },
  /** The notice is written and waits for a supervisor. */
  async parking({ id, book, village, ago, issuedOn }) {
    const clerk = holder(book, 'villageClerk', village, '2026-01-01')
    const stage = ago(1)
    const params = { decisionId: id }
    const { text, title, resultDueOn } = await stage.act(clerk, get, { params })
    const body = { stage: 'decisionDisclosure', content: text! }
    const { notices } = await stage.act(clerk, draftNotice, { params, body })
    const noticeId = notices.at(-1)!.id
    const { version, work } = await stage.act(clerk, notice, { params: { noticeId } })
    const fields: NoticeFields = {
      ...work!.fields,
      ...officeOf(village, '福寿里经济社'),
      title: `关于${title}决议的公开`,
      issuedOn,
      resultDueOn,
      seal: 'notNeeded',
      noAttachments: true,
    }
    await handIn(stage, clerk, noticeId, fields, version)
  },
  /** Somebody objects while it hangs; nobody has decided yet. */
  async share({ id, ago }) {
    const noticeId = (await ago(1).ask(get, { params: { decisionId: id } })).notices.at(-1)!.id
    await ago(1).ask(object, { params: { noticeId }, body: { text: '公积金留三成，去年只留两成，多留的用在哪里没有写。' } })
  },
  /** Supervisor and town agree that the objection is right: it goes back to the board. */
  async pond({ id, book, village, ago }) {
    const params = { decisionId: id }
    const noticeId = (await ago(10).ask(get, { params })).notices.at(-1)!.id
    await ago(10).ask(object, { params: { noticeId }, body: { text: '底价比隔壁经济社低一截，也没有写怎样评估。' } })
    const supervisors = book.holders.filter(({ role, unitCode, until }) => role === 'supervisor' && unitCode === village && until === null)
    const supervisor = supervisors.at(-1)!.personId
    const said = await ago(8).act(supervisor, notice, { params: { noticeId } })
    const one = { noticeId, objectionId: said.objections.at(-1)!.id }
    const because = (reason: string) => ({ params: one, body: { outcome: 'upheld', reason } })
    await ago(8).act(supervisor, decide, because('底价没有评估依据，要补评估再议。'))
    const townClerk = holder(book, 'townClerk', townCode, '2026-01-01')
    await ago(7).act(townClerk, decide, because('同意监委会意见，退回重新商议底价。'))
    const secretary = holder(book, 'villageSecretary', village, '2026-01-01')
    const { version } = await ago(6).act(secretary, get, { params })
    await ago(6).act(secretary, sendBack, { params, body: { stage: 'boardConsultation' } }, version)
  },
  /** The sum was written wrong: a second version, whose days are counted anew. */
  async pump({ id, book, village, ago }) {
    const clerk = holder(book, 'villageClerk', village, '2026-01-01')
    const noticeId = (await ago(9).ask(get, { params: { decisionId: id } })).notices.at(-1)!.id
    const params = { noticeId }
    const { version } = await ago(9).act(clerk, notice, { params })
    const body = { reason: '预算的数写错了，应为16万元。' }
    const begun = await ago(9).act(clerk, correct, { params, body }, version)
    const fields = { ...begun.work!.fields, content: begun.work!.fields.content.replace('18万元', '16万元') }
    const checked = await handIn(ago(9), clerk, noticeId, fields, begun.version)
    const supervisors = book.holders.filter(({ role, unitCode, until }) => role === 'supervisor' && unitCode === village && until === null)
    await ago(8).act(supervisors.at(-1)!.personId, publish, { params, body: { notNear: true } }, checked)
  },
}

/** Written and submitted; returns the version that the supervisor reads. */
async function handIn(stage: Stage, clerk: string, noticeId: string, fields: NoticeFields, version: number): Promise<number> {
  const params = { noticeId }
  const written = await stage.act(clerk, write, { params, body: { fields, near: [] } }, version)
  return (await stage.act(clerk, submit, { params }, written.version)).version
}
