/** Rows of past rosters (上岗记录表): SQL that reads what is known and writes many rows at once. */
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'

export interface KnownMobilisation {
  id: string
  title: string
  startsOn: string
  endsOn: string
  purgedAt: Date | null
}

export async function mobilisationsByCode(db: Database): Promise<Map<string, KnownMobilisation>> {
  const rows = await db
    .selectFrom('mobilisation')
    .where('externalCode', 'is not', null)
    .select(['id', 'title', 'startsOn', 'endsOn', 'purgedAt', 'externalCode'])
    .execute()
  return new Map(rows.map(({ externalCode, ...known }) => [externalCode!, known]))
}

/** Shifts of past mobilisations, as "mobilisation/unit/place/day" → id. */
export async function shiftsByKey(db: Database): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('mobilisationShift as s')
    .innerJoin('mobilisation as m', 'm.id', 's.mobilisationId')
    .where('m.externalCode', 'is not', null)
    .select(['s.id', 's.mobilisationId', 's.unitId', 's.place', 's.startsAt'])
    .execute()
  return new Map(rows.map(({ id, ...shift }) => [shiftKey(shift), id]))
}
export const shiftKey = ({ mobilisationId, unitId, place, startsAt }: Omit<ToldShift, 'id' | 'endsAt' | 'needed'>) =>
  [mobilisationId, unitId, place, startsAt.toISOString()].join('/')

/** Lines of these shifts, as "shift/token". */
export async function lineKeys(db: Database): Promise<Set<string>> {
  const rows = await db
    .selectFrom('mobilisationRoster as r')
    .innerJoin('mobilisation as m', 'm.id', 'r.mobilisationId')
    .where('m.externalCode', 'is not', null)
    .select(['r.shiftId', 'r.token'])
    .execute()
  return new Set(rows.map(({ shiftId, token }) => `${shiftId}/${token}`))
}

export interface ToldMobilisation extends KnownMobilisation {
  decisionId: string
  number: string
  externalCode: string
  purgedAt: Date
}

export async function insertMobilisations(db: Database, townId: number, told: readonly ToldMobilisation[]) {
  await bulkInsert(
    db,
    'mobilisation',
    {
      town_id: 'integer',
      id: 'uuid',
      title: 'text',
      task: 'text',
      starts_on: 'date',
      ends_on: 'date',
      purged_at: 'timestamptz',
      external_code: 'text',
      version: 'integer',
    },
    told.map(({ id, title, startsOn, endsOn, purgedAt, externalCode }) => ({
      town_id: townId,
      id,
      title,
      task: title,
      starts_on: startsOn,
      ends_on: endsOn,
      purged_at: purgedAt.toISOString(),
      external_code: externalCode,
      version: 1,
    })),
  )
  await bulkInsert(
    db,
    'mobilisation_decision',
    { town_id: 'integer', id: 'uuid', mobilisation_id: 'uuid', kind: 'text', number: 'text', decided_on: 'date', ends_on: 'date' },
    told.map(({ id, decisionId, number, startsOn, endsOn }) => ({
      town_id: townId,
      id: decisionId,
      mobilisation_id: id,
      kind: 'declare',
      number,
      decided_on: startsOn,
      ends_on: endsOn,
    })),
  )
}

export interface ToldShift {
  id: string
  mobilisationId: string
  unitId: string
  place: string
  startsAt: Date
  endsAt: Date
  needed: number
}

export const insertShifts = (db: Database, townId: number, told: readonly ToldShift[]) =>
  bulkInsert(
    db,
    'mobilisation_shift',
    {
      town_id: 'integer',
      id: 'uuid',
      mobilisation_id: 'uuid',
      unit_id: 'uuid',
      place: 'text',
      starts_at: 'timestamptz',
      ends_at: 'timestamptz',
      needed: 'integer',
    },
    told.map(({ id, mobilisationId, unitId, place, startsAt, endsAt, needed }) => ({
      town_id: townId,
      id,
      mobilisation_id: mobilisationId,
      unit_id: unitId,
      place,
      starts_at: startsAt.toISOString(),
      ends_at: endsAt.toISOString(),
      needed,
    })),
  )

export const insertLines = (
  db: Database,
  townId: number,
  told: readonly { id: string; shift: ToldShift; token: string; isMember: boolean }[],
) =>
  bulkInsert(
    db,
    'mobilisation_roster',
    {
      town_id: 'integer',
      id: 'uuid',
      shift_id: 'uuid',
      mobilisation_id: 'uuid',
      unit_id: 'uuid',
      token: 'uuid',
      state: 'text',
      is_member: 'boolean',
      hours: 'tstzrange',
    },
    told.map(({ id, shift, token, isMember }) => ({
      town_id: townId,
      id,
      shift_id: shift.id,
      mobilisation_id: shift.mobilisationId,
      unit_id: shift.unitId,
      token,
      state: 'confirmed',
      is_member: isMember,
      hours: `[${shift.startsAt.toISOString()},${shift.endsAt.toISOString()})`,
    })),
  )
