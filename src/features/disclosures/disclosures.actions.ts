/**
 * Disclosure (公示公开): one notice as it may be read, and what other features may ask.
 *
 * The door for a running matter: `draftNotice` begins its notice, which the office completes and two people publish; `noticesOf` says
 * what became of all notices of a subject, and whether their periods are over.
 */
import { periodDays } from '#features/thresholds/thresholds.periods.actions.ts'
import { findUnit, isHeir } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, NoticeFields, type NoticeStateName, type NoticeType } from './disclosures.contract.ts'
import * as objections from './disclosures.objections.queries.ts'
import { nobodys, noticePolicy } from './disclosures.policy.ts'
import { clockOf, load, periodOf, present } from './disclosures.present.actions.ts'
import * as stored from './disclosures.files.queries.ts'
import * as queries from './disclosures.queries.ts'
import { stateOn } from './disclosures.rules.ts'
import { noticeRuleOn } from './disclosures.types.rules.ts'

export const get = action(endpoints.get, async (context, { params: { noticeId } }) => {
  context.require(noticePolicy, 'get', nobodys)
  return present(context, noticeId)
})

export const file = action(endpoints.file, async (context, { params: { noticeId, fileId } }) => {
  context.require(noticePolicy, 'file', nobodys)
  const found = await stored.bytesOf(context.db, noticeId, fileId)
  if (!found) throw new Problem(common.notFound, '没有这个附件，或名单已经撤下。')
  return { fileName: found.name, mediaType: found.mediaType, bytes: found.bytes }
})

export const draft = action(endpoints.draft, async (context, { body: { type, unitId, title, follows } }) => {
  const unit = await findUnit(context, unitId)
  context.require(noticePolicy, 'draft', { ...nobodys, path: unit.path })
  const before = follows === undefined ? undefined : (await load(context, follows)).row
  // Everyone reads what is published: another place's subject is not one's own to go on with, nor its results to disclose.
  if (before && !(await isHeir(context, unitId, before.unitId))) throw invalidField('#/follows', '这是别处的公示，只能接本处的')
  const subject = before && { kind: before.subjectKind, id: before.subjectId }
  return present(context, await begin(context, { type, unitId, title, basis: '', content: '', ...(subject && { subject }) }))
})

interface Beginning {
  type: NoticeType
  unitId: string
  /** Left out: the notice stands for itself. */
  subject?: { kind: string; id: string }
  title: string
  basis: string
  content: string
  /** At least so many, if more than the type demands. */
  days?: number
}

/**
 * Begins a notice for a subject of another feature, as a draft that the office completes, and returns its id. The caller has asked
 * its own policy. Throws invalid (422) where the type does not hold today.
 */
export const draftNotice = (context: Context, beginning: Beginning & { subject: { kind: string; id: string } }): Promise<string> =>
  begin(context, beginning)

async function begin(context: Context, { type, unitId, subject, title, basis, content, days }: Beginning): Promise<string> {
  const rule = noticeRuleOn(type, context.today)
  if (!rule) throw invalidField('#/type', '今天还没有这种公示的规定')
  const id = newId(context.now.getTime())
  // The town may ask more of what no law fixes.
  const period = periodOf(type)
  const asked = period === undefined ? rule.days : await periodDays(context, period, context.today)
  const leastDays = Math.max(rule.days, asked, days ?? 0)
  const { kind, id: subjectId } = subject ?? { kind: 'notice', id }
  await queries.insertNotice(context.db, {
    townId: context.townId,
    id,
    unitId,
    type,
    subjectKind: kind,
    subjectId,
    leastDays,
    createdAt: context.now,
  })
  await queries.insertWork(context.db, {
    townId: context.townId,
    noticeId: id,
    content: NoticeFields.parse({ title, basis, content, days: leastDays }),
    near: [],
    dropped: [],
    reason: null,
    writers: isPerson(context.actor) ? [context.actor.personId] : [],
    submittedBy: null,
  })
  await context.record('disclosures.draft', { kind: 'notice', id, unitId }, { type, subject: kind })
  return id
}

/** What another feature is told of a notice of its own. */
export interface NoticeState {
  id: string
  type: NoticeType
  state: NoticeStateName
  version: number
  publishedOn: string | null
  endsOn: string | null
  isOver: boolean
  openObjections: number
  upheldObjection: { id: string; reason: string; decidedOn: string } | null
  result: string | null
  recordEntryId: string | null
}

/** What became of the notices of a subject, the oldest first. */
export async function noticesOf(context: Context, subject: { kind: string; id: string }): Promise<NoticeState[]> {
  const rows = await queries.noticesOfSubject(context.db, subject)
  const said = await objections.objectionsOf(
    context.db,
    rows.map(({ id }) => id),
  )
  const states: NoticeState[] = []
  for (const row of rows) {
    const own = said.filter(({ noticeId }) => noticeId === row.id)
    const clock = await clockOf(context, row, own)
    const upheld = own.find(({ tookDown }) => tookDown)
    states.push({
      id: row.id,
      type: row.type,
      state: stateOn(row.state, clock?.isOver ?? false),
      version: row.number,
      publishedOn: row.publishedOn,
      endsOn: clock?.endsOn ?? null,
      isOver: clock?.isOver ?? false,
      openObjections: own.filter(({ state }) => state === 'open').length,
      upheldObjection: upheld ? { id: upheld.id, reason: upheld.reason!, decidedOn: upheld.decidedOn! } : null,
      result: row.result,
      recordEntryId: row.recordEntryId,
    })
  }
  return states
}
