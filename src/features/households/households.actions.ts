/** Households (户): reading them, opening what is sealed, and their cards. The verbs stand beside. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { action } from '#platform/server/action.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { Problem } from '#platform/shared/problem.ts'
import { codeFrom } from '#platform/shared/query-code.ts'
import { endpoints, problems } from './households.contract.ts'
import { householdDoorPolicy, householdPolicy } from './households.policy.ts'
import * as queries from './households.queries.ts'
import { householdNumber } from './households.rules.ts'
import { begin, cardDigest, factsOf, found, lineOf, lock, sealedPhone, sealedPlaces, subjectOf } from './households.row.actions.ts'
import { present, show } from './households.shown.actions.ts'

export const list = action(endpoints.list, async (context, { query: { cursor, limit, code, ...rest } }) => {
  context.require(householdDoorPolicy, 'list', null)
  const filter = { ...rest, code: code === undefined ? undefined : householdNumber(code) }
  const after = cursor === undefined ? null : placeOf(cursor, z.tuple([z.string()]))[0]
  const rows = await queries.listHouseholds(context.db, context.today, filter, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(lineOf),
    nextCursor: last ? cursorOf([last.code]) : null,
    total: await queries.countHouseholds(context.db, context.today, filter),
  }
})

export const findByPhone = action(endpoints.findByPhone, async (context, { body }) => {
  context.require(householdDoorPolicy, 'findByPhone', null)
  const phoneIndex = context.sealing.index(body.phone, sealedPlaces.phone)
  return { items: (await queries.listHouseholds(context.db, context.today, { phoneIndex }, 100, null)).map(lineOf) }
})

export const get = action(endpoints.get, async (context, { params }) => {
  const row = found(await queries.findHousehold(context.db, context.today, params.householdId))
  context.require(householdPolicy, 'get', factsOf(row))
  return present(context, row)
})

export const reachBy = action(endpoints.reachBy, async (context, { params, body }) => {
  const row = await begin(context, params.householdId, 'reachBy', { contactPreference: body.contactPreference })
  await queries.updateHousehold(context.db, row.id, {
    contactPreference: body.contactPreference,
    ...(body.contactPreference === 'none' && { wantsContactOn: null }),
    ...(body.phone !== undefined && sealedPhone(context, body.phone)),
  })
  await context.record('households.reachBy', subjectOf(row), {
    contactPreference: body.contactPreference,
    basis: body.basis,
    changed: body.phone === undefined ? ['contactPreference'] : ['contactPreference', 'phone'],
  })
  return show(context, row.id)
})

export const reveal = action(endpoints.reveal, async (context, { params, body }) => {
  const row = found(await queries.findHousehold(context.db, context.today, params.householdId))
  context.require(householdPolicy, 'reveal', factsOf(row))
  const period = await queries.currentPeriod(context.db, row.id)
  const sealed = { head: period.headSealed, address: period.addressSealed, phone: row.phoneSealed }[body.field]
  if (!sealed) throw new Problem(row.forgottenOn === null ? problems.notSealed : problems.forgotten)
  await context.record('households.reveal', subjectOf(row), { field: body.field, reason: body.reason })
  return { field: body.field, value: context.sealing.open(sealed, sealedPlaces[body.field]) }
})

export const issueCard = action(endpoints.issueCard, async (context, { params }) => {
  const row = await lock(context, params.householdId, 'issueCard')
  const code = codeFrom(randomBytes(64))
  await queries.updateHousehold(context.db, row.id, {
    codeDigest: cardDigest(context, row.code, code),
    cardIssuedOn: context.today,
  })
  await context.record('households.issueCard', subjectOf(row))
  return { id: row.id, number: row.code, code }
})
