/**
 * Requests (诉求): what the desk and the handler do.
 *
 * Every action reads the same way: lock, ask the policy, apply a rule, write, record.
 */
import { action, type Context } from '#platform/server/action.ts'
import { refuseOtherVersion } from '#platform/server/versions.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { endpoints, problems, RequestDetail } from './requests.contract.ts'
import { tellReporter } from './requests.calls.actions.ts'
import { factsOf, findCase, lockCase, maskedContact, move, storyOf, wordingOf, type CaseRow, type Known } from './requests.case.actions.ts'
import { separateDuplicates, tellMerged } from './requests.duplicates.actions.ts'
import { refuseIfDecided, refuseIfHeld, type HandingOn } from './requests.decided.actions.ts'
import { beginApart } from './requests.involved.actions.ts'
import { lockTies } from './requests.merge.queries.ts'
import { deskRoles, deskRolesFor } from './requests.desks.rules.ts'
import { requestPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'
import { goesBackToMeeting, isOnJointList, limits, meetingHold, requestMachine } from './requests.rules.ts'
import { offeredTerms, routeFor } from './requests.terms.actions.ts'

type Verb = Parameters<typeof requestPolicy.allows>[0]

/** Locks the case and asks the policy for `verb`. */
export async function begin(context: Context, requestId: string, verb: Verb): Promise<CaseRow> {
  const row = await lockCase(context, requestId)
  context.require(requestPolicy, verb, factsOf(row))
  return row
}

/** The same for a step of staff, who may name the version that they read. Throws edited-meanwhile (412). */
export async function beginStep(context: Context, requestId: string, verb: Verb, yours: unknown): Promise<CaseRow> {
  const row = await begin(context, requestId, verb)
  await refuseIfEdited(context, row, yours)
  return row
}

/** Throws edited-meanwhile (412), with the case as it stands, to staff who name another version of it. */
export const refuseIfEdited = (context: Context, row: CaseRow, yours: unknown) =>
  refuseOtherVersion(context, row.version, async () => RequestDetail.parse(await present(context, { row })), yours)

/** The same for what ties cases together or unties them. Asked before the lock too: whoever is refused keeps nobody waiting. */
export async function beginTied(context: Context, requestId: string, verb: Verb): Promise<CaseRow> {
  context.require(requestPolicy, verb, factsOf(await findCase(context, requestId)))
  await lockTies(context.db)
  return begin(context, requestId, verb)
}

/** The same for what hands a case on: a joint meeting may hold it. Throws bound-by-meeting or waits-for-meeting (409). */
async function beginUnheld(context: Context, requestId: string, verb: HandingOn, yours: unknown): Promise<CaseRow> {
  const row = await lockCase(context, requestId)
  await refuseIfHeld(context, row, verb)
  context.require(requestPolicy, verb, factsOf(row))
  await refuseIfEdited(context, row, yours)
  return row
}

export const next = (row: CaseRow, name: Parameters<typeof requestMachine.can>[1]) => requestMachine.next(row.state, name)

export const get = action(endpoints.get, async (context, { params }) => {
  const row = await findCase(context, params.requestId)
  context.require(requestPolicy, 'get', factsOf(row))
  return present(context, { row })
})

export const listHandlers = action(endpoints.listHandlers, async (context, { params }) => {
  const row = await findCase(context, params.requestId)
  context.require(requestPolicy, 'listHandlers', factsOf(row))
  const { bodies, people } = await queries.listCandidates(context.db, row.handlerPath, deskRolesFor(row))
  const units = row.aboutOfficials ? [] : await placesAbove(context, row)
  return { bodies, people, units }
})

export const accept = action(endpoints.accept, async (context, { params, body }) => {
  const row = await beginStep(context, params.requestId, 'accept', body)
  const terms = await offeredTerms(context, body.categoryId, row)
  const wording = wordingOf(row, { title: body.title ?? row.title, publicLine: body.publicLine ?? null })
  const moved = await move(context, row, {
    event: 'requests.accept',
    state: next(row, 'accept'),
    details: { categoryId: body.categoryId, workingDays: terms.workingDays },
    handling: [row.handlerUnitId],
    set: { categoryId: body.categoryId, ...wording },
  })
  return present(context, moved)
})

export const refuse = action(endpoints.refuse, async (context, { params, body }) => {
  const row = await beginTied(context, params.requestId, 'refuse')
  await refuseIfEdited(context, row, body)
  const moved = await move(context, row, {
    event: 'requests.refuse',
    state: next(row, 'refuse'),
    details: { reason: body.reason },
    text: body.text,
    set: { closedAt: context.now },
  })
  await tellReporter(context, row, 'notAccepted')
  await separateDuplicates(context, row, 'notAccepted')
  return present(context, moved)
})

export const assign = action(endpoints.assign, async (context, { params, body }) => {
  const row = await beginUnheld(context, params.requestId, 'assign', body)
  return present(context, await give(context, row, 'assign', body))
})

export const passOn = action(endpoints.passOn, async (context, { params, body }) => {
  const row = await beginUnheld(context, params.requestId, 'passOn', body)
  return present(context, await give(context, row, 'passOn', body))
})

/** Gives a case to exactly one department, person in office, or desk on its way up. Throws not-capable (422). */
async function give(
  context: Context,
  row: CaseRow,
  verb: 'assign' | 'passOn',
  to: { bodyId?: string | undefined; personId?: string | undefined; unitId?: string | undefined; text?: string | undefined },
) {
  const { bodyId, personId, unitId, text } = to
  if ([bodyId, personId, unitId].filter(Boolean).length !== 1) throw new Problem(problems.notCapable)
  const capable = bodyId
    ? await queries.isDepartment(context.db, bodyId)
    : personId
      ? await queries.isAtDesk(context.db, personId, row.handlerPath, deskRolesFor(row))
      : (await placesAbove(context, row)).some(each => each.id === unitId)
  if (!capable) throw new Problem(problems.notCapable)
  return move(context, row, {
    event: `requests.${verb}`,
    state: next(row, verb),
    details: { ...(bodyId && { bodyId }), ...(personId && { personId }), ...(unitId && { unitId }) },
    text,
    handling: [row.handlerUnitId, bodyId ?? personId ?? unitId!],
    set: { assignedBodyId: bodyId ?? null, assignedPersonId: personId ?? null, handlerUnitId: unitId ?? row.handlerUnitId },
  })
}

export const take = action(endpoints.take, async (context, { params }) => {
  const row = await beginUnheld(context, params.requestId, 'take', null)
  const mine = row.assignedPersonId ?? row.assignedBodyId ?? row.handlerUnitId
  return present(context, await move(context, row, { event: 'requests.take', state: next(row, 'take'), handling: [mine] }))
})

export const giveBack = action(endpoints.giveBack, async (context, { params, body }) => {
  const row = await beginUnheld(context, params.requestId, 'giveBack', body)
  await refuseIfDecided(context, row, body.reason)
  const returnCount = row.returnCount + 1
  const listed = goesBackToMeeting.onReturn(row, returnCount) && !isOnJointList(row)
  const moved = await move(context, row, {
    event: 'requests.giveBack',
    state: next(row, 'giveBack'),
    details: { reason: body.reason },
    text: `${body.text}（依据：${body.citedRule}）`,
    handling: [],
    set: {
      assignedBodyId: null,
      assignedPersonId: null,
      returnCount,
      jointHandlerId: null,
      ...(listed && { jointMeetingOn: context.today, jointDecidedOn: null }),
    },
  })
  return present(context, moved)
})

export const climb = action(endpoints.climb, async (context, { params, body }) => {
  const row = await beginUnheld(context, params.requestId, 'climb', body)
  return present(context, await climbFrom(context, row, 'requests.climb', body.text))
})

/** Sends a case to the next desk above that someone holds. Throws top-level (409) in the town. */
export async function climbFrom(context: Context, row: CaseRow, event: 'requests.climb' | 'requests.climbOverdue', text?: string) {
  const place = await queries.findPlace(context.db, row.handlerUnitId)
  const above = place?.path.slice(0, -1) ?? []
  if (above.length === 0) throw new Problem(problems.topLevel)
  const toUnitId = (await queries.lowestHandler(context.db, above, deskRoles)) ?? above[0]!
  return move(context, row, {
    event,
    state: next(row, 'climb'),
    details: { toUnitId },
    text,
    // a desk that sends up what it never accepted has not handled it
    ...(row.involved.length > 0 && { handling: [] }),
    set: { handlerUnitId: toUnitId, assignedBodyId: null, assignedPersonId: null },
  })
}

export const pause = action(endpoints.pause, async (context, { params, body }) => {
  const row = await beginStep(context, params.requestId, 'pause', body)
  if (body.until <= context.today) throw invalidField('#/until', '暂缓到哪天，要写今天以后的日子')
  if (body.until > addDays(context.today, limits.pauseDays)) throw invalidField('#/until', `暂缓最多${limits.pauseDays}天`)
  const moved = await move(context, row, {
    event: 'requests.pause',
    state: next(row, 'pause'),
    details: { reason: body.reason, until: body.until },
    text: body.text,
    handling: [],
    set: { pauseUntil: body.until },
  })
  return present(context, moved)
})

export const resume = action(endpoints.resume, async (context, { params }) => {
  const row = await beginStep(context, params.requestId, 'resume', null)
  return present(context, await resumeCase(context, row))
})

export const resumeCase = (context: Context, row: CaseRow) =>
  move(context, row, { event: 'requests.resume', state: next(row, 'resume'), handling: [], set: { pauseUntil: null } })

export const propose = action(endpoints.propose, async (context, { params, body }) => {
  const row = await beginStep(context, params.requestId, 'propose', body)
  const mine = row.assignedPersonId ?? row.assignedBodyId ?? row.handlerUnitId
  const moved = await move(context, row, {
    event: 'requests.propose',
    state: next(row, 'propose'),
    text: body.text,
    handling: [mine, row.handlerUnitId],
  })
  await Promise.all([tellReporter(context, row, 'proposed'), tellMerged(context, row, 'proposed')])
  return present(context, moved)
})

export const confirmOnBehalf = action(endpoints.confirmOnBehalf, async (context, { params, body }) => {
  const row = await beginApart(context, params.requestId, 'confirmOnBehalf')
  await refuseIfEdited(context, row, body)
  const moved = await move(context, row, {
    event: 'requests.confirmOnBehalf',
    state: next(row, 'confirm'),
    details: { basis: body.basis },
    set: { closedAt: context.now, solvedBy: 'onBehalf' },
  })
  await tellMerged(context, row, 'solved')
  return present(context, moved)
})

/** The desks between this level and the town, this level left out. */
async function placesAbove(context: Context, row: CaseRow) {
  const place = await queries.findPlace(context.db, row.handlerUnitId)
  const ids = (place?.path ?? []).filter(id => id !== row.handlerUnitId)
  const names = await queries.namesOfUnits(context.db, ids)
  return ids.map(id => ({ id, name: names.get(id)!.name }))
}

export async function present(context: Context, known: Known): Promise<RequestDetail> {
  const { row } = known
  const [{ story, units, naming }, route] = await Promise.all([storyOf(context, known), routeFor(context, row)])
  const handler = units.get(row.handlerUnitId)!
  return {
    ...story,
    unitId: row.unitId,
    categoryId: row.categoryId,
    channel: row.channel,
    outsideNumber: row.outsideNumber,
    enteredByName: row.enteredBy ? naming.person(row.enteredBy) : null,
    consentBasis: row.consentBasis,
    contact: maskedContact(context, row),
    publicAgreed: row.publicAgreed,
    publicLine: row.publicLine,
    aboutOfficials: row.aboutOfficials,
    returnCount: row.returnCount,
    jointMeetingOn: row.jointMeetingOn,
    meetingHold: meetingHold(row),
    level: { unitId: row.handlerUnitId, unitName: handler.name, since: row.levelSince.toISOString(), dueOn: row.levelDueOn },
    ...route,
  }
}
