/** The three administrators' posts (三员的岗位): who gives and takes them, over HTTP. The town has no security administrator at first. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints as personEndpoints } from './people.contract.ts'
import { endpoints } from './people.posts.contract.ts'
import { aHolder, asRead } from './people.samples.ts'

const app = useApp()

async function anOffice() {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, {}, village)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id, { name: '李少玲' })
  const townClerk = await aHolder(app.owner, 'townClerk', town.id, { name: '梁少英' })
  const person = async () => (await app.call(clerk, personEndpoints.create, { body: { name: '陈大妹', unitId: village.id } })).body.id
  const post = async (who: string, changes: object = {}) =>
    app.call(who, endpoints.openPost, { body: { role: 'gridLeader', title: '组长', unitId: group.id, openedOn: '2020-01-01', ...changes } })
  return { town, clerk, townClerk, person, post }
}
const typeOf = ({ status, body }: { status: number; body: { type?: string } }) =>
  [status, body.type?.split('/').at(-1)].filter(Boolean).join(' ')

test('who makes accounts makes no administrators, nor by a leave; a new town’s first one does, while alone', async () => {
  const at = await anOffice()
  const system = await aHolder(app.owner, 'systemAdministrator', at.town.id)
  const open = (who: string, role: string) => at.post(who, { role, unitId: at.town.id, title: role })
  const begin = async (who: string, postId: string, personId: string) =>
    app.call(who, endpoints.beginTerm, { params: { postId }, body: { personId, from: '2026-03-02' } }, await asRead(app.owner, { postId }))
  const offered = async (who: string) => {
    const { grantable } = (await app.call(who, personEndpoints.explainScope)).body
    return [grantable.includes('auditAdministrator'), grantable.includes('gridLeader')]
  }
  expect(await offered(system)).toEqual([true, true])
  const guard = await at.person()
  const first = await open(system, 'securityAdministrator')
  const termId = (await begin(system, first.body.id, guard)).body.terms[0]!.id
  const stranger = await at.person()
  expect(typeOf(await open(system, 'auditAdministrator')), 'no longer alone').toBe('403 forbidden')
  expect([await offered(system), await offered(guard)], 'nor does a form offer it').toEqual([
    [false, true],
    [true, false],
  ])
  const audit = await open(guard, 'auditAdministrator')
  expect(typeOf(await begin(system, audit.body.id, stranger))).toBe('403 forbidden')
  expect((await begin(guard, audit.body.id, stranger)).status).toBe(200)
  const end = async (who: string) => {
    const input = { params: { termId }, body: { lastOn: '2026-03-02', successorId: null } }
    return app.call(who, endpoints.endTerm, input, await asRead(app.owner, { termId }))
  }
  expect(typeOf(await end(system))).toBe('403 forbidden')
  const leave = { deputyId: at.townClerk, from: '2026-03-05', lastOn: '2026-03-06' }
  const take = (who: string) => app.call(who, endpoints.takeLeave, { params: { personId: guard }, body: leave })
  expect([typeOf(await take(system)), typeOf(await take(at.townClerk))]).toEqual(['403 forbidden', '403 forbidden'])
  expect((await take(guard)).status).toBe(200)
  // The database says the same.
  const row = { townId: 1, id: newId(), postId: audit.body.id, personId: at.clerk, valid: '[2027-03-02,)' }
  const plant = async (who: string, postId: string) =>
    app.as(await app.person(who), ({ db }) =>
      db
        .insertInto('term')
        .values({ ...row, id: newId(), postId })
        .execute(),
    )
  const { body: other } = await at.post(at.townClerk)
  await expect(plant(guard, other.id), 'no post but an administrator’s').rejects.toThrow('row-level security')
  expect((await end(stranger)).status, 'the audit administrator ends it').toBe(200)
})
