/** Cycles of star ratings (评星周期): a branch's year from the first list to the archive; what each endpoint does. */
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { addWorkingDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type Cycle, type CycleDetail, type CycleStep } from './ratings.contract.ts'
import { cyclePolicy, ruleSetPolicy } from './ratings.policy.ts'
import * as queries from './ratings.queries.ts'
import {
  appealWorkingDays,
  cycleMachine,
  proposalOf,
  resumedUntil,
  selfCheckUntil,
  shownWorkingDays,
  withoutSource,
} from './ratings.rules.ts'
import * as sheets from './ratings.sheets.queries.ts'
import { factsFrom } from './ratings.sources.queries.ts'
import { isSource } from './ratings.words.ts'

export const cycles = action(endpoints.cycles, async context => {
  context.require(cyclePolicy, 'cycles', null)
  const rows = await queries.listCycles(context.db, context.today)
  return {
    items: rows.filter(row => cyclePolicy.allows('cycle', context.actor, row)).map(row => present(context, row)),
    branches: await queries.ledBranches(context.db, context.today),
  }
})

export const openCycle = action(endpoints.openCycle, async (context, { body: { bodyId, year } }) => {
  const { db, townId, today, now } = context
  const branch = await queries.branchOn(db, today, bodyId)
  if (!branch?.unitId) throw invalidField('#/bodyId', '没有这个党支部')
  context.require(cyclePolicy, 'openCycle', { path: branch.path!, bodyId, state: 'draft' })
  if (year > Number(today.slice(0, 4))) throw invalidField('#/year', '还没有到这一年')
  const rules = await queries.ruleSetFor(db, year)
  if (!rules) throw new Problem(problems.noRules)
  if (await queries.cycleOf(db, bodyId, year)) throw new Problem(problems.alreadyOpen)
  const id = newId(now.getTime())
  const row = { townId, id, bodyId, unitId: branch.unitId, year, ruleSetId: rules.id }
  await unlessThere(queries.insertCycle(db, row), new Problem(problems.alreadyOpen))
  await gather(context, await findCycle(context, id))
  await context.record('ratings.openCycle', { kind: 'ratingCycle', id, unitId: branch.unitId }, { year })
  return show(context, id)
})

export const cycle = action(endpoints.cycle, async (context, { params: { cycleId } }) => {
  context.require(cyclePolicy, 'cycle', await findCycle(context, cycleId))
  return show(context, cycleId)
})

export const advance = action(endpoints.advance, async (context, { params: { cycleId }, body }) => {
  context.require(cyclePolicy, 'advance', await findCycle(context, cycleId))
  await queries.lockCycle(context.db, cycleId)
  const row = await findCycle(context, cycleId)
  context.require(cyclePolicy, 'advance', row)
  requireVersion(context, present(context, row), body)
  const state = cycleMachine.next(row.state, body.step)
  await queries.moveCycle(context.db, cycleId, { state, ...(await steps[body.step](context, row, body)) })
  await context.record('ratings.advance', { kind: 'ratingCycle', id: cycleId, unitId: row.unitId }, { from: row.state, to: state })
  return show(context, cycleId)
})

type Step = (
  context: Context,
  row: queries.CycleRow,
  body: { shownWhere: Cycle['shownWhere'] },
) => Promise<Omit<Parameters<typeof queries.moveCycle>[2], 'state'>>

/** What each step needs and sets. */
const steps: Record<CycleStep, Step> = {
  async startSelfCheck(context, row) {
    await gather(context, row)
    return { selfCheckUntil: selfCheckUntil(context.today) }
  },
  review({ today }, row) {
    if (today <= row.selfCheckUntil!) throw new Problem(problems.tooEarly, `自查到${row.selfCheckUntil}为止。`)
    return Promise.resolve({})
  },
  async show(context, row, { shownWhere }) {
    if (shownWhere === null) throw invalidField('#/shownWhere', '请选在哪里公示')
    await requireDecided(context, row)
    const { day } = addWorkingDays(await context.calendar(), context.today, shownWorkingDays)
    return { shownWhere, shownOn: context.today, shownUntil: day }
  },
  async confirm(context, row) {
    if (context.today <= row.shownUntil!) throw new Problem(problems.tooEarly, `公示到${row.shownUntil}为止。`)
    await requireDecided(context, row)
    return { confirmedOn: context.today }
  },
  async notify(context) {
    const { day } = addWorkingDays(await context.calendar(), context.today, appealWorkingDays)
    return { notifiedOn: context.today, appealUntil: day }
  },
  archive({ today }, row) {
    if (today <= row.appealUntil!) throw new Problem(problems.tooEarly, `申诉到${row.appealUntil}为止。`)
    return Promise.resolve({ archivedOn: today })
  },
}

export const counts = action(endpoints.counts, async (context, { query: { year } }) => {
  context.require(ruleSetPolicy, 'counts', null)
  return { items: await queries.countsIn(context.db, context.today, year) }
})

/** Two at the same instant: the constraint sees the other, and the caller is told what it means. */
export async function unlessThere(write: Promise<unknown>, refusal: Problem): Promise<void> {
  try {
    await write
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw refusal
    throw error
  }
}

/** Takes members and facts from the records anew, and reckons the proposals. Only before anyone has read them. */
async function gather(context: Context, row: queries.CycleRow): Promise<void> {
  const { db, townId, today, now } = context
  await sheets.deleteFacts(db, row.id)
  await sheets.leaveOut(db, row.id, today)
  await sheets.insertMembers(db, townId, row.id, today, count => Array.from({ length: count }, () => newId(now.getTime())))
  const wanted = new Set(row.dimensions.flatMap(({ rules }) => rules.map(({ source }) => source)).filter(isSource))
  for (const source of wanted) {
    const facts = await factsFrom(db, source, row.id)
    await sheets.insertFacts(
      db,
      townId,
      facts.map(fact => ({ ...fact, id: newId(now.getTime()), source })),
    )
  }
  const facts = Map.groupBy(await sheets.factsOfCycle(db, row.id), ({ ratingId }) => ratingId)
  for (const { id, exempt, proposed } of await sheets.ratingsOf(context, row.id)) {
    const reckoned = exempt === null ? proposalOf(row, facts.get(id) ?? []) : null
    if (reckoned !== proposed) await sheets.setProposal(db, id, reckoned, false)
  }
}

/** Throws undecided or contest-open (409) while anyone is left to decide or to answer. */
async function requireDecided(context: Context, { id }: queries.CycleRow): Promise<void> {
  const { openContests, undecided } = await queries.leftOpen(context.db, id)
  if (openContests > 0) throw new Problem(problems.contestOpen)
  if (undecided > 0) throw new Problem(problems.undecided, `还有${undecided}个人没有定。`)
}

/** The clock runs on when nothing contested is left; an appeal is over when the star stands again. The caller holds the cycle's lock. */
export async function goOn(context: Context, cycleId: string): Promise<void> {
  const { db, today } = context
  const row = await findCycle(context, cycleId)
  if (row.state !== 'objections' && row.state !== 'appeal') return
  const left = await queries.leftOpen(db, cycleId)
  if (left.openContests > 0) return
  if (row.state === 'objections') {
    const { day } = resumedUntil(await context.calendar(), row.shownUntil!, row.pausedOn!, today)
    await queries.moveCycle(db, cycleId, { state: cycleMachine.next(row.state, 'resume'), pausedOn: null, shownUntil: day })
  } else if (left.undecided === 0) await queries.moveCycle(db, cycleId, { state: cycleMachine.next(row.state, 'settle') })
}

/** A cycle that one may read. Throws not-found (404). */
export async function findCycle(context: Context, id: string): Promise<queries.CycleRow> {
  const row = await queries.findCycle(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这一轮评定，或不归您看。')
  return row
}

async function show(context: Context, id: string): Promise<CycleDetail> {
  const row = await findCycle(context, id)
  const members = await sheets.ratingsOf(context, id)
  return {
    ...present(context, row),
    withoutSource: withoutSource(row),
    members: members.map(member => ({ ...member, decided: member.star !== null })),
  }
}

const present = ({ actor, now }: Context, row: queries.CycleRow): Cycle => ({
  ...row,
  allowedActions: cyclePolicy.allowed(actor, row, now),
})
