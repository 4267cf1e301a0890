/** Votes (表决会议): a cooperative with its register, for tests. */
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage, type SampleUnit } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { RegisterBody, VoterFields } from './votes.contract.ts'
import { insertVoter } from './votes.register.queries.ts'

const townId = 1

export interface SampleCooperative {
  town: SampleUnit
  village: SampleUnit
  cooperative: SampleUnit
  committeeId: string
  cooperativeId: string
  townClerk: string
  villageClerk: string
  director: string
  supervisor: string
}

/** A village with its committee, and a cooperative with a director; a clerk and a supervisor of the village. */
export async function aCooperative(db: Database): Promise<SampleCooperative> {
  const town = await aTown(db)
  const village = await aVillage(db)
  const cooperative = await aUnit(db, { kind: 'cooperative', name: '福寿里经济社' }, village)
  const committeeId = await aBody(db, 'villagersCommittee', { name: '柳河村村民委员会', unitIds: [village.id] })
  const cooperativeId = await aBody(db, 'cooperative', { name: '福寿里经济社', unitIds: [cooperative.id] })
  return {
    town,
    village,
    cooperative,
    committeeId,
    cooperativeId,
    townClerk: await aHolder(db, 'townClerk', town.id, { name: '梁少英' }),
    villageClerk: await aHolder(db, 'villageClerk', village.id, { name: '潘小燕' }),
    director: await aHolder(db, 'cooperativeDirector', cooperative.id, { name: '区永康', title: '社长' }),
    supervisor: await aHolder(db, 'supervisor', village.id, { name: '黄志强', title: '监督委员' }),
  }
}

/** Someone on a register; returns the line's id. */
export async function aVoter(
  db: Database,
  { bodyId, unitId, decidingBody }: { bodyId: string; unitId: string; decidingBody: RegisterBody },
  fields: Partial<VoterFields> & { code: string },
): Promise<string> {
  const id = newId()
  const whole = {
    name: `陈${fields.code}`,
    personId: null,
    householdId: null,
    householdKey: '',
    represents: false,
    standing: 'voter' as const,
    standingReason: null,
    from: '2020-01-01',
    to: null,
    ...fields,
  }
  await insertVoter(db, { townId, id, unitId, bodyId, decidingBody, sortKey: `chen ${fields.code.padStart(4, '0')}`, fields: whole })
  return id
}

/** The plan of a members' assembly on the morning on which the tests stand, noticed in time. */
export const anAssembly = (bodyId: string, changes: object = {}) => ({
  bodyId,
  decidingBody: 'collectiveMembers',
  title: '第一季度成员大会',
  startsAt: '2026-03-02T00:30:00.000Z',
  endsAt: '2026-03-02T02:00:00.000Z',
  place: '福寿里祠堂',
  noticeChannel: 'board',
  noticeOn: '2026-02-10',
  ...changes,
})
