/** Volunteer Xiqiao (志愿西樵): teams, activities and volunteers; over HTTP. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as units } from '#features/units/units.change.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './volunteering.contract.ts'
import { anActivity, aTeam, aVolunteer } from './volunteering.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const signUp = (who: string, slotId: string) => app.call(who, endpoints.signUp, { params: { slotId }, body: {} })
const afternoon = { startsAt: '2026-03-03T06:00:00.000Z', endsAt: '2026-03-03T08:00:00.000Z', places: 2 }

test('a team’s leader drafts a weekly activity, the village checks it, the leader opens it, and anyone reads it', async () => {
  const at = await aTeam(app.owner)
  const made = await app.call(at.leader, endpoints.createActivity, { body: anActivity(at.village.id, { teamId: at.teamId }) })
  expect(made).toMatchObject({ status: 200, body: { teamName: '柳河义工队', checked: false, opened: false, slots: [] } })
  const params = { activityId: made.body.id }
  const body = { ...afternoon, repeat: 'weekly', until: '2026-03-17' }
  const slots = await app.call(at.leader, endpoints.addSlots, { params, body })
  expect(slots.body.slots.map(({ startsAt, state }) => [startsAt, state])).toEqual([
    ['2026-03-03T06:00:00.000Z', 'draft'],
    ['2026-03-10T06:00:00.000Z', 'draft'],
    ['2026-03-17T06:00:00.000Z', 'draft'],
  ])
  expect((await app.call(null, endpoints.activity, { params })).status, 'a draft is the organiser’s own').toBe(404)
  expect((await app.call(at.leader, endpoints.check, { params })).status, 'nobody checks for oneself').toBe(403)
  expect((await app.call(at.leader, endpoints.open, { params })).status, 'not checked').toBe(409)
  expect(await app.call(at.villageSecretary, endpoints.check, { params })).toMatchObject({ status: 200, body: { checked: true } })
  expect(await app.call(at.leader, endpoints.open, { params })).toMatchObject({ status: 200, body: { opened: true } })
  const seen = await app.call(null, endpoints.activity, { params })
  expect(seen).toMatchObject({ status: 200, body: { allowedActions: ['activity'], slots: [{ state: 'open', left: 2 }, {}, {}] } })
  const soon = await app.call(null, endpoints.openSlots, {
    query: { below: at.village.id, from: '2026-03-09', to: '2026-03-31', limit: '1' },
  })
  expect(soon.body.items).toMatchObject([{ startsAt: '2026-03-10T06:00:00.000Z', title: '清洁河道' }])
  const next = await app.call(null, endpoints.openSlots, { query: { below: at.village.id, limit: '1', cursor: soon.body.nextCursor! } })
  expect(next.body).toMatchObject({ items: [{ startsAt: '2026-03-17T06:00:00.000Z' }], nextCursor: null })
  const mine = await app.call(at.villageSecretary, endpoints.activities, { query: { below: at.village.id, q: '河道' } })
  expect(mine.body).toMatchObject({ total: 1, items: [{ id: made.body.id }] })
})

test('a risky activity opens with its insurance and not before', async () => {
  const at = await aTeam(app.owner)
  const { body } = await app.call(at.villageSecretary, endpoints.createActivity, { body: anActivity(at.village.id, { risky: true }) })
  const params = { activityId: body.id }
  await app.call(at.villageSecretary, endpoints.addSlots, { params, body: afternoon })
  await app.call(at.villageSecretary, endpoints.check, { params })
  const open = () => app.call(at.villageSecretary, endpoints.open, { params })
  expect(await open()).toMatchObject({ status: 409, body: { type: '/problems/volunteering/no-insurance' } })
  const insured = anActivity(at.village.id, { risky: true, insuranceNumber: 'BX2026-0001' })
  const edit = (changes: object, version: number) =>
    app.call(at.villageSecretary, endpoints.editActivity, { params, body: { ...insured, ...changes } }, match(version))
  expect((await edit({}, 1)).status, 'checked since').toBe(412)
  expect((await edit({ unitId: at.cooperative.id }, 2)).body.errors).toMatchObject([{ pointer: '#/unitId' }])
  expect((await edit({ venueId: newId() }, 2)).body.errors).toMatchObject([{ pointer: '#/venueId' }])
  expect((await edit({}, 2)).status).toBe(200)
  expect((await open()).status).toBe(200)
  expect((await edit({ insuranceNumber: null }, 4)).body.errors).toMatchObject([{ pointer: '#/insuranceNumber' }])
})

test('what a safety check was about is checked again when it is changed before it opens; who to ask is not', async () => {
  const at = await aTeam(app.owner)
  const fields = anActivity(at.village.id, { teamId: at.teamId })
  const { body } = await app.call(at.leader, endpoints.createActivity, { body: fields })
  const params = { activityId: body.id }
  await app.call(at.leader, endpoints.addSlots, { params, body: afternoon })
  const check = () => app.call(at.villageSecretary, endpoints.check, { params })
  const edit = async (changes: object) => {
    const { version } = (await app.call(at.leader, endpoints.activity, { params })).body
    return app.call(at.leader, endpoints.editActivity, { params, body: { ...fields, ...changes } }, match(version))
  }
  await check()
  expect((await edit({ contactName: '麦惠芳' })).body).toMatchObject({ checked: true, slots: [{ state: 'checked' }] })
  for (const changes of [{ title: '高空拆旧招牌' }, { about: '爬梯拆招牌。' }, { place: '桥上' }, { minAge: 12 }, { risky: true }]) {
    const changed = await edit(changes)
    expect(changed.body, JSON.stringify(changes)).toMatchObject({ checked: false, slots: [{ state: 'draft' }] })
    expect((await app.call(at.leader, endpoints.open, { params })).status).toBe(409)
    expect((await edit({})).status).toBe(200)
    expect((await check()).body).toMatchObject({ checked: true, slots: [{ state: 'checked' }] })
  }
  expect((await app.call(at.leader, endpoints.open, { params })).status).toBe(200)
})

test('teams: one name a unit, whoever reads them, and an office at work', async () => {
  const at = await aTeam(app.owner)
  const next = await aTeam(app.owner)
  const team = { unitId: at.village.id, name: '青年志愿队', leaderId: at.leader }
  const enter = (who: string, changes: object = {}) => app.call(who, endpoints.createTeam, { body: { ...team, ...changes } })
  expect((await enter(next.villageSecretary)).status).toBe(403)
  expect((await enter(at.villageSecretary, { leaderId: next.leader })).body.errors).toMatchObject([{ pointer: '#/leaderId' }])
  expect((await enter(at.villageSecretary, { unitId: newId() })).body.errors).toMatchObject([{ pointer: '#/unitId' }])
  const made = await enter(at.villageSecretary)
  expect(made).toMatchObject({ status: 200, body: { leaderName: '麦惠芳', version: 1 } })
  expect(await enter(at.villageSecretary)).toMatchObject({ status: 409, body: { type: '/problems/volunteering/team-taken' } })
  const params = { teamId: made.body.id }
  const edit = (body: object, version: number) => app.call(at.villageSecretary, endpoints.editTeam, { params, body }, match(version))
  expect((await edit({ ...team, name: '柳河义工队' }, 1)).body.type).toBe('/problems/volunteering/team-taken')
  expect((await edit({ ...team, closedOn: '2026-03-01' }, 1)).body).toMatchObject({ closedOn: '2026-03-01', version: 2 })
  expect((await edit(team, 1)).status).toBe(412)
  const gone = await app.call(at.villageSecretary, endpoints.createActivity, { body: anActivity(at.village.id, { teamId: params.teamId }) })
  expect(gone.body.errors).toMatchObject([{ pointer: '#/teamId' }])
  const listed = await app.call(null, endpoints.teams, { query: { below: at.village.id } })
  expect(
    listed.body.items.map(({ name, leaderId, leaderName }) => [name, leaderId, leaderName]),
    'who leads is for the office',
  ).toEqual([
    ['柳河义工队', null, null],
    ['青年志愿队', null, null],
  ])
  expect((await app.call(at.villageSecretary, endpoints.editTeam, { params: { teamId: newId() }, body: team }, match(1))).status).toBe(404)
})

test('a team whose village went into another is edited where it is, by whoever answers for that place, and moved only to what stands', async () => {
  const [at, heir] = [await aTeam(app.owner), await aTeam(app.owner)]
  const body = { predecessorIds: [at.village.id], effectiveOn: '2026-03-02' }
  const merged = await app.call(at.townClerk, units.merge, { params: { unitId: heir.village.id }, body }, match(1))
  expect([merged.status, merged.body.detail]).toEqual([200, undefined])
  const team = { unitId: at.village.id, name: '柳河义工老队', leaderId: at.leader }
  const edit = async (changes: object, who = heir.villageSecretary) => {
    const { items } = (await app.call(who, endpoints.teams, { query: {} })).body
    const { version } = items.find(({ id }) => id === at.teamId)!
    return app.call(who, endpoints.editTeam, { params: { teamId: at.teamId }, body: { ...team, ...changes } }, match(version))
  }
  expect([(await edit({})).status, (await edit({}, (await aTeam(app.owner)).villageSecretary)).status]).toEqual([200, 403])
  expect((await edit({ unitId: heir.village.id })).body).toMatchObject({ unitId: heir.village.id, name: '柳河义工老队' })
  expect((await edit({})).body.errors, 'what is gone takes in nothing').toMatchObject([{ pointer: '#/unitId' }])
})

test('volunteers by name for the office that keeps them; an exclusion is told to the volunteer and ends', async () => {
  const [at, next] = [await aTeam(app.owner), await aTeam(app.owner)]
  const person = await aVolunteer(app.owner, at.village.id, { name: '区𠮷' })
  await aVolunteer(app.owner, at.village.id, { name: '阿卜杜拉·买买提' })
  const list = (who: string, query: object) => app.call(who, endpoints.volunteers, { query: { below: at.village.id, ...query } })
  const first = await list(at.villageSecretary, { limit: '1' })
  const rest = await list(at.villageSecretary, { limit: '1', cursor: first.body.nextCursor! })
  expect(new Set([...first.body.items, ...rest.body.items].map(({ name }) => name))).toEqual(new Set(['区𠮷', '阿卜杜拉·买买提']))
  expect((await list(at.villageSecretary, { q: '买买提' })).body).toMatchObject({ total: 1 })
  expect((await list(next.villageSecretary, {})).body).toMatchObject({ total: 0, items: [] })
  expect((await list(person, {})).status).toBe(403)
  const ban = (who: string, until: string | null) =>
    app.call(who, endpoints.ban, { params: { personId: person }, body: { until, reason: '虚报时长' } })
  expect((await ban(await aHolder(app.owner, 'villageClerk', at.village.id), '2027-01-01')).status).toBe(403)
  expect((await ban(at.villageSecretary, '2026-03-02')).body.errors).toMatchObject([{ pointer: '#/until' }])
  expect((await ban(at.villageSecretary, '2030-01-01')).body.errors).toMatchObject([{ pointer: '#/until' }])
  expect((await ban(at.villageSecretary, '2027-01-01')).status).toBe(200)
  expect((await app.call(person, endpoints.mine)).body.volunteer).toMatchObject({ bannedUntil: '2027-01-01', banReason: '虚报时长' })
  await ban(at.villageSecretary, null)
  expect((await app.call(person, endpoints.mine)).body.volunteer).toMatchObject({ bannedUntil: null, banReason: null })
  expect((await app.call(next.villageSecretary, endpoints.record, { params: { personId: person } })).status).toBe(404)
  expect((await app.call(null, endpoints.mine)).status).toBe(401)
})

test('each wrong field of a slot is named, and strangers organise nothing', async () => {
  const [at, next] = [await aTeam(app.owner), await aTeam(app.owner)]
  const { body } = await app.call(at.leader, endpoints.createActivity, { body: anActivity(at.village.id, { teamId: at.teamId }) })
  const params = { activityId: body.id }
  const add = async (changes: object) =>
    (await app.call(at.leader, endpoints.addSlots, { params, body: { ...afternoon, ...changes } })).body.errors?.map(
      ({ pointer }) => pointer,
    )
  expect(await add({ endsAt: afternoon.startsAt })).toEqual(['#/endsAt'])
  expect(await add({ startsAt: '2026-03-01T06:00:00.000Z', endsAt: '2026-03-01T07:00:00.000Z' })).toEqual(['#/startsAt'])
  expect(await add({ repeat: 'weekly' })).toEqual(['#/until'])
  expect(await add({ places: 0 })).toEqual(['#/places'])
  expect(await add({})).toBeUndefined()
  expect((await app.call(next.leader, endpoints.addSlots, { params, body: afternoon })).status, 'a draft elsewhere').toBe(404)
  const stranger = await app.call(next.leader, endpoints.createActivity, { body: anActivity(at.village.id, { teamId: at.teamId }) })
  expect(stranger.status).toBe(403)
  expect((await app.call(null, endpoints.slot, { params: { slotId: newId() } })).status).toBe(404)
  const draft = await app.owner.selectFrom('volunteerSlot').where('activityId', '=', body.id).select('id').executeTakeFirstOrThrow()
  expect((await signUp(at.leader, draft.id)).status, 'not open').toBe(409)
})
