/** Whom an old workbook brings back (旧表再导入): nothing is kept to know the forgotten by, and a record without a relation goes again. */
import { expect, test } from 'vitest'
import { aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { runJob } from '../../../tests/support/night.ts'
import { applyPersonRows } from './people.rows.actions.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'imports.apply' } as const
const night = (day: string) => runJob(app, 'people.forget', day)

test.each([
  ['2026-03-02', '2026-08-01', '2026-08-02', '2026-09-02', 'entered for the first time'],
  ['2027-03-02', '2027-08-01', '2027-08-02', '2027-09-02', 'brought back by the same workbook a year later'],
] as const)('entered on %s: there on %s, told on %s, gone on %s, as it is %s', async (entered, there, told, gone, _why) => {
  app.now = new Date(`${entered}T01:00:00Z`)
  const { id: unitCode } = await aVillage(app.owner)
  const values = { code: 'R0901', name: '区伟明', phone: '19900001234', unitCode }
  const found = () => app.owner.selectFrom('person').where('externalCode', '=', 'R0901').select('forgetOn').executeTakeFirst()
  const taken = await app.as(job, context => applyPersonRows(context, [{ row: 4, values, masked: [] }]))
  expect(taken).toMatchObject({ created: 1, faults: [] })
  await night(there)
  expect(await found()).toEqual({ forgetOn: null })
  await night(told)
  expect(await found()).toEqual({ forgetOn: gone })
  await night(gone)
  expect(await found()).toBeUndefined()
})
