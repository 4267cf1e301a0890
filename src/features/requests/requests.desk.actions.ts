/**
 * Requests (诉求): what the desk and the handler do.
 *
 * Every action reads the same way: lock, ask the policy, apply a rule, write, record.
 */
import { action, type Context } from '#platform/server/action.ts'
import { addDays, addWorkingDays } from '#platform/shared/calendar.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { endpoints, problems, type RequestDetail } from './requests.contract.ts'
import { tellReporter } from './requests.calls.actions.ts'
import { factsOf, findCase, lockCase, maskedContact, move, storyOf, tellMerged, wordingOf, type CaseRow } from './requests.case.actions.ts'
import { refuseIfDecided, refuseIfHeld } from './requests.decided.actions.ts'
import { deskRoles, officialsDeskRoles, requestPolicy } from './requests.policy.ts'
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

export const next = (row: CaseRow, name: Parameters<typeof requestMachine.can>[1]) => requestMachine.next(row.state, name)
export const show = async (context: Context, id: string) => present(context, await findCase(context, id))

export const get = action(endpoints.get, async (context, { params }) => {
  const row = await findCase(context, params.requestId)
  context.require(requestPolicy, 'get', factsOf(row))
  return present(context, row)
})

export const listHandlers = action(endpoints.listHandlers, async (context, { params }) => {
  const row = await findCase(context, params.requestId)
  context.require(requestPolicy, 'listHandlers', factsOf(row))
  const { bodies, people } = await queries.listCandidates(context.db, row.handlerPath, row.aboutOfficials ? officialsDeskRoles : deskRoles)
  const units = row.aboutOfficials ? [] : await placesAbove(context, row)
  return { bodies, people, units }
})

export const accept = action(endpoints.accept, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'accept')
  const terms = await offeredTerms(context, body.categoryId, row)
  const wording = wordingOf(row, { title: body.title ?? row.title, publicLine: body.publicLine ?? null })
  await move(context, row, {
    event: 'requests.accept',
    state: next(row, 'accept'),
    details: { categoryId: body.categoryId, workingDays: terms.workingDays },
    set: { categoryId: body.categoryId, ...wording, handledBy: grown(row, row.handlerUnitId) },
  })
  return show(context, row.id)
})

export const refuse = action(endpoints.refuse, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'refuse')
  await move(context, row, {
    event: 'requests.refuse',
    state: next(row, 'refuse'),
    details: { reason: body.reason },
    text: body.text,
    set: { closedAt: context.now },
  })
  await tellReporter(context, row, 'notAccepted')
  return show(context, row.id)
})

export const assign = action(endpoints.assign, async (context, { params, body }) => {
  await refuseIfHeld(context, params.requestId, 'assign')
  const row = await begin(context, params.requestId, 'assign')
  await give(context, row, 'assign', body)
  return show(context, row.id)
})

export const passOn = action(endpoints.passOn, async (context, { params, body }) => {
  await refuseIfHeld(context, params.requestId, 'passOn')
  const row = await begin(context, params.requestId, 'passOn')
  await give(context, row, 'passOn', body)
  return show(context, row.id)
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
  const { bodies, people } = await queries.listCandidates(context.db, row.handlerPath, row.aboutOfficials ? officialsDeskRoles : deskRoles)
  const capable = bodyId
    ? bodies.some(each => each.id === bodyId)
    : personId
      ? people.some(each => each.id === personId)
      : (await placesAbove(context, row)).some(each => each.id === unitId)
  if (!capable) throw new Problem(problems.notCapable)
  await move(context, row, {
    event: `requests.${verb}`,
    state: next(row, verb),
    details: { ...(bodyId && { bodyId }), ...(personId && { personId }), ...(unitId && { unitId }) },
    text,
    set: {
      assignedBodyId: bodyId ?? null,
      assignedPersonId: personId ?? null,
      handlerUnitId: unitId ?? row.handlerUnitId,
      handledBy: grown(row, row.handlerUnitId, bodyId ?? personId ?? unitId!),
    },
  })
}

export const take = action(endpoints.take, async (context, { params }) => {
  await refuseIfHeld(context, params.requestId, 'take')
  const row = await begin(context, params.requestId, 'take')
  const mine = row.assignedPersonId ?? row.assignedBodyId ?? row.handlerUnitId
  await move(context, row, { event: 'requests.take', state: next(row, 'take'), set: { handledBy: grown(row, mine) } })
  return show(context, row.id)
})

export const giveBack = action(endpoints.giveBack, async (context, { params, body }) => {
  await refuseIfHeld(context, params.requestId, 'giveBack')
  const row = await begin(context, params.requestId, 'giveBack')
  await refuseIfDecided(context, row, body.reason)
  const returnCount = row.returnCount + 1
  const listed = goesBackToMeeting.onReturn(row, returnCount) && !isOnJointList(row)
  await move(context, row, {
    event: 'requests.giveBack',
    state: next(row, 'giveBack'),
    details: { reason: body.reason },
    text: `${body.text}（依据：${body.citedRule}）`,
    set: {
      assignedBodyId: null,
      assignedPersonId: null,
      returnCount,
      jointHandlerId: null,
      ...(listed && { jointMeetingOn: context.today, jointDecidedOn: null }),
    },
  })
  return show(context, row.id)
})

export const climb = action(endpoints.climb, async (context, { params, body }) => {
  await refuseIfHeld(context, params.requestId, 'climb')
  const row = await begin(context, params.requestId, 'climb')
  await climbFrom(context, row, 'requests.climb', body.text)
  return show(context, row.id)
})

/** Sends a case to the next desk above that someone holds. Throws top-level (409) in the town. */
export async function climbFrom(context: Context, row: CaseRow, event: 'requests.climb' | 'requests.climbOverdue', text?: string) {
  const place = await queries.findPlace(context.db, row.handlerUnitId)
  const above = place?.path.slice(0, -1) ?? []
  if (above.length === 0) throw new Problem(problems.topLevel)
  const toUnitId = (await queries.lowestHandler(context.db, above, deskRoles)) ?? above[0]!
  await move(context, row, {
    event,
    state: next(row, 'climb'),
    details: { toUnitId },
    text,
    set: { handlerUnitId: toUnitId, assignedBodyId: null, assignedPersonId: null },
  })
}

export const pause = action(endpoints.pause, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'pause')
  if (body.until <= context.today) throw invalidField('#/until', '暂缓到哪天，要写今天以后的日子')
  if (body.until > addDays(context.today, limits.pauseDays)) throw invalidField('#/until', `暂缓最多${limits.pauseDays}天`)
  await move(context, row, {
    event: 'requests.pause',
    state: next(row, 'pause'),
    details: { reason: body.reason, until: body.until },
    text: body.text,
    set: { pauseUntil: body.until },
  })
  return show(context, row.id)
})

export const resume = action(endpoints.resume, async (context, { params }) => {
  const row = await begin(context, params.requestId, 'resume')
  await resumeCase(context, row)
  return show(context, row.id)
})

export const resumeCase = (context: Context, row: CaseRow) =>
  move(context, row, { event: 'requests.resume', state: next(row, 'resume'), set: { pauseUntil: null } })

export const propose = action(endpoints.propose, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'propose')
  const { day } = addWorkingDays(await context.calendar(), context.today, limits.answer)
  const mine = row.assignedPersonId ?? row.assignedBodyId ?? row.handlerUnitId
  await move(context, row, {
    event: 'requests.propose',
    state: next(row, 'propose'),
    text: body.text,
    set: { answerDueOn: day, handledBy: grown(row, mine, row.handlerUnitId) },
  })
  await tellReporter(context, row, 'proposed')
  await tellMerged(context, row, 'proposed')
  return show(context, row.id)
})

export const confirmOnBehalf = action(endpoints.confirmOnBehalf, async (context, { params, body }) => {
  const row = await begin(context, params.requestId, 'confirmOnBehalf')
  await move(context, row, {
    event: 'requests.confirmOnBehalf',
    state: next(row, 'confirm'),
    details: { basis: body.basis },
    set: { closedAt: context.now, solvedBy: 'onBehalf', answerDueOn: null },
  })
  await tellMerged(context, row, 'solved')
  return show(context, row.id)
})

export const grown = (row: CaseRow, ...ids: string[]) => [...new Set([...row.handledBy, ...ids])]

/** The desks between this level and the town, this level left out. */
async function placesAbove(context: Context, row: CaseRow) {
  const place = await queries.findPlace(context.db, row.handlerUnitId)
  const ids = (place?.path ?? []).filter(id => id !== row.handlerUnitId)
  const names = await queries.namesOfUnits(context.db, ids)
  return ids.map(id => ({ id, name: names.get(id)!.name }))
}

export async function present(context: Context, row: CaseRow): Promise<RequestDetail> {
  const { story, units, naming } = await storyOf(context, row)
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
    ...(await routeFor(context, row)),
  }
}
