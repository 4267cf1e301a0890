/** Many at once on the public record (同时操作存证): one key, one witness, and never fewer offices than are asked for. */
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './record.contract.ts'
import { anEntry, aWitness, theMinute } from './record.samples.ts'

const app = useApp()
let [clerk, first, second] = ['', '', '']
beforeAll(async () => {
  const town = await aTown(app.owner)
  clerk = await aHolder(app.owner, 'townClerk', town.id)
  first = await aHolder(app.owner, 'systemAdministrator', town.id)
  second = await aHolder(app.owner, 'systemAdministrator', town.id)
  await anEntry(app, 'sample/1')
  await theMinute(app)
})
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()
const state = async () => (await app.call(null, endpoints.get)).body

test('keys changed many times at once are changed once: whoever knows the old one can still check', async () => {
  const [known] = (await state()).logKeys
  const answers = await Promise.all([first, second, first, second, first].map(by => app.call(by, endpoints.rotateKey)))
  expect(statuses(answers)).toEqual([200, 409, 409, 409, 409])
  expect((await state()).logKeys).toContain(known)
  expect((await app.call(first, endpoints.rotateKey)).status, 'nor before the new one has signed').toBe(409)
  await theMinute(app)
  expect((await app.call(first, endpoints.rotateKey)).status).toBe(200)
  await theMinute(app)
})

test('one witness is named once, and two that leave at once do not leave fewer than are asked for', async () => {
  const name = (byte: number, office: string) =>
    app.call(clerk, endpoints.addWitness, { body: { name: office, vkey: aWitness(byte).vkey } })
  const same = await Promise.all(Array.from({ length: 5 }, () => name(1, '民乐社区')))
  expect(statuses(same)).toEqual([200, 409, 409, 409, 409])
  const other = await name(2, '百东村')
  expect((await app.call(clerk, endpoints.require, { body: { required: 1 } })).status).toBe(200)
  const ids = [same.find(({ status }) => status === 200)!.body.id, other.body.id]
  const left = await Promise.all(ids.map(witnessId => app.call(clerk, endpoints.endWitness, { params: { witnessId } })))
  expect(statuses(left)).toEqual([200, 422])
  const { witnesses, required } = await state()
  expect([witnesses.length, required]).toEqual([1, 1])
})

test('two who propose a new volume at once, and who drops while another begins', async () => {
  const propose = (by: string) => app.call(by, endpoints.proposeVolume, { body: { reason: '服务器坏了，从备份恢复。' } })
  const proposed = await Promise.all([first, second, first, second].map(propose))
  expect(statuses(proposed)).toEqual([200, 409, 409, 409])
  const mine = proposed.findIndex(({ status }) => status === 200) % 2 === 0 ? first : second
  const theirs = mine === first ? second : first
  const params = { volumeId: (await app.call(mine, endpoints.get)).body.proposal!.id }
  const ended = await Promise.all([
    app.call(theirs, endpoints.beginVolume, { params }),
    app.call(mine, endpoints.dropVolume, { params }),
    app.call(mine, endpoints.beginVolume, { params }),
  ])
  expect(ended.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(ended[2].status).toBeOneOf([403, 404])
  await theMinute(app)
})
