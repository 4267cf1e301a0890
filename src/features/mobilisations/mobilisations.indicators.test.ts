/** Mobilisations (动员): their number says exactly what the records say. */
import { test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { aConfirmedLine } from './mobilisations.samples.ts'

const app = useApp()

test('member volunteers at a post: five faults', async () => {
  await expectHonest(app, 'mobilisations.memberVolunteers', {
    plant: async (unitId, day, like) => {
      const token =
        like && (await app.owner.selectFrom('mobilisationRoster').where('id', '=', like).select('token').executeTakeFirstOrThrow()).token
      return aConfirmedLine(app.owner, unitId, day, token ? { token } : {})
    },
    remove: async id => void (await app.owner.deleteFrom('mobilisationRoster').where('id', '=', id).execute()),
    // One who turned out not to be a member.
    cancel: async id => void (await app.owner.updateTable('mobilisationRoster').set({ isMember: false }).where('id', '=', id).execute()),
    doubles: false,
    reader: await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id),
  })
})
