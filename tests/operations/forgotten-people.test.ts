/** Forgetting people (人员的按期删除): who is kept by which relation, what goes with the record and what stays, over all features. */
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { anAccount } from '#features/accounts/accounts.samples.ts'
import { aReportIn } from '#features/commitments/commitments.samples.ts'
import { aDecisionRow } from '#features/decisions/decisions.rows.samples.ts'
import { aContact, aHousehold } from '#features/households/households.samples.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { endpoints } from '#features/people/people.contract.ts'
import { forgetPeople } from '#features/people/people.jobs.ts'
import { phonePlace } from '#features/people/people.rules.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { endpoints as rights } from '#features/rights/rights.contract.ts'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { aMountedPlate, aPlatePlace, type PlatePlace } from '#features/plates/plates.samples.ts'
import { aCooperative, aVoter, type SampleCooperative } from '#features/votes/votes.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
const townId = 1
const job = { kind: 'job', townId, name: 'people.forget' } as const
let at: PlatePlace
let cooperative: SampleCooperative

beforeAll(async () => {
  at = await aPlatePlace(app.owner)
  cooperative = await aCooperative(app.owner)
  const { sealing } = app.platform
  phone = { phoneSealed: sealing.seal('13800138000', phonePlace), phoneIndex: sealing.index('13800138000', phonePlace) }
})
beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:00Z')
})

let phone: { phoneSealed: Buffer; phoneIndex: Buffer }
async function aPerson(enteredAt = new Date(0)) {
  const id = await aMember(app.owner, at.village.id, '陆大海')
  await app.owner
    .updateTable('person')
    .set({ ...phone, createdAt: enteredAt })
    .where('id', '=', id)
    .execute()
  return id
}
const find = (id: string) =>
  app.owner
    .selectFrom('person')
    .where('id', '=', id)
    .select(['name', 'forgetOn', 'forgottenOn', 'phoneSealed', 'phoneIndex'])
    .executeTakeFirst()
async function night(day = '2026-03-02') {
  app.now = new Date(`${day}T01:00:00Z`)
  const items = await app.as(job, forgetPeople.find)
  for (const item of items) await app.as(job, context => forgetPeople.each(context, item))
  return items
}

/** A relation that goes on, and how it ends on a day. */
const relations: Record<string, { begin(id: string): Promise<unknown>; end?(id: string, day: string): Promise<unknown> }> = {
  'a term': {
    begin: id => addPost(app.owner, id, 'supervisor', at.village.id),
    end: (id, day) => sql`update term set valid = daterange(lower(valid), ${day}::date) where person_id = ${id}`.execute(app.owner),
  },
  'a membership': {
    begin: id => aMembership(app.owner, id, { bodyId: at.branchId, unitId: at.cooperative.id }),
    end: (id, day) =>
      app.owner.updateTable('partyMembership').set({ endedOn: day, endReason: 'movedOut' }).where('personId', '=', id).execute(),
  },
  'a registration as a volunteer': {
    begin: id =>
      app.owner.insertInto('volunteer').values({ townId, personId: id, consentedOn: '2020-01-01', skills: '', times: '' }).execute(),
  },
  'a household to listen to': {
    begin: async id => aContact(app.owner, await aHousehold(app.owner, at.cooperative), id),
    end: (id, day) =>
      app.owner
        .updateTable('householdContact')
        .set({ state: 'ended', endedOn: day, endReason: 'memberAsked' })
        .where('memberId', '=', id)
        .execute(),
  },
  'a plate': {
    begin: id => aMountedPlate(app.owner, { villageId: at.village.id, unitId: at.cooperative.id, personId: id }, '2020-01-01'),
  },
  'a report-in': {
    begin: id => aReportIn(app.owner, id, at.village.id, '2020-01-01'),
    end: (id, day) =>
      app.owner.updateTable('reportIn').set({ state: 'left', endedOn: day, endReason: '调走了' }).where('personId', '=', id).execute(),
  },
  'a vote': {
    begin: id =>
      aVoter(
        app.owner,
        { bodyId: cooperative.cooperativeId, unitId: cooperative.cooperative.id, decidingBody: 'collectiveMembers' },
        { code: id.slice(-8), personId: id },
      ),
    end: (id, day) => app.owner.updateTable('voter').set({ validTo: day }).where('personId', '=', id).execute(),
  },
  'a team to lead': {
    begin: id =>
      app.owner
        .insertInto('volunteerTeam')
        .values({ townId, id: newId(), unitId: at.village.id, name: `队${id.slice(-8)}`, leaderId: id })
        .execute(),
    end: (id, day) => app.owner.updateTable('volunteerTeam').set({ closedOn: day }).where('leaderId', '=', id).execute(),
  },
  'a seat in a temporary branch': {
    async begin(id) {
      const branchId = newId()
      const days = { proposedOn: '2020-01-02', proposedEndOn: '2020-02-01', decidedOn: '2020-01-03', foundedOn: '2020-01-03' }
      const decided = { approved: true, number: `试${branchId.slice(-8)}`, decidedBy: at.villageSecretary, bodyId: at.branchId, ...days }
      await app.owner
        .insertInto('temporaryBranch')
        .values({
          townId,
          id: branchId,
          unitId: at.village.id,
          parentId: at.committeeId,
          name: '防汛',
          task: '值守',
          proposedBy: at.secretary,
          ...decided,
          endsOn: '2030-01-01',
        })
        .execute()
      await app.owner
        .insertInto('temporaryBranchSeat')
        .values({ townId, id: newId(), branchId, personId: id, role: 'member', valid: '[2020-01-03,)' })
        .execute()
    },
    // it dissolves by itself, and nobody ends the seat
    end: (id, day) =>
      sql`update temporary_branch b set ends_on = ${day} from temporary_branch_seat s where s.branch_id = b.id and s.person_id = ${id}`.execute(
        app.owner,
      ),
  },
  'a matter that one proposed': {
    async begin(id) {
      const decisionId = await aDecisionRow(app.owner, at.cooperative.id, '2020-03-02')
      const proposed = { proposerKind: 'resident', proposingBody: null, proposerId: id } as const
      await app.owner.updateTable('decision').set(proposed).where('id', '=', decisionId).execute()
    },
    end: (id, day) => app.owner.updateTable('decision').set({ state: 'closed', endedOn: day }).where('proposerId', '=', id).execute(),
  },
  'an account that was just opened': { begin: id => anAccount(app.owner, id, { login: `p${id.slice(-8)}` }) },
}

/** The nights in which whoever has no relation is told of, and goes. */
async function bothNights() {
  await night('2026-03-02')
  return night('2026-04-02')
}

test.each(Object.keys(relations))('%s keeps a person, and nobody else', async name => {
  const [kept, other] = [await aPerson(), await aPerson()]
  await relations[name]!.begin(kept)
  const items = await night()
  expect(items).toContain(other)
  expect(items).not.toContain(kept)
  expect([(await find(kept))?.forgetOn, (await find(other))?.forgetOn]).toEqual([null, '2026-04-02'])
})

test.each(Object.keys(relations).filter(name => relations[name]!.end))(
  'six months after %s the telephone goes, told a month before, and the name stays where records tell it',
  async name => {
    const { begin, end } = relations[name]!
    const id = await aPerson()
    await begin(id)
    await end!(id, '2025-09-03')
    expect(await night('2026-02-02'), 'five months are not over').not.toContain(id)
    await night('2026-02-03')
    expect(await find(id)).toMatchObject({ forgetOn: '2026-03-03', forgottenOn: null, ...phone })
    expect(await night('2026-03-02'), 'a day too early').not.toContain(id)
    await night('2026-03-03')
    expect(await find(id)).toEqual({ name: '陆大海', forgetOn: null, forgottenOn: '2026-03-03', phoneSealed: null, phoneIndex: null })
    expect(await night('2026-03-04'), 'a further night finds nothing').not.toContain(id)
  },
)

test('whom no record names is removed whole, and the log tells that somebody was', async () => {
  const [old, entered] = [await aPerson(), await aPerson(new Date('2025-12-01T01:00:00Z'))]
  await bothNights()
  expect([await find(old), (await find(entered))?.forgetOn]).toEqual([undefined, null])
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', old)
    .select(['name', 'actor', 'details'])
    .orderBy('id')
    .execute()
  expect(events).toEqual([
    { name: 'people.announce', actor: 'job:people.forget', details: { forgetOn: '2026-04-02' } },
    { name: 'people.remove', actor: 'job:people.forget', details: {} },
  ])
})

test('the account goes with the record, whoever used it lately keeps both', async () => {
  const [gone, uses] = [await aPerson(), await aPerson()]
  for (const id of [gone, uses]) {
    await relations['a term']!.begin(id)
    await relations['a term']!.end!(id, '2020-06-01')
    const account = await anAccount(app.owner, id, { login: `q${id.slice(-8)}`, now: new Date('2020-01-01T00:00:00Z') })
    await sql`insert into auth.recovery_code (town_id, account_id, digest) values (${townId}, ${account}, ${Buffer.from(id)})`.execute(
      app.owner,
    )
  }
  const act = { name: 'accounts.signIn', actor: `person:${uses}`, actorPersonId: uses, subjectKind: 'account', subjectId: newId() }
  await app.owner
    .insertInto('event')
    .values({ townId, id: newId(), at: new Date('2026-01-05T01:00:00Z'), ...act, unitId: null, details: '{}' })
    .execute()
  await bothNights()
  const { rows } = await sql<{ personId: string }>`select person_id from auth.account where person_id in (${gone}, ${uses})`.execute(
    app.owner,
  )
  expect(rows).toEqual([{ personId: uses }])
  expect([(await find(gone))?.forgottenOn, (await find(uses))?.forgetOn]).toEqual(['2026-04-02', null])
})

test('the office sees whose record goes, and enters the relation that nobody had entered', async () => {
  const clerk = await aHolder(app.owner, 'townClerk', at.town.id)
  const id = await aPerson()
  const soon = async () =>
    (await app.call(clerk, endpoints.list, { query: { forgotten: 'soon', limit: '100' } })).body.items.find(person => person.id === id)
  expect(await soon()).toBeUndefined()
  await night()
  expect(await soon()).toMatchObject({ forgetOn: '2026-04-02', phone: '138****8000' })
  const { body: waits } = await app.call(clerk, todos.list)
  const told = waits.items.find(({ source }) => source === 'people.leaving')
  expect(told).toMatchObject({
    title: expect.stringMatching(/^\d+个人的电话和账号要删了$/),
    dueOn: '2026-04-02',
    link: '/console/people?forgotten=soon',
  })
  const { total } = (await app.call(clerk, endpoints.list, { query: { forgotten: 'soon' } })).body
  expect(told!.title).toBe(`${total}个人的电话和账号要删了`)
  const secretary = await app.call(at.secretary, todos.list)
  expect(
    secretary.body.items.filter(({ source }) => source === 'people.leaving'),
    'who keeps no records',
  ).toEqual([])
  await relations['a report-in']!.begin(id)
  await night('2026-03-03')
  expect(await soon()).toBeUndefined()
  await night('2026-04-02')
  expect(await find(id)).toMatchObject({ forgetOn: null, forgottenOn: null, ...phone })
})

test('a closed record is in no list and nothing is done with it; it can be read, comes back with a relation, and goes when nothing names it any more', async () => {
  const clerk = await aHolder(app.owner, 'townClerk', at.town.id)
  const id = await aPerson()
  await relations['a term']!.begin(id)
  await relations['a term']!.end!(id, '2020-06-01')
  const listed = async () =>
    (await app.call(clerk, endpoints.list, { query: { q: '陆大海', limit: '100' } })).body.items.some(person => person.id === id)
  const params = { personId: id }
  const edit = async () => {
    const body = { name: '陆大海', unitId: at.village.id, externalCode: null }
    return (await app.call(clerk, endpoints.edit, { params, body }, { 'if-match': '"99"' })).status
  }
  expect([await listed(), await edit()]).toEqual([true, 412])
  await bothNights()
  expect([await listed(), await edit()]).toEqual([false, 404])
  const { body: closed } = await app.call(clerk, endpoints.get, { params })
  expect(closed).toMatchObject({ name: '陆大海', phone: null, forgottenOn: '2026-04-02', allowedActions: [] })
  const { body: all } = await app.call(clerk, endpoints.list, { query: { q: '陆大海', forgotten: 'all', limit: '100' } })
  expect(all.items.map(person => person.id)).toContain(id)
  // The rights stay: what is still kept is told at the counter.
  const { body: given } = await app.call(clerk, rights.issueCode, { params, body: { identity: 'idCard' } })
  expect((await app.call(null, rights.openCode, { body: { code: given.code } })).status).toBe(200)
  await app.owner.deleteFrom('subjectCode').where('personId', '=', id).execute()
  await relations['a report-in']!.begin(id)
  await night('2026-04-03')
  expect([await listed(), await edit(), (await find(id))?.phoneSealed]).toEqual([true, 412, null])
  await app.owner.deleteFrom('reportIn').where('personId', '=', id).execute()
  await night('2026-04-04')
  await night('2026-05-04')
  expect((await find(id))?.forgottenOn).toBe('2026-05-04')
  await app.owner.deleteFrom('term').where('personId', '=', id).execute()
  await night('2026-05-05')
  expect(await find(id)).toBeUndefined()
})

test('the nights take nothing from anybody with whom there still is a relation', async () => {
  await bothNights()
  for (const id of [at.secretary, at.clerk, at.memberId, at.gridLeader, cooperative.director])
    expect(await find(id), id).toMatchObject({ forgetOn: null, forgottenOn: null })
})
