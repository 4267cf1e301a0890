/** Volunteer certificates (志愿服务证明): the number says exactly what the register says. */
import { beforeAll, test } from 'vitest'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { installKey } from './certificates.keys.actions.ts'
import { anIssuedCertificate } from './certificates.samples.ts'

const app = useApp()
beforeAll(async () => {
  await app.as({ kind: 'job', townId: 1, name: 'test' }, installKey)
})

test('certificates.issued: five faults; what was revoked does not count', async () => {
  const reader = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  await expectHonest(app, 'certificates.issued', {
    reader,
    plant: async (unitId, day) => anIssuedCertificate(app.owner, unitId, await aMember(app.owner, unitId, '陈大妹'), day),
    remove: async id => {
      await app.owner.deleteFrom('volunteerCertificate').where('id', '=', id).execute()
    },
    cancel: async id => {
      const row = await app.owner
        .selectFrom('volunteerCertificate')
        .where('id', '=', id)
        .select(['unitId', 'issuedBy'])
        .executeTakeFirstOrThrow()
      const other = await aMember(app.owner, row.unitId, '何建生')
      const set = {
        state: 'revoked' as const,
        revokeReason: '冒用他人姓名',
        revokeAskedBy: row.issuedBy,
        revokedBy: other,
        revokedOn: '2026-01-01',
      }
      await app.owner.updateTable('volunteerCertificate').set(set).where('id', '=', id).execute()
    },
  })
})
