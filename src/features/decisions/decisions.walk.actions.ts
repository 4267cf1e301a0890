/** A walk of loaded matters (一起办的事项): what is told of it, its disclosures, and its end. */
import { loadNotice } from '#features/disclosures/disclosures.setup.actions.ts'
import type { NoticeFields } from '#features/disclosures/disclosures.contract.ts'
import type { MatterEntry, Stage } from '#features/matters/matters.contract.ts'
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import type { Context } from '#platform/server/action.ts'
import { startOf } from '#platform/shared/calendar.ts'
import { listingRefusal } from './decisions.asked.rules.ts'
import { writeStage } from './decisions.case.actions.ts'
import { disclosureTitle } from './decisions.papers.actions.ts'
import type { Adoption, DecisionState, Line, Opinion } from './decisions.contract.ts'
import * as queries from './decisions.queries.ts'
import { decisionMachine, keptState, type VoteStage } from './decisions.rules.ts'

export interface WalkedMatter {
  title: string
  text: string
  /** What the last meeting counted; all others agreed. */
  against: number
  abstain: number
  /** What the second disclosure says. */
  result: string
  /** Took longer than the others that went with it. */
  later?: { resultDisclosure: string; closure: string; resultDueOn: string }
}
interface MeetingPlace {
  bodyId: string
  decidingBody: DecidingBody
  place: string
  absentPercent: number
  noticeOn: string
}
export interface Walk {
  unitId: string
  line: Line
  code: string
  amountFen: number | null
  proposingBody: string
  matters: readonly WalkedMatter[]
  /** The day of each step; a step without one is still to come. The disclosures have the day on which they were published. */
  days: Partial<Record<Stage | 'preCheck' | 'listing' | 'work' | 'closure', string>>
  meetings: Partial<Record<VoteStage, MeetingPlace>>
  /** A last meeting to which too few came, before the one that counted. */
  failed: { on: string; noticeOn: string; absentPercent: number } | null
  opinion: { opinion: Exclude<Opinion, 'reconsider'>; reason: string; answer: { adoption: Adoption; reason: string } | null }
  chairOf: (stage: Stage) => string
  recorderId: string
  /** Who kept the books then: entered each step and wrote the notices. */
  enteredBy: string
  /** The secretary, who answers the members' opinion. */
  answeredBy: string
  /** Of the town, which looks at the text where the entry asks for it; null: it does not. */
  checkedBy: string | null
  /** Of the listing on the trading platform, where the entry asks for it. */
  listingNumber: string
  resultDueOn: string
  publishedBy: string
  /** Where objections are taken, and who discloses. */
  office: Pick<NoticeFields, 'objectPhone' | 'objectAddress' | 'objectWindow' | 'issuer'>
}

/** One of them on its way. */
export interface Walking {
  row: { id: string; round: number; textNumber: number }
  matter: WalkedMatter
  digest: string
  state: DecisionState
  done: Stage[]
  advice: { opinion: Opinion; adoption: Adoption | null }[]
  /** Of the disclosures that are out. */
  notices: Map<Stage, { id: string; endsOn: string; result: string }>
}

export type Disclosure = 'decisionDisclosure' | 'resultDisclosure'
export const at = (day: string, hour: number) => new Date(startOf(day).getTime() + hour * 3_600_000)
export const entered = ({ enteredBy }: Walk, day: string) => ({ recordedBy: enteredBy, recordedAt: at(day, 20) })
export const move = (one: Walking, name: Parameters<typeof decisionMachine.next>[1]) =>
  void (one.state = decisionMachine.next(one.state, name))

/** The day of a step for one of them, and by when its result is due. */
export const dayFor = (walk: Walk, { matter }: Walking, stage: keyof Walk['days']) =>
  (matter.later as Walk['days'] | undefined)?.[stage] ?? walk.days[stage]
const dueOf = (walk: Walk, { matter }: Walking) => matter.later?.resultDueOn ?? walk.resultDueOn

export function allow(refusal: string | null): void {
  if (refusal !== null) throw new Error(refusal)
}

export const link = (
  context: Context,
  walk: Walk,
  { row }: Walking,
  stage: Stage,
  targetId: string,
  kind: 'ballot' | 'notice',
  day: string,
) =>
  queries.insertLink(context.db, {
    townId: context.townId,
    decisionId: row.id,
    targetId,
    kind,
    round: row.round,
    stage,
    madeBy: walk.enteredBy,
    madeAt: at(day, 9),
  })

/** Publishes the disclosure of each, and writes what came of it once the matter went on. */
export async function disclose(
  context: Context,
  walk: Walk,
  entry: MatterEntry,
  going: readonly Walking[],
  stage: Disclosure,
  publishedOn: string,
) {
  const isResult = stage === 'resultDisclosure'
  const text = isResult ? '公开期间没有人提意见。' : '公开期间没有异议，按决议办。'
  if (isResult) await startWork(context, walk, entry, going)
  for (const one of going) {
    const { title, text: content, result } = one.matter
    const onAfter = dayFor(walk, one, isResult ? 'closure' : 'work')
    const notice = await loadNotice(context, {
      type: isResult ? 'result' : 'decision',
      unitId: walk.unitId,
      subject: { kind: 'decision', id: one.row.id },
      leastDays: entry.disclosureDays,
      fields: {
        title: disclosureTitle(stage, title),
        basis: entry.basis,
        content: isResult ? result : content,
        seal: 'notNeeded',
        noAttachments: true,
        resultDueOn: isResult ? null : dueOf(walk, one),
        ...walk.office,
      },
      publishedAt: at(publishedOn, 9),
      publishedOn,
      writtenBy: walk.enteredBy,
      publishedBy: walk.publishedBy,
      result: onAfter === undefined ? null : { text, on: onAfter, by: walk.enteredBy },
    })
    await link(context, walk, one, stage, notice.id, 'notice', publishedOn)
    one.notices.set(stage, { ...notice, result: text })
    // what the matter shows of its notices it reads from them; only what follows is written
    if (onAfter !== undefined) move(one, isResult ? 'discloseResult' : 'disclose')
  }
}

/** The disclosure as a step of its own, as soon as the matter goes on after it. */
async function passed(context: Context, walk: Walk, one: Walking, stage: Disclosure, day: string) {
  const { id: noticeId, endsOn, result } = one.notices.get(stage)!
  await writeStage(context, one, { stage, heldOn: endsOn, outcome: 'passed', noticeId, reason: result, ...entered(walk, day) })
}

export async function startWork(context: Context, walk: Walk, entry: MatterEntry, going: readonly Walking[]) {
  const { work, listing } = walk.days
  if (work === undefined) throw new Error('还没有开始办，不能公开结果')
  for (const one of going) {
    if (one.state === 'implementing') continue
    await passed(context, walk, one, 'decisionDisclosure', work)
    allow(listingRefusal(entry.assetPlatform, listing === undefined ? null : { heldOn: listing }, work))
    if (entry.assetPlatform)
      await writeStage(context, one, {
        stage: 'listing',
        heldOn: listing!,
        outcome: 'listed',
        document: walk.listingNumber,
        ...entered(walk, listing!),
      })
    await writeStage(context, one, {
      stage: 'work',
      heldOn: work,
      outcome: 'implementing',
      document: '会议决议',
      ...entered(walk, work),
    })
    move(one, 'implement')
  }
}

export async function finish(context: Context, walk: Walk, entry: MatterEntry, going: readonly Walking[]) {
  const { work } = walk.days
  if (work !== undefined)
    await startWork(
      context,
      walk,
      entry,
      going.filter(({ state }) => state === 'disclosed'),
    )
  for (const one of going) {
    const closure = dayFor(walk, one, 'closure')
    if (closure !== undefined) {
      await passed(context, walk, one, 'resultDisclosure', closure)
      await writeStage(context, one, {
        stage: 'closure',
        heldOn: closure,
        outcome: 'closed',
        document: '验收单',
        ...entered(walk, closure),
      })
      move(one, 'close')
    }
    const resultDueOn = one.done.includes('assembly') ? dueOf(walk, one) : null
    await queries.changeDecision(context.db, one.row.id, {
      state: keptState(one.state),
      begunOn: walk.days.proposal!,
      resultDueOn,
      endedOn: closure ?? null,
    })
  }
}
