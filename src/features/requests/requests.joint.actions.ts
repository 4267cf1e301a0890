/** The joint meeting (联席会议): its list, and what it decided about each case. */
import { namesOf } from '#features/people/people.actions.ts'
import { listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common, type FieldError } from '#platform/shared/problem.ts'
import { tellReporter } from './requests.calls.actions.ts'
import { findCase, move, storyOf, type CaseRow } from './requests.case.actions.ts'
import { listDepartments } from './requests.categories.queries.ts'
import { tellMerged } from './requests.duplicates.actions.ts'
import { endpoints, problems, RequestDetail, type Decision, type JointCase } from './requests.contract.ts'
import { begin, beginStep, next, present } from './requests.desk.actions.ts'
import * as joint from './requests.joint.queries.ts'
import { deciderRoles, requestDoorPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'
import { misfitOf } from './requests.rules.ts'

export const jointList = action(endpoints.jointList, async context => {
  context.require(requestDoorPolicy, 'jointList', null)
  const items: JointCase[] = []
  for (const id of await joint.listWaiting(context.db)) items.push(await waiting(context, await findCase(context, id)))
  return { items, meetings: await meetings(context), ...(await attendants(context)) }
})

export const putOnJointList = action(endpoints.putOnJointList, async (context, { params, body }) => {
  const row = await beginStep(context, params.requestId, 'putOnJointList', body)
  const moved = await move(context, row, {
    event: 'requests.putOnJointList',
    text: body.text,
    set: { jointMeetingOn: context.today, jointDecidedOn: null, jointHandlerId: null },
  })
  return present(context, moved)
})

export const decide = action(endpoints.decide, async (context, { body }) => {
  const { heldOn, bodyIds, unitIds, decisions } = body
  // Locked in one order, whoever wrote them in which: two that record at once wait, and none for the other.
  const locked = new Map<string, CaseRow>()
  for (const id of decisions.map(({ requestId }) => requestId).sort()) locked.set(id, await begin(context, id, 'decide'))
  const rows = decisions.map(({ requestId }) => locked.get(requestId)!)
  for (const [index, row] of rows.entries()) {
    if (row.version !== decisions[index]!.version)
      throw new Problem(common.editedMeanwhile, undefined, { current: RequestDetail.parse(await present(context, { row })), yours: body })
  }
  const { bodies, units, people } = await attendants(context)
  const known = { bodies: idsOf(bodies), units: idsOf(units), people: idsOf(people) }
  const errors: FieldError[] = []
  const wrong = (pointer: string, detail: string) => errors.push({ pointer, detail })
  if (heldOn > context.today) wrong('#/heldOn', '会要开过了才登记')
  if (bodyIds.length + unitIds.length === 0) wrong('#/bodyIds', '请选谁到了会')
  if (!bodyIds.every(id => known.bodies.has(id))) wrong('#/bodyIds', '请从列出的部门里选')
  if (!unitIds.every(id => known.units.has(id))) wrong('#/unitIds', '请从列出的村（社区）里选')
  if (new Set(rows.map(({ id }) => id)).size < rows.length) wrong('#/decisions', '一件只能有一个决定')
  for (const [index, decision] of decisions.entries()) {
    const at = `#/decisions/${index}`
    if (heldOn < rows[index]!.jointMeetingOn!) wrong('#/heldOn', '那天这件还没上联席会议')
    if (!known.people.has(decision.decidedBy)) wrong(`${at}/decidedBy`, '请从列出的人里选')
    const misfit = misfitOf(decision)
    if (misfit) wrong(`${at}/${misfit.field}`, misfit.detail)
  }
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  const meetingId = newId(context.now.getTime())
  const recordedBy = isPerson(context.actor) ? context.actor.personId : ''
  await joint.insertMeeting(context.db, {
    townId: context.townId,
    id: meetingId,
    heldOn,
    bodyIds,
    unitIds,
    recordedBy,
    recordedAt: context.now,
  })
  for (const [index, row] of rows.entries()) await carryOut(context, row, decisions[index]!, { meetingId, heldOn }, known.bodies)
  return { id: meetingId }
})

/** One case as the meeting decided it. Throws not-capable (422) for a handler that is none. */
async function carryOut(
  context: Context,
  row: CaseRow,
  decision: Decision,
  meeting: { meetingId: string; heldOn: string },
  departments: ReadonlySet<string>,
) {
  const { kind, bodyId, unitId, withBodyIds, decidedBy, text } = decision
  const isCapable =
    (bodyId ? departments.has(bodyId) : !unitId || row.custodyPath.includes(unitId)) && withBodyIds.every(id => departments.has(id))
  if (!isCapable) throw new Problem(problems.notCapable)
  await joint.insertDecision(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    meetingId: meeting.meetingId,
    requestId: row.id,
    kind,
    bodyId: bodyId ?? null,
    unitId: unitId ?? null,
    withBodyIds,
    decidedBy,
  })
  const told = { ...meeting, deciderId: decidedBy }
  const decided = { assignedPersonId: null, jointDecidedOn: meeting.heldOn, jointHandlerId: bodyId ?? unitId ?? null }
  if (kind === 'answer') {
    await move(context, row, {
      event: 'requests.decideAnswer',
      state: next(row, 'decideAnswer'),
      details: told,
      text,
      handling: [row.handlerUnitId],
      set: { ...decided, assignedBodyId: null },
    })
    await tellReporter(context, row, 'proposed')
    await tellMerged(context, row, 'proposed')
    return
  }
  await move(context, row, {
    event: 'requests.decide',
    state: next(row, 'decide'),
    details: { ...told, ...(bodyId ? { bodyId } : { unitId }), ...(withBodyIds.length > 0 && { withBodyIds }) },
    text,
    handling: [row.handlerUnitId, bodyId ?? unitId!, ...withBodyIds],
    set: { ...decided, assignedBodyId: bodyId ?? null, handlerUnitId: unitId ?? row.handlerUnitId },
  })
}

async function waiting(context: Context, row: CaseRow): Promise<JointCase> {
  const { story } = await storyOf(context, { row })
  const names = await queries.namesOfUnits(context.db, row.custodyPath)
  return {
    ...story,
    jointMeetingOn: row.jointMeetingOn!,
    returnCount: row.returnCount,
    reasons: story.steps.filter(({ name }) => name === 'requests.giveBack' || name === 'requests.putOnJointList'),
    units: row.custodyPath.flatMap(id => (names.has(id) ? [{ id, name: names.get(id)!.name }] : [])),
  }
}

/** The last meetings with what of their decisions the caller may read. */
async function meetings(context: Context) {
  const rows = await joint.listMeetings(context.db)
  const decisions = await joint.listDecisions(
    context.db,
    rows.map(({ id }) => id),
  )
  const bodies = await queries.namesOfBodies(context.db, [
    ...rows.flatMap(({ bodyIds }) => bodyIds),
    ...decisions.flatMap(({ bodyId, withBodyIds }) => [...withBodyIds, ...(bodyId ? [bodyId] : [])]),
  ])
  const units = await queries.namesOfUnits(context.db, [
    ...rows.flatMap(({ unitIds }) => unitIds),
    ...decisions.flatMap(({ unitId }) => unitId ?? []),
  ])
  const people = await namesOf(
    context,
    decisions.map(({ decidedBy }) => decidedBy),
  )
  const bodyName = (id: string) => bodies.get(id) ?? '原部门'
  const unitName = (id: string) => units.get(id)?.name ?? '原单位'
  return rows.map(({ id, heldOn, bodyIds, unitIds }) => ({
    id,
    heldOn,
    present: [...bodyIds.map(bodyName), ...unitIds.map(unitName)],
    decisions: decisions
      .filter(({ meetingId }) => meetingId === id)
      .map(({ bodyId, unitId, withBodyIds, decidedBy, ...decision }) => ({
        ...decision,
        handlerName: bodyId ? bodyName(bodyId) : unitId ? unitName(unitId) : null,
        withNames: withBodyIds.map(bodyName),
        decidedByName: people.get(decidedBy) ?? '工作人员',
      })),
  }))
}

/** Who can be present, and who of the town can decide, today. */
async function attendants(context: Context) {
  const all = await listUnits(context)
  const town = all.find(({ kind }) => kind === 'town')
  const { people } = await queries.listCandidates(context.db, town ? [town.id] : [], deciderRoles)
  return {
    bodies: await listDepartments(context.db, context.today),
    units: all.filter(({ kind }) => kind === 'village' || kind === 'community' || kind === 'zone').map(({ id, name }) => ({ id, name })),
    people,
  }
}

const idsOf = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id))
