/** Appraisals (述职评议): rounds, and a report with all that belongs to it. */
import { namesOf } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import {
  endpoints,
  problems,
  type AppraisalReport,
  type EarlierProblem,
  type RectificationItem,
  type RoundDetail,
} from './appraisals.contract.ts'
import { figuresFor } from './appraisals.figures.actions.ts'
import * as items from './appraisals.items.queries.ts'
import { itemPolicy, reportPolicy, roundPolicy, type ReportFacts } from './appraisals.policy.ts'
import * as queries from './appraisals.queries.ts'
import { meetingDayFault, problemsOf, reportMachine } from './appraisals.rules.ts'

export const list = action(endpoints.list, async context => {
  context.require(roundPolicy, 'list', null)
  const allowedActions = roundPolicy.allowed(context.actor, null, context.now)
  const rounds = await queries.listRounds(context.db)
  return { items: rounds.map(round => ({ ...round, allowedActions })), allowedActions }
})

export const round = action(endpoints.round, async (context, { params: { roundId } }) => {
  context.require(roundPolicy, 'round', null)
  return showRound(context, roundId)
})

export const open = action(endpoints.open, async (context, { body }) => {
  context.require(roundPolicy, 'open', null)
  const fault = meetingDayFault(body.year, body.heldOn)
  if (fault) throw invalidField('#/heldOn', fault)
  await queries.lockRounds(context.db, context.townId)
  const { townId, now } = context
  const id = newId(now.getTime())
  const openedBy = isPerson(context.actor) ? context.actor.personId : null
  await queries.insertRound(context.db, { townId, id, ...body, openedAt: now, openedBy })
  const found = await queries.secretariesOn(context.db, body.heldOn)
  const reports = found.flatMap(({ unitId, personId }) =>
    personId === null
      ? []
      : [{ townId, id: newId(now.getTime()), roundId: id, unitId, presenterId: personId, state: 'scheduled' as const }],
  )
  const vacant = found.flatMap(({ unitId, personId }) => (personId === null ? [{ townId, roundId: id, unitId }] : []))
  await queries.insertReports(context.db, reports)
  await queries.insertVacancies(context.db, vacant)
  await context.record(
    'appraisals.open',
    { kind: 'appraisalRound', id },
    { year: body.year, reports: reports.length, vacant: vacant.length },
  )
  return showRound(context, id)
})

export const namePresenter = action(endpoints.namePresenter, async (context, { params: { roundId, unitId } }) => {
  context.require(roundPolicy, 'namePresenter', null)
  await queries.lockRounds(context.db, context.townId)
  const { heldOn } = await findRound(context, roundId)
  const [holder] = await queries.secretariesOn(context.db, heldOn, unitId)
  if (!holder) throw new Problem(common.notFound, '那一天没有这个村（社区）。')
  if (holder.personId === null) throw new Problem(problems.postVacant)
  const report = await queries.reportOf(context, context.today, roundId, unitId)
  if (!report) {
    const { townId, now } = context
    const id = newId(now.getTime())
    await queries.deleteVacancy(context.db, roundId, unitId)
    await queries.insertReports(context.db, [{ townId, id, roundId, unitId, presenterId: holder.personId, state: 'scheduled' }])
    await context.record('appraisals.namePresenter', { kind: 'appraisal', id, unitId }, { personId: holder.personId })
  } else {
    if (!reportMachine.can(report.state, 'write')) throw new Problem(common.wrongState)
    await queries.updateReport(context.db, report.id, { presenterId: holder.personId })
    await context.record('appraisals.namePresenter', { kind: 'appraisal', id: report.id, unitId }, { personId: holder.personId })
  }
  return showRound(context, roundId)
})

export const get = action(endpoints.get, async (context, { params: { reportId } }) => {
  context.require(reportPolicy, 'get', null)
  return show(context, reportId)
})

async function findRound(context: Context, id: string) {
  const found = await queries.findRound(context.db, id)
  if (!found) throw new Problem(common.notFound, '没有这次述职会。')
  return found
}

async function showRound(context: Context, id: string): Promise<RoundDetail> {
  return {
    ...(await findRound(context, id)),
    lines: await queries.linesOf(context.db, id),
    allowedActions: roundPolicy.allowed(context.actor, null, context.now),
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof queries.findReport>>>
export type FoundReport = Row & { facts: ReportFacts }

const factsOf = ({ path, presenterId, state, heldOn }: Row): ReportFacts => ({ path, presenterId, state, heldOn })

/** A report that one may read, with what the policy asks. Throws not-found (404). */
export async function findReport(context: Context, id: string): Promise<FoundReport> {
  const row = await queries.findReport(context, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这份述职，或不归您看。')
  return { ...row, facts: factsOf(row) }
}

type Change = 'write' | 'present' | 'takeBack' | 'comment' | 'tally' | 'decide' | 'feedBack' | 'addItem' | 'close'

/** The same, locked. Only those who may change it can lock it, so the policy is asked before and again after the wait. */
export async function lockFor(context: Context, id: string, name: Change): Promise<FoundReport> {
  context.require(reportPolicy, name, (await findReport(context, id)).facts)
  await queries.lockReport(context.db, id)
  const report = await findReport(context, id)
  context.require(reportPolicy, name, report.facts)
  return report
}

export const subjectOf = ({ id, unitId }: Pick<Row, 'id' | 'unitId'>) => ({ kind: 'appraisal', id, unitId })

/** The report with everything that belongs to it. */
export async function show(context: Context, id: string): Promise<AppraisalReport> {
  const { db, actor, today, now } = context
  const { facts, path: _, ...row } = await findReport(context, id)
  const names = await namesOf(context, [row.presenterId, ...(row.leaderId === null ? [] : [row.leaderId])])
  return {
    ...row,
    presentedAt: row.presentedAt?.toISOString() ?? null,
    presenterName: names.get(row.presenterId) ?? '',
    leaderName: row.leaderId === null ? null : (names.get(row.leaderId) ?? ''),
    figures: await figuresFor(context, row),
    earlier: await earlierOf(context, row),
    tallies: await queries.talliesOf(db, id),
    items: await presentItems(context, await items.itemsOf(context, today, id)),
    allowedActions: reportPolicy.allowed(actor, facts, now),
  }
}

/** The problems of the village's report before this one, and what became of them. */
async function earlierOf(context: Context, { unitId, year }: Pick<Row, 'unitId' | 'year'>): Promise<EarlierProblem[]> {
  const before = await queries.reportBefore(context, context.today, unitId, year)
  return before ? problemsOf(before, await items.itemsOf(context, context.today, before.id)) : []
}

type ItemRow = NonNullable<Awaited<ReturnType<typeof items.findItem>>>

export const itemFacts = ({ path, ownerId, doneOn, verifiedOn }: ItemRow) => ({
  path,
  ownerId,
  done: doneOn !== null,
  verified: verifiedOn !== null,
})

export async function presentItems(context: Context, rows: readonly ItemRow[]): Promise<RectificationItem[]> {
  const names = await namesOf(
    context,
    rows.flatMap(({ ownerId, verifiedBy }) => (verifiedBy === null ? [ownerId] : [ownerId, verifiedBy])),
  )
  return rows.map(row => {
    const { path: _, unitId: __, verifiedBy, ...item } = row
    return {
      ...item,
      ownerName: names.get(item.ownerId) ?? '',
      verifiedBy: verifiedBy === null ? null : (names.get(verifiedBy) ?? ''),
      allowedActions: itemPolicy.allowed(context.actor, itemFacts(row), context.now),
    }
  })
}
