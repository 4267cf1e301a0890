/** Plates (党员户挂牌): what the village, the branch and a member named do. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { codeDigestOf, codeOf } from './plates.code.actions.ts'
import { endpoints, problems, type Plate, type PlateBasis } from './plates.contract.ts'
import { plateDoorPolicy, platePolicy, type PlateFacts } from './plates.policy.ts'
import * as queries from './plates.queries.ts'
import { isComplete, mountFault, nextNumber, plateMachine, stemOf, withdrawal } from './plates.rules.ts'

type Row = queries.PlateRow
const Place = z.tuple([z.string(), Id])

export const list = action(endpoints.list, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(plateDoorPolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const { rows, total } = await queries.listPlates(context.db, context.today, filter, limit, after)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(row => present(context, row)),
    nextCursor: last ? cursorOf([last.householdCode ?? '', last.id]) : null,
    total,
    allowedActions: (await queries.keepsPlates(context.db)) ? ['list', 'offer', 'sheet', 'export'] : ['list'],
  }
})

export const mine = action(endpoints.mine, async context => {
  context.require(plateDoorPolicy, 'mine', null)
  const { actor, now } = context
  const own = ownId(context)
  return {
    items: (await queries.ownPlates(context.db, context.today)).map(row => ({
      ...row,
      agreedOn: row.members.find(({ personId }) => personId === own)?.agreedOn ?? null,
      allowedActions: platePolicy.allowed(actor, factsOf(row), now),
    })),
  }
})

const ownId = ({ actor }: Context) => (isPerson(actor) || actor.kind === 'subject' ? actor.personId : '')

export const get = action(endpoints.get, async (context, { params: { plateId } }) => {
  const row = found(await queries.findPlate(context.db, context.today, plateId))
  context.require(platePolicy, 'get', factsOf(row))
  return present(context, row)
})

export const offer = action(endpoints.offer, async (context, { body: { householdId, memberIds } }) => {
  const { db, townId, today, now } = context
  const home = await queries.homeOf(db, today, householdId)
  if (!home) throw invalidField('#/householdId', '没有这一户，或不归您看')
  context.require(plateDoorPolicy, 'offer', home)
  if (home.state !== 'occupied' || home.villageId === null) throw invalidField('#/householdId', '这一户已不在这里')
  const wanted = [...new Set(memberIds)]
  const full = await queries.fullMembers(db, wanted, today)
  const stranger = memberIds.findIndex(id => !full.has(id))
  if (stranger >= 0) throw invalidField('#/memberIds', '要是您管的正式党员，预备党员还不能')
  if (await queries.hasPlate(db, householdId)) throw new Problem(problems.hasPlate)
  const id = newId(now.getTime())
  const { unitId, villageId } = home
  await unlessTaken(queries.insertPlate(db, { townId, id, householdId, unitId, villageId, offeredOn: today }))
  await queries.insertMembers(
    db,
    wanted.map(personId => ({ townId, id: newId(now.getTime()), plateId: id, personId })),
  )
  await context.record('plates.offer', { kind: 'plate', id, unitId }, { householdId })
  return show(context, id)
})

/** Two desks offer at once: the constraint lets one through. */
async function unlessTaken(write: Promise<unknown>) {
  try {
    await write
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Problem(problems.hasPlate)
    throw error
  }
}

export const agreeFor = action(endpoints.agreeFor, async (context, { params: { plateId }, body: { personId, basis, names } }) => {
  const row = await lock(context, plateId, 'agreeFor')
  const enteredBy = isPerson(context.actor) ? context.actor.personId : null
  if (personId === null) await agreeHousehold(context, row, { how: 'onBehalf', basis, names, enteredBy })
  else await agreeOne(context, row, personId, { agreedHow: 'onBehalf', basis, names, enteredBy })
  await context.record('plates.agreeFor', subjectOf(row), { of: personId ?? 'household' })
  return show(context, plateId)
})

export const agree = action(endpoints.agree, async (context, { params: { plateId }, body: { names } }) => {
  const row = await lock(context, plateId, 'agree')
  const personId = ownId(context)
  await agreeOne(context, row, personId, { agreedHow: 'self', basis: null, names, enteredBy: null })
  await context.record('plates.agree', subjectOf(row))
  return show(context, plateId)
})

export const withdrawFor = action(endpoints.withdrawFor, async (context, { params: { plateId }, body: { personId } }) => {
  const row = await lock(context, plateId, 'withdrawFor')
  if (personId !== null) requireNamed(row, personId)
  await withdrawConsent(context, row, personId === null ? 'household' : 'member')
  await context.record('plates.withdrawFor', subjectOf(row), { of: personId ?? 'household' })
  return show(context, plateId)
})

export const withdraw = action(endpoints.withdraw, async (context, { params: { plateId } }) => {
  const row = await lock(context, plateId, 'withdraw')
  await withdrawConsent(context, row, 'member')
  await context.record('plates.withdraw', subjectOf(row))
  return show(context, plateId)
})

export const issue = action(endpoints.issue, async (context, { params: { plateId } }) => {
  const row = await begin(context, plateId, 'issue')
  const { db, townId, today } = context
  const full = await queries.fullMembers(
    db,
    row.members.map(({ personId }) => personId),
    today,
  )
  if (row.members.some(({ personId }) => !full.has(personId)))
    throw new Problem(common.wrongState, '有一位已不是正式党员，或不归您管。请先取下，再重新提。')
  const stem = stemOf(await queries.shortNameOf(db, today, row.villageId))
  const number = nextNumber(stem, await queries.lastNumber(db, townId, stem))
  const state = plateMachine.next(row.state, 'issue')
  await queries.updatePlate(db, plateId, { state, number, codeDigest: codeDigestOf(context, plateId), issuedOn: today })
  await context.record('plates.issue', subjectOf(row), { number })
  return show(context, plateId)
})

export const mount = action(endpoints.mount, async (context, { params: { plateId }, body: { on } }) => {
  const row = await begin(context, plateId, 'mount')
  const fault = mountFault(on, row.issuedOn!, context.today)
  if (fault) throw invalidField('#/on', fault)
  await queries.updatePlate(context.db, plateId, { state: plateMachine.next(row.state, 'mount'), mountedOn: on })
  await context.record('plates.mount', subjectOf(row), { on })
  return show(context, plateId)
})

export const replace = action(endpoints.replace, async (context, { params: { plateId }, body: { reason } }) => {
  const row = await begin(context, plateId, 'replace')
  const { db, today, now } = context
  const state = plateMachine.next(row.state, 'replace')
  await queries.updatePlate(db, plateId, { state, endedOn: today, replaceReason: reason })
  const id = newId(now.getTime())
  await queries.copyPlate(db, plateId, { id, codeDigest: codeDigestOf(context, id), on: today })
  await context.record('plates.replace', subjectOf(row), { reason, by: id })
  return show(context, id)
})

export const remove = action(endpoints.remove, async (context, { params: { plateId }, body: { reason } }) => {
  const row = await begin(context, plateId, 'remove')
  const state = plateMachine.next(row.state, 'remove')
  // What was withdrawn has not been valid since that day.
  await queries.updatePlate(context.db, plateId, { state, endedOn: row.endedOn ?? context.today, removeReason: reason })
  await context.record('plates.remove', subjectOf(row), { reason })
  return show(context, plateId)
})

export const sheet = action(endpoints.sheet, async (context, { query: { below } }) => {
  context.require(plateDoorPolicy, 'sheet', null)
  const rows = await queries.platesToPrint(context.db, context.today, below)
  return {
    items: rows.map(({ id, number, villageName }) => ({
      number,
      villageName,
      address: `${context.config.publicUrl}/plates/${codeOf(context, id)}`,
    })),
  }
})

export function found(row: Row | undefined): Row {
  if (!row) throw new Problem(common.notFound, '没有这块牌，或不归您看。')
  return row
}
export const subjectOf = ({ id, unitId }: Row) => ({ kind: 'plate', id, unitId })
export const factsOf = ({ householdId, state, householdAgreedOn, members, path, line }: Row): PlateFacts => ({
  householdId,
  state,
  householdAgreed: householdAgreedOn !== null,
  members,
  path,
  line,
})

/** The plate, locked; the policy is asked before and again after the wait. */
async function lock(context: Context, id: string, name: (typeof platePolicy.names)[number]): Promise<Row> {
  context.require(platePolicy, name, factsOf(found(await queries.findPlate(context.db, context.today, id))))
  await queries.lockPlate(context.db, id)
  const row = found(await queries.findPlate(context.db, context.today, id))
  context.require(platePolicy, name, factsOf(row))
  return row
}

/** The same at the version that the caller read. */
async function begin(context: Context, id: string, name: (typeof platePolicy.names)[number]): Promise<Row> {
  const row = await lock(context, id, name)
  requireVersion(context, present(context, row), undefined)
  return row
}

function requireNamed({ members }: Row, personId: string) {
  const member = members.find(each => each.personId === personId)
  if (!member) throw invalidField('#/personId', '这块牌没有写这个人')
  return member
}

export async function agreeHousehold(
  context: Context,
  row: Row,
  { how, basis, names, enteredBy }: { how: 'card' | 'onBehalf'; basis: PlateBasis | null; names: boolean; enteredBy: string | null },
) {
  if (row.householdAgreedOn !== null) throw new Problem(common.wrongState, '这一户已经同意了。')
  await queries.updatePlate(context.db, row.id, {
    ...completed(row, { householdAgreedOn: context.today, members: row.members }),
    householdAgreedOn: context.today,
    householdAgreedHow: how,
    householdBasis: basis,
    householdNames: names,
    enteredBy,
  })
}

async function agreeOne(context: Context, row: Row, personId: string, word: Omit<Parameters<typeof queries.agreeMember>[3], 'agreedOn'>) {
  if (requireNamed(row, personId).agreedOn !== null) throw new Problem(common.wrongState, '这位党员已经同意了。')
  const { db, today } = context
  await queries.agreeMember(db, row.id, personId, { ...word, agreedOn: today })
  const members = row.members.map(member => (member.personId === personId ? { ...member, agreedOn: today } : member))
  await queries.updatePlate(db, row.id, completed(row, { householdAgreedOn: row.householdAgreedOn, members }))
}

const completed = (row: Row, consents: Parameters<typeof isComplete>[0]) =>
  isComplete(consents) ? { state: plateMachine.next(row.state, 'complete') } : {}

/** From this moment the plate is not valid; one that was made is to be taken down. */
export async function withdrawConsent(context: Context, row: Row, withdrawnBy: 'household' | 'member') {
  const name = withdrawal(row.state)
  const state = plateMachine.next(row.state, name ?? 'withdraw')
  await queries.updatePlate(context.db, row.id, {
    state,
    withdrawnBy,
    endedOn: context.today,
    ...(name === 'decline' && { removeReason: 'withdrawn' }),
  })
}

const show = async (context: Context, id: string) => present(context, found(await queries.findPlate(context.db, context.today, id)))

function present({ actor, now }: Context, row: Row): Plate {
  const { path: _, line: __, unitId: ___, villageId: ____, villageName: _____, householdId, ...rest } = row
  return {
    ...rest,
    householdId: row.householdCode === null ? null : householdId,
    allowedActions: platePolicy.allowed(actor, factsOf(row), now),
  }
}
