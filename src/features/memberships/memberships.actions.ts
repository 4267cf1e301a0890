/** Party membership (党籍): what each endpoint does, and what other features may ask. */
import { z } from 'zod'
import { authorityOver } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { holdsAny, postsOf } from '#platform/shared/actor.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type Eligible, type Membership, type MembershipDetail } from './memberships.contract.ts'
import { requireAdmission, requireFull } from './memberships.grids.actions.ts'
import * as grids from './memberships.grids.queries.ts'
import { keepsMembers, membershipPolicy, type MembershipFacts } from './memberships.policy.ts'
import * as queries from './memberships.queries.ts'
import { leaveGrids } from './memberships.suspensions.queries.ts'
import { bodyFault, changeFault, countEligible, daysFault, placeFault, stageOn, transferMachine, yearAfter } from './memberships.rules.ts'

const Place = z.tuple([z.string(), Id])

export const list = action(endpoints.list, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(membershipPolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const { rows, total } = await queries.listMembers(context.db, context.today, filter, limit, after)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(row => present(context, row)),
    nextCursor: last ? cursorOf([last.sortKey, last.id]) : null,
    total,
    allowedActions: (await keepsAnyBranch(context)) ? ['admit'] : [],
  }
})

/** Does the actor keep the members of some branch? For what to offer; each act asks of the branch itself. */
export async function keepsAnyBranch({ actor, db }: Context): Promise<boolean> {
  if (holdsAny(actor, ['townClerk', 'villageSecretary', 'branchSecretary'])) return true
  const served = postsOf(actor).flatMap(({ role, bodyId }) => (role === 'villageClerk' && bodyId !== null ? [bodyId] : []))
  return served.length > 0 && (await queries.hasPartyBody(db, served))
}

export const get = action(endpoints.get, async (context, { params }) => {
  context.require(membershipPolicy, 'get', null)
  return show(context, params.membershipId)
})

export const admit = action(endpoints.admit, async (context, { body }) => {
  const { personId, bodyId, kind, admittedOn, fullOn, meetingId } = body
  const place = await placeOfBranch(context, body)
  context.require(membershipPolicy, 'admit', { personId, bodyId, path: place.path, line: place.line, ended: false })
  const fault = daysFault(body, context.today)
  if (fault) throw invalidField(`#/${fault.key}`, fault.detail)
  await requireAdmission(context, body)
  if (!(await personExists(context, personId))) throw invalidField('#/personId', '没有这个人，或不归您看')
  if (await queries.openMembership(context.db, personId)) throw new Problem(problems.alreadyMember)
  const id = newId(context.now.getTime())
  const row = { townId: context.townId, bodyId, unitId: place.unitId, kind }
  await unlessKept(queries.insertMember(context.db, { ...row, id, personId, admittedOn, fullOn, admittedMeetingId: meetingId }))
  await queries.insertPeriod(context.db, { ...row, id: newId(context.now.getTime()), membershipId: id, from: admittedOn })
  await context.record('memberships.admit', { kind: 'membership', id, unitId: place.unitId }, { kind })
  return show(context, id)
})

/** The constraint sees a membership that the caller may not: it is one all the same. */
async function unlessKept(write: Promise<unknown>) {
  try {
    await write
  } catch (error) {
    if ((error as { code?: string }).code === '23P01') throw new Problem(problems.alreadyMember)
    throw error
  }
}

export const becomeFull = action(endpoints.becomeFull, async (context, { params: { membershipId }, body }) => {
  const member = await lockVersioned(context, membershipId, 'becomeFull', body)
  if (member.fullOn !== null) throw new Problem(common.wrongState, '已经是正式党员。')
  const earliest = yearAfter(member.admittedOn)
  if (body.on < earliest) throw invalidField('#/on', `预备期满一年才能转正，最早${earliest}`)
  if (body.on > context.today) throw invalidField('#/on', '日期不能在以后')
  await requireFull(context, { ...member, meetingId: body.meetingId })
  await queries.updateMember(context.db, membershipId, { fullOn: body.on, fullMeetingId: body.meetingId })
  await context.record('memberships.becomeFull', subjectOf(member))
  return show(context, membershipId)
})

export const changeKind = action(endpoints.changeKind, async (context, { params: { membershipId }, body }) => {
  const member = await lockVersioned(context, membershipId, 'changeKind', body)
  const fault = placeFault(body.kind, member.bodyId)
  if (fault) throw invalidField('#/kind', fault)
  await newPeriod(context, member, { from: body.from, pointer: '#/from', kind: body.kind })
  await queries.updateMember(context.db, membershipId, { kind: body.kind })
  await context.record('memberships.changeKind', subjectOf(member), { kind: body.kind })
  return show(context, membershipId)
})

export const end = action(endpoints.end, async (context, { params: { membershipId }, body }) => {
  const member = await lockVersioned(context, membershipId, 'end', body)
  const fault = changeFault(body.on, await queries.lastPeriodFrom(context.db, membershipId), context.today)
  if (fault) throw invalidField('#/on', fault)
  await queries.endPeriod(context.db, membershipId, body.on)
  await queries.updateMember(context.db, membershipId, { endedOn: body.on, endReason: body.reason })
  // who is no longer a member stands in no grid, and makes room for a membership to come
  await leaveGrids(context.db, membershipId, body.on)
  // who is no longer a member is on the way to no branch
  await queries.moveOpenTransfer(context.db, membershipId, transferMachine.next('inProgress', 'cancel') as 'cancelled')
  await context.record('memberships.end', subjectOf(member), { reason: body.reason })
  return show(context, membershipId)
})

export const gridGaps = action(endpoints.gridGaps, async (context, { query }) => {
  context.require(membershipPolicy, 'gridGaps', null)
  const { db, today, actor } = context
  // The town reads how many; who they are, a village's own posts read.
  const near = postsOf(actor).filter(({ role }) => ['villageSecretary', 'villageClerk', 'branchSecretary'].includes(role))
  const villages = await queries.gapCounts(db, today, query.unitId ?? null)
  const items = await queries.gapMembers(
    db,
    today,
    near.map(({ unitId }) => unitId),
  )
  return { villages: holdsAny(actor, ['townClerk']) || near.length > 0 ? villages : [], items }
})

export const eligible = action(endpoints.eligible, async (context, { params: { bodyId }, query: { on = context.today } }) => {
  const branch = await queries.branchOn(context.db, on, bodyId)
  if (!branch?.unitId) throw new Problem(common.notFound, '没有这个党组织。')
  context.require(membershipPolicy, 'eligible', { personId: '', bodyId, path: branch.path!, line: branch.line, ended: false })
  const items = await eligibleMembers(context, bodyId, on)
  return { on, items, ...countEligible(items) }
})

/** Members of a branch on a day, by name: who counts, who is probationary, and who does not count. For the rolls of meetings. */
export const eligibleMembers = async (context: Context, bodyId: string, day: string): Promise<(Eligible & { sortKey: string })[]> =>
  (await queries.eligibleOn(context.db, bodyId, day)).map(({ fullOn, ...row }) => ({ ...row, stage: stageOn(fullOn, day) }))

const personExists = async ({ db }: Context, id: string) =>
  (await db.selectFrom('person').where('id', '=', id).select('id').executeTakeFirst()) !== undefined

/** The unit that the branch stands for today. Throws invalid (422) for a body that takes in no members. */
export async function placeOfBranch(
  context: Context,
  { bodyId, unitId, kind }: { bodyId: string | null; unitId: string | null; kind: Membership['kind'] },
) {
  const fault = placeFault(kind, bodyId)
  if (fault) throw invalidField('#/bodyId', fault)
  if (bodyId === null) {
    if (unitId === null) throw invalidField('#/unitId', '请选报到的村（社区）')
    return { unitId, path: await authorityOver(context, unitId), line: [] }
  }
  const branch = await queries.branchOn(context.db, context.today, bodyId)
  if (!branch?.unitId) throw invalidField('#/bodyId', '没有这个党组织')
  const wrong = bodyFault(branch.kind)
  if (wrong) throw invalidField('#/bodyId', wrong)
  return { unitId: branch.unitId, path: branch.path!, line: branch.line }
}

/** Begins a period of another branch or kind. Throws invalid (422) for a day before the last one began, or to come. */
export async function newPeriod(
  { db, townId, today, now }: Context,
  member: MemberRow,
  {
    from,
    pointer,
    bodyId = member.bodyId,
    unitId = member.unitId,
    kind = member.kind,
  }: { from: string; pointer: string } & Partial<Pick<MemberRow, 'bodyId' | 'unitId' | 'kind'>>,
) {
  const fault = changeFault(from, await queries.lastPeriodFrom(db, member.id), today)
  if (fault) throw invalidField(pointer, fault)
  await queries.endPeriod(db, member.id, from)
  await queries.insertPeriod(db, { townId, id: newId(now.getTime()), membershipId: member.id, bodyId, unitId, kind, from })
}

export type MemberRow = queries.MemberRow
export const subjectOf = ({ id, unitId }: MemberRow) => ({ kind: 'membership', id, unitId })
export const factsOf = ({ personId, path, bodyId, line, endedOn }: MemberRow): MembershipFacts => ({
  personId,
  path,
  bodyId,
  line,
  ended: endedOn !== null,
})

/** A membership that one may read. Throws not-found (404). */
export async function findMember(context: Context, id: string): Promise<MemberRow> {
  const row = await queries.findMember(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这条党籍记录，或不归您看。')
  return row
}

/** The same, locked; the policy is asked before and again after the wait. */
export async function lockFor(context: Context, id: string, name: Parameters<typeof membershipPolicy.allows>[0]): Promise<MemberRow> {
  context.require(membershipPolicy, name, factsOf(await findMember(context, id)))
  await queries.lockMember(context.db, id)
  const member = await findMember(context, id)
  context.require(membershipPolicy, name, factsOf(member))
  return member
}

async function lockVersioned(context: Context, id: string, name: Parameters<typeof membershipPolicy.allows>[0], yours: unknown) {
  const member = await lockFor(context, id, name)
  requireVersion(context, present(context, member), yours)
  return member
}

export async function show(context: Context, id: string): Promise<MembershipDetail> {
  const { db, today, actor } = context
  const member = await findMember(context, id)
  const transfers = await queries.transfersOf(db, id, today)
  const behind = await grids.decisionsBehind(db, id)
  const restsOn = (part: 'admitted' | 'full') => {
    const meeting = behind.find(each => each.part === part)
    return meeting ? { id: meeting.id, title: meeting.title, heldOn: meeting.heldOn } : null
  }
  return {
    ...present(context, member),
    allowedActions: await offered(context, member, transfers),
    admittedAt: restsOn('admitted'),
    fullAt: restsOn('full'),
    periods: await queries.periodsOf(db, id, today),
    transfers: transfers.map(({ toUnitId: _, ...transfer }) => transfer),
    exclusions: await queries.exclusionsOf(db, id),
    grids: (await queries.gridsOf(db, id, today)).map(({ path, ...grid }) => ({
      ...grid,
      opens: keepsMembers(actor, { path, bodyId: null, line: [] }),
    })),
  }
}

/** What to offer of one member: the steps of a transfer that is under way, to whoever may take them; full standing once. */
async function offered(context: Context, member: MemberRow, transfers: Awaited<ReturnType<typeof queries.transfersOf>>) {
  const { actor, now, db, today } = context
  const facts = factsOf(member)
  const all = membershipPolicy.allowed(actor, facts, now)
  const open = transfers.find(({ state }) => state === 'inProgress')
  const branch = open && (await queries.branchOn(db, today, open.toBodyId))
  const there = branch?.unitId
    ? membershipPolicy.allowed(actor, { ...facts, bodyId: open!.toBodyId, path: branch.path!, line: branch.line }, now)
    : []
  const idle = new Set(open ? ['beginTransfer', 'completeTransfer', 'cancelTransfer'] : ['completeTransfer', 'cancelTransfer'])
  const moving = open
    ? [...(all.includes('cancelTransfer') ? ['cancelTransfer'] : []), ...(there.includes('completeTransfer') ? ['completeTransfer'] : [])]
    : []
  return [...all.filter(name => !idle.has(name) && (name !== 'becomeFull' || member.fullOn === null)), ...moving]
}

function present({ actor, now, today }: Context, row: MemberRow): Membership {
  const { sortKey: _, path: __, line: ___, total: ____, ...rest } = row
  return { ...rest, stage: stageOn(row.fullOn, today), allowedActions: membershipPolicy.allowed(actor, factsOf(row), now) }
}
