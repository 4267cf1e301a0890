/** Volunteer Xiqiao (志愿西樵): their numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { installCommunityRule } from './volunteering.communities.actions.ts'
import { aSlot } from './volunteering.samples.ts'
import type { Grade } from './volunteering.shapes.contract.ts'

const app = useApp()
const townClerk = async () => aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)

// The first hours of the day in Shanghai, which are of the day before in UTC.
const held = (unitId: string, day: string) =>
  aSlot(app.owner, unitId, {
    state: 'locked',
    postedOn: day,
    startsAt: `${day}T00:30:00+08:00`,
    endsAt: `${day}T02:30:00+08:00`,
  })
async function served(unitId: string, day: string, grade: Grade, personId?: string, minutes = 120) {
  const id = newId()
  const later = grade === 'enteredLater'
  await app.owner
    .insertInto('volunteerHours')
    .values({
      townId: 1,
      id,
      slotId: await held(unitId, day),
      personId: personId ?? (await aMember(app.owner, unitId, '陈大妹')),
      name: '陈大妹',
      sortKey: 'chen da mei',
      startsAt: `${day}T00:30:00+08:00`,
      endsAt: `${day}T02:30:00+08:00`,
      minutes,
      credited: Math.floor(minutes / 30) * 30,
      grade,
      state: 'standing',
      enteredOn: day,
      publicReason: later ? '当天忘了登记' : null,
      postedOn: day,
    })
    .execute()
  return id
}
const remove = async (id: string) => {
  await app.owner.deleteFrom('volunteerHours').where('id', '=', id).execute()
}

test.each([
  ['volunteering.onSiteMinutes', 'onSite'],
  ['volunteering.organiserMinutes', 'organiser'],
] as const)('%s: five faults', async (id, grade) => {
  await expectHonest(app, id, {
    plant: (unitId, day) => served(unitId, day, grade),
    remove,
    cancel: async hoursId => {
      await app.owner.updateTable('volunteerHours').set({ minutes: 0, credited: 0 }).where('id', '=', hoursId).execute()
    },
    each: 120,
    reader: await townClerk(),
  })
})

test('volunteering.enteredLaterMinutes: five faults; what was refused does not count', async () => {
  await expectHonest(app, 'volunteering.enteredLaterMinutes', {
    plant: (unitId, day) => served(unitId, day, 'enteredLater'),
    remove,
    cancel: async id => {
      await app.owner.updateTable('volunteerHours').set({ state: 'refused', postedOn: null }).where('id', '=', id).execute()
    },
    each: 120,
    reader: await townClerk(),
  })
})

test('volunteering.slots: five faults', async () => {
  await expectHonest(app, 'volunteering.slots', {
    plant: held,
    remove: async id => {
      await app.owner.deleteFrom('volunteerSlot').where('id', '=', id).execute()
    },
    cancel: async id => {
      await app.owner
        .updateTable('volunteerSlot')
        .set({ state: 'cancelled', cancelReason: '暴雨', postedOn: null })
        .where('id', '=', id)
        .execute()
    },
  })
})

test('volunteering.serving: five faults, a person once however often served', async () => {
  const personOf = async (id: string) =>
    (await app.owner.selectFrom('volunteerHours').where('id', '=', id).select('personId').executeTakeFirstOrThrow()).personId
  await expectHonest(app, 'volunteering.serving', {
    plant: async (unitId, day, like) => served(unitId, day, 'organiser', like && (await personOf(like))),
    remove,
    cancel: async id => {
      await app.owner.updateTable('volunteerHours').set({ minutes: 59 }).where('id', '=', id).execute()
    },
    doubles: false,
    reader: await townClerk(),
  })
})

test('twelve months back to the day, and the hours of several add up to one', async () => {
  const reader = await townClerk()
  const village = await aVillage(app.owner)
  const person = await aMember(app.owner, village.id, '陈大妹')
  await served(village.id, '2020-03-10', 'organiser', person, 30)
  await served(village.id, '2020-03-11', 'onSite', person, 30)
  const active = async (asOf: string) => {
    const query = { unitId: village.id, from: '2020-01-01', to: asOf, asOf }
    return (await app.call(reader, numbers.value, { params: { indicatorId: 'volunteering.serving' }, query })).body.value
  }
  expect(await active('2020-03-10')).toBe(0)
  expect(await active('2020-03-11')).toBe(1)
  expect(await active('2021-03-09')).toBe(1)
  expect(await active('2021-03-10'), 'one half hour is too old').toBe(0)
})

test('volunteering.starCommunities: five faults; what was declined does not count', async () => {
  await app.as({ kind: 'job', townId: 1, name: 'test' }, installCommunityRule)
  const rule = await app.owner.selectFrom('starCommunityRule').select('id').executeTakeFirstOrThrow()
  let year = 2000
  await expectHonest(app, 'volunteering.starCommunities', {
    plant: async (unitId, day) => {
      const id = newId()
      const [proposedBy, decidedBy] = [await aMember(app.owner, unitId, '陈大妹'), await aMember(app.owner, unitId, '何建生')]
      year += 1 // a village has one title a year
      await app.owner
        .insertInto('starCommunity')
        .values({
          townId: 1,
          id,
          unitId,
          year,
          state: 'granted',
          ruleId: rule.id,
          ...{ teams: 1, slots: 12, volunteers: 20, onSite: 30_000, organiser: 0 },
          proposedBy,
          proposedOn: day,
          decidedBy,
          decidedOn: day,
          basis: '镇发〔2020〕1号',
        })
        .execute()
      return id
    },
    remove: async id => {
      await app.owner.deleteFrom('starCommunity').where('id', '=', id).execute()
    },
    cancel: async id => {
      await app.owner.updateTable('starCommunity').set({ state: 'declined' }).where('id', '=', id).execute()
    },
  })
})
