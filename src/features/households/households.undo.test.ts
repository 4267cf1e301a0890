/** Taking a change back (撤回变动): who may, where the home stood before, and which contacts go on; over HTTP. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './households.contract.ts'
import { changesOf } from './households.queries.ts'
import { aContact, aGridVillage, aHome, aHousehold } from './households.samples.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

const version = (number: number) => ({ 'if-match': `"${number}"` })
const asHome = (householdId: string) => ({ kind: 'household', townId: 1, householdId }) as const
const show = async (who: string, householdId: string) => (await app.call(who, endpoints.get, { params: { householdId } })).body
async function undo(who: string, householdId: string, verb: string) {
  const { changes, version: read } = await show(who, householdId)
  const changeId = changes.find(change => change.verb === verb)!.id
  return app.call(who, endpoints.undo, { params: { householdId, changeId } }, version(read))
}

/** A home with a contact that moved out yesterday. */
async function aDeparture() {
  const { body: home } = await app.call(at.leader, endpoints.moveIn, { body: aHome(at.grid.id) })
  const member = await aHolder(app.owner, 'supervisor', at.village.id, { name: '林小燕', to: '2021-01-01' })
  await aContact(app.owner, home.id, member, '2026-02-01')
  const params = { householdId: home.id }
  const left = await app.call(at.clerk, endpoints.moveOut, { params, body: { effectiveOn: '2026-03-01' } }, version(home.version))
  expect(left.body.contacts).toMatchObject([{ state: 'ended', endReason: 'movedOut' }])
  return { id: home.id, member }
}

test.each([
  ['nothing happened since', async () => {}, 'active', null],
  [
    'the household withdrew its consent',
    ({ id }: { id: string }) => app.call(asHome(id), endpoints.withdrawConsent),
    'ended',
    'consentWithdrawn',
  ],
  [
    'it withdrew, and wants to be reached again since',
    async ({ id }: { id: string }) => {
      await app.call(asHome(id), endpoints.withdrawConsent)
      return app.call(asHome(id), endpoints.askForMember)
    },
    'ended',
    'consentWithdrawn',
  ],
  [
    'the member was let off',
    ({ member }: { member: string }) =>
      app.call(at.clerk, endpoints.exempt, { body: { personId: member, reason: 'ill', from: '2026-03-01' } }),
    'ended',
    'memberExempt',
  ],
  [
    'the member has as many as the town allows by now',
    async ({ member }: { member: string }) => {
      for (let count = 0; count < 20; count += 1) await aContact(app.owner, await aHousehold(app.owner, at.otherGrid), member)
      return { status: 200 }
    },
    'ended',
    'memberFull',
  ],
] as const)('a departure is taken back when %s: the contact is %s', async (_when, meanwhile, state, endReason) => {
  const home = await aDeparture()
  expect((await meanwhile(home))?.status ?? 200).toBe(200)
  const back = await undo(at.clerk, home.id, 'moveOut')
  expect(back.body).toMatchObject({ state: 'occupied', contacts: [{ state, endReason }] })
})

test('a move to another grid is taken back by who keeps both, and the page says so', async () => {
  const { body: home } = await app.call(at.clerk, endpoints.moveIn, { body: aHome(at.grid.id) })
  const body = { unitId: at.otherGrid.id, address: '别处3号', effectiveOn: '2026-02-20' }
  expect((await app.call(at.clerk, endpoints.relocate, { params: { householdId: home.id }, body }, version(home.version))).status).toBe(200)
  const offered = async (who: string) => (await show(who, home.id)).changes.find(({ verb }) => verb === 'relocate')!.undoUntil
  expect(await offered(at.otherLeader), 'into a grid that is not the leader’s').toBeNull()
  expect((await undo(at.otherLeader, home.id, 'relocate')).status).toBe(403)
  expect(await offered(at.clerk)).toBe('2026-04-01')
  expect((await undo(at.clerk, home.id, 'relocate')).body).toMatchObject({ unitId: at.grid.id, state: 'occupied' })
})

test('the changes of a home are found by index: its page does not read those of the town', async () => {
  const { body: home } = await app.call(at.leader, endpoints.moveIn, { body: aHome(at.grid.id) })
  await sql`insert into household_change (town_id, id, verb, household_ids, effective_on, recorded_at)
    select 1, gen_random_uuid(), 'changeHead', array[gen_random_uuid()], '2020-01-01', now() from generate_series(1, 20000)`.execute(
    app.owner,
  )
  await sql`analyze household_change`.execute(app.owner)
  const [changes, read] = await app.as(await app.person(at.leader), async ({ db }) => {
    const found = await changesOf(db, [home.id])
    const { rows } = await sql<{ read: number }>`
      select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as read
      from pg_stat_xact_user_tables where relname = 'household_change'`.execute(db)
    return [found, rows[0]!.read] as const
  })
  expect(changes).toMatchObject([{ verb: 'moveIn', householdIds: [home.id] }])
  expect(read).toBeGreaterThan(0)
  // some hundreds are looked at again where the index was not tidied up yet
  expect(read).toBeLessThan(5_000)
})
