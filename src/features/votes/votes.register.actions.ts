/** Registers of the eligible (表决权名册) and declarations of interest (利益申报): what each endpoint does. */
import { authorityOver } from '#features/people/people.actions.ts'
import { personNear } from '#features/meetings/meetings.roll.actions.ts'
import { civilHosts, hostOn, partyHosts } from '#features/meetings/meetings.votes.actions.ts'
import { declarationsDue } from '#features/thresholds/thresholds.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common, type FieldError } from '#platform/shared/problem.ts'
import { endpoints, registerProblems, type BallotSubject, type RegisterBody, type Voter, type VoterFields } from './votes.contract.ts'
import { registerPolicy, type RegisterFacts } from './votes.policy.ts'
import { kindOfBody } from './votes.queries.ts'
import * as queries from './votes.register.queries.ts'
import { hostKinds, joinedRegisters, kindOfMeeting } from './votes.rules.ts'

export const hosts = action(endpoints.hosts, async context => {
  context.require(registerPolicy, 'hosts', null)
  const items = []
  for (const [line, found] of [
    ['civil', await civilHosts(context)],
    ['party', await partyHosts(context)],
  ] as const)
    for (const host of found) items.push({ ...host, line, kind: (await kindOfBody(context.db, host.id))! })
  return { items }
})

export const register = action(endpoints.register, async (context, { params: { bodyId, decidingBody }, query: { on = context.today } }) => {
  const place = await placeOf(context, bodyId, decidingBody, on)
  context.require(registerPolicy, 'register', place.facts)
  const rows = joinedRegisters(await queries.votersOn(context.db, bodyId, decidingBody, on), bodyId)
  const households = new Set(rows.map(({ householdKey }) => householdKey).filter(key => key !== '')).size
  return { on, items: rows.map(row => present(context, row, place.facts)), households, allowedActions: allowed(context, place.facts) }
})

export const enterVoter = action(endpoints.enterVoter, async (context, { params: { bodyId, decidingBody }, body }) => {
  const { unitId, facts } = await placeOf(context, bodyId, decidingBody)
  context.require(registerPolicy, 'enterVoter', facts)
  await requireKnown(context, unitId, body)
  const id = newId(context.now.getTime())
  const place = { townId: context.townId, id, unitId, bodyId, decidingBody, sortKey: sortKeyOf(body.name) }
  if (!(await queries.insertVoter(context.db, { ...place, fields: body }))) throw new Problem(registerProblems.codeTaken)
  await context.record('votes.enterVoter', { kind: 'voter', id, unitId }, { bodyId, decidingBody })
  return present(context, (await queries.findVoter(context.db, id))!, facts)
})

export const changeVoter = action(endpoints.changeVoter, async (context, { params: { voterId }, body }) => {
  const { facts } = await findVoter(context, voterId)
  context.require(registerPolicy, 'changeVoter', facts)
  await queries.lockVoter(context.db, voterId)
  const { voter } = await findVoter(context, voterId)
  requireVersion(context, voter, body)
  await requireKnown(context, voter.unitId, body)
  if (await queries.codeIsTaken(context.db, voter, body.code)) throw new Problem(registerProblems.codeTaken)
  await queries.updateVoter(context.db, voterId, sortKeyOf(body.name), body).catch(codeTaken)
  const changed = Object.keys(body).filter(key => body[key as keyof VoterFields] !== voter[key as keyof VoterFields])
  await context.record('votes.changeVoter', { kind: 'voter', id: voterId, unitId: voter.unitId }, { changed })
  return present(context, (await queries.findVoter(context.db, voterId))!, facts)
})

/** Two who get one code at once each see it free; the constraint sees both. */
function codeTaken(error: unknown): never {
  if ((error as { code?: string }).code === '23505') throw new Problem(registerProblems.codeTaken)
  throw error as Error
}

export const declarations = action(endpoints.declarations, async (context, { params: { bodyId }, query }) => {
  const { facts } = await placeOf(context, bodyId, 'collectiveBoard')
  context.require(registerPolicy, 'declarations', facts)
  return { items: await declared(context, bodyId, query), allowedActions: allowed(context, facts) }
})

export const declare = action(endpoints.declare, async (context, { params: { voterId }, body: { subject, concerned, words } }) => {
  const { voter, facts } = await findVoter(context, voterId)
  context.require(registerPolicy, 'declare', facts)
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const declaration = {
    townId: context.townId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    voterId,
    concerned,
    words,
    declaredOn: context.today,
    enteredBy: context.actor.personId,
  }
  if ((await queries.insertDeclarations(context.db, [declaration])) === 0)
    throw new Problem(common.wrongState, '这个人已经申报过，申报不能改。')
  await context.record('votes.declare', { kind: 'voter', id: voterId, unitId: voter.unitId }, { subject: subject.id })
  return { items: await declared(context, voter.bodyId, subject), allowedActions: allowed(context, facts) }
})

/**
 * The body with the unit that it stands for today, or stood for on the day that is read. Throws not-found (404) for one that does not hold
 * such meetings.
 */
async function placeOf(context: Context, bodyId: string, decidingBody: RegisterBody, on = context.today) {
  const host = (await hostOn(context, bodyId, context.today)) ?? (await hostOn(context, bodyId, on))
  const kind = host && (await kindOfBody(context.db, bodyId))
  if (!host || !kind || !hostKinds[decidingBody].includes(kind)) throw new Problem(common.notFound, '没有这份名册。')
  const facts: RegisterFacts = { path: await authorityOver(context, host.unitId), kind: kindOfMeeting(decidingBody) }
  return { unitId: host.unitId, facts }
}

/** A line, kept by whoever keeps the registers of its body today: the heir's, once that went into another. */
async function findVoter(context: Context, voterId: string) {
  const voter = await queries.findVoter(context.db, voterId)
  if (!voter) throw new Problem(common.notFound, '名册上没有这个人，或不归您看。')
  const heir = await hostOn(context, await queries.standingBody(context.db, voter.bodyId, context.today), context.today)
  const path = await authorityOver(context, heir?.unitId ?? voter.unitId)
  const facts: RegisterFacts = { path, kind: kindOfMeeting(voter.decidingBody) }
  return { voter, facts }
}

/** Throws invalid (422) for a person or a household that is not there. */
async function requireKnown(context: Context, unitId: string, { personId, householdId }: VoterFields) {
  const errors: FieldError[] = []
  if (personId !== null && !(await personNear(context, { unitId, day: context.today }, personId)))
    errors.push({ pointer: '#/personId', detail: '没有这个人，或不在这个组织附近' })
  if (householdId !== null && !(await queries.householdExists(context.db, householdId)))
    errors.push({ pointer: '#/householdId', detail: '没有这一户，或不归您看' })
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
}

const allowed = (context: Context, facts: RegisterFacts) => registerPolicy.allowed(context.actor, facts, context.now)

function present(context: Context, { unitId: _, ...voter }: queries.VoterRow, facts: RegisterFacts): Voter {
  return { ...voter, allowedActions: allowed(context, facts).filter(name => name === 'changeVoter' || name === 'declare') }
}

/** Everyone on the board today, with what they declared about the matter. */
async function declared(context: Context, bodyId: string, subject: BallotSubject) {
  const board = await queries.votersOn(context.db, bodyId, 'collectiveBoard', context.today)
  const said = await queries.declarationsOn(context.db, subject)
  return declarationsDue(board.map(({ id }) => ({ personId: id, body: 'collectiveBoard' as const }))).map(({ personId: voterId, asks }) => {
    const found = said.find(each => each.voterId === voterId)
    return {
      voterId,
      name: board.find(({ id }) => id === voterId)!.name,
      asks,
      concerned: found?.concerned ?? null,
      words: found?.words ?? '',
      declaredOn: found?.declaredOn ?? null,
    }
  })
}
