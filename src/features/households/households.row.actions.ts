/** A household in hand (在办的户): found, locked at a version, and what of it is sealed; for the actions beside. */
import type { Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import type { HouseholdLine } from './households.contract.ts'
import { householdPolicy, type HouseholdFacts } from './households.policy.ts'
import * as queries from './households.queries.ts'
import { householdNumber } from './households.rules.ts'

export const sealedPlaces = { head: 'household_period.head', address: 'household_period.address', phone: 'household.phone' } as const

type Row = queries.HouseholdRow

/** What a card's code is known by. */
export const cardDigest = ({ sealing }: Pick<Context, 'sealing'>, number: string, code: string) =>
  sealing.index(`${householdNumber(number)}\n${code}`, 'household.code')

export const sealedPhone = ({ sealing }: Pick<Context, 'sealing'>, phone: string | null) => ({
  phoneSealed: phone === null ? null : sealing.seal(phone, sealedPlaces.phone),
  phoneIndex: phone === null ? null : sealing.index(phone, sealedPlaces.phone),
})

export function found(row: Row | undefined): Row {
  if (!row) throw new Problem(common.notFound, '没有这一户。')
  return row
}

export const factsOf = ({ id, path, state, memberId, contactState }: Row): HouseholdFacts => ({
  id,
  path,
  state,
  memberId,
  contact: contactState,
})
export const subjectOf = ({ id, unitId }: Pick<Row, 'id' | 'unitId'>) => ({ kind: 'household', id, unitId })

/** The household, locked. Only those who may change it can lock a row, so the policy is asked before and again after the wait. */
export async function lock(context: Context, id: string, name: (typeof householdPolicy.names)[number]): Promise<Row> {
  context.require(householdPolicy, name, factsOf(found(await queries.findHousehold(context.db, context.today, id))))
  const row = found(await queries.lockHousehold(context.db, context.today, id))
  context.require(householdPolicy, name, factsOf(row))
  return row
}

/** The same at the version that the caller read; throws edited-meanwhile (412). */
export async function begin(context: Context, id: string, name: (typeof householdPolicy.names)[number], yours: unknown): Promise<Row> {
  const before = found(await queries.findHousehold(context.db, context.today, id))
  // Two desks did the same: the second one is told what the first did, rather than that it cannot be done now.
  if (householdPolicy.allows(name, context.actor, factsOf(before)))
    requireVersion(context, { ...lineOf(before), version: before.version }, yours)
  const row = await lock(context, id, name)
  requireVersion(context, { ...lineOf(row), version: row.version }, yours)
  return row
}

export const lineOf = (row: Row): HouseholdLine => ({
  id: row.id,
  code: row.code,
  unitId: row.unitId,
  unitName: row.unitName,
  state: row.state,
  occupiedFrom: row.occupiedFrom,
  occupiedTo: row.occupiedTo,
  contactPreference: row.contactPreference,
  hasPhone: row.phoneSealed !== null,
  contact: row.contactId === null ? null : { id: row.contactId, state: row.contactState!, memberName: row.memberName ?? '' },
  withoutContactSince: row.withoutContactSince,
  wantsContactOn: row.wantsContactOn,
})
