/** Rosters (值守名单): who stands where, entered and confirmed by the office that keeps the shift; never by a device, never with a photo. */
import { maskedPhone, namesOf } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { factsOf, found, presentShift, requirePerson } from './mobilisations.actions.ts'
import { endpoints, problems, RosterState } from './mobilisations.contract.ts'
import { linePolicy, shiftPolicy } from './mobilisations.policy.ts'
import * as queries from './mobilisations.queries.ts'

type LineRow = NonNullable<Awaited<ReturnType<typeof queries.findLine>>>

export const roster = action(endpoints.roster, async (context, { params: { shiftId } }) => {
  const { shift, row } = await findShift(context, shiftId)
  context.require(shiftPolicy, 'roster', { ...factsOf(context, row), path: shift.path })
  const lines = await queries.linesOf(context.db, shiftId)
  return { shift: presentShift(context, row, shift), items: await Promise.all(lines.map(line => presentLine(context, line))) }
})

export const assign = action(endpoints.assign, async (context, { params: { shiftId }, body: { personId } }) => {
  const { shift } = await findShift(context, shiftId)
  const row = found(await queries.holdMobilisation(context.db, shift.mobilisationId))
  context.require(shiftPolicy, 'assign', { ...factsOf(context, row), path: shift.path })
  await requirePerson(context, personId)
  await queries.lockShift(context.db, shiftId)
  const known = await queries.lineOfPerson(context.db, shiftId, personId)
  if (known && known.state !== 'withdrawn') throw new Problem(problems.twoPlaces, '这个人已在这个班次里。')
  const { planned, confirmed } = (await queries.findShift(context.db, shiftId))!
  if (planned + confirmed >= shift.needed) throw new Problem(problems.full)
  if (await queries.standsElsewhere(context.db, personId, shift.startsAt, shift.endsAt)) throw new Problem(problems.twoPlaces)
  const id = known?.id ?? newId(context.now.getTime())
  const { mobilisationId, unitId, startsAt, endsAt } = shift
  if (known) await queries.setLine(context.db, id, { state: 'planned' })
  else
    await queries.insertLine(context.db, {
      townId: context.townId,
      id,
      shiftId,
      mobilisationId,
      unitId,
      personId,
      token: await queries.tokenFor(context.db, mobilisationId, personId, newId()),
      startsAt,
      endsAt,
    })
  await context.record('mobilisations.assign', { kind: 'mobilisation', id: mobilisationId, unitId }, { shiftId })
  return presentLine(context, (await queries.findLine(context.db, id))!)
})

export const withdraw = action(endpoints.withdraw, async (context, { params: { lineId } }) => {
  const line = await lockLine(context, lineId, 'withdraw')
  await queries.setLine(context.db, lineId, { state: 'withdrawn' })
  await context.record('mobilisations.withdraw', subjectOf(line), { shiftId: line.shiftId })
  return presentLine(context, { ...line, state: 'withdrawn' })
})

export const confirm = action(endpoints.confirm, async (context, { params: { lineId } }) => {
  const line = await lockLine(context, lineId, 'confirm')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { personId: confirmedBy } = context.actor
  if (line.personId === confirmedBy) throw new Problem(problems.ownShift)
  if (line.startsAt > context.now) throw new Problem(problems.notYet)
  const { personId } = line
  // Of a line without a name only the number is confirmed; by whom is in the log.
  await queries.setLine(context.db, lineId, {
    state: 'confirmed',
    ...(personId !== null && { isMember: await queries.wasMember(context.db, personId, dayOf(line.startsAt)), confirmedBy }),
  })
  await context.record('mobilisations.confirm', subjectOf(line), { shiftId: line.shiftId })
  return presentLine(context, (await queries.findLine(context.db, lineId))!)
})

const subjectOf = ({ mobilisationId, unitId }: LineRow) => ({ kind: 'mobilisation', id: mobilisationId, unitId })

async function findShift(context: Context, id: string) {
  const shift = found(await queries.findShift(context.db, id), '没有这个班次。')
  return { shift, row: found(await queries.findMobilisation(context.db, shift.mobilisationId)) }
}

async function lockLine(context: Context, id: string, name: 'withdraw' | 'confirm') {
  const line = found(await queries.lockLine(context.db, id), '名单上没有这一条。')
  const row = found(await queries.findMobilisation(context.db, line.mobilisationId))
  const facts = { ...factsOf(context, row), path: line.path, personId: line.personId, line: RosterState.parse(line.state) }
  context.require(linePolicy, name, facts)
  return line
}

async function presentLine(context: Context, { id, personId, name, state, phoneSealed }: LineRow) {
  const inOffice = personId === null || name !== null ? null : (await namesOf(context, [personId])).get(personId)
  return { id, personId, name: name ?? inOffice ?? null, phone: maskedPhone(context, phoneSealed), state: RosterState.parse(state) }
}
