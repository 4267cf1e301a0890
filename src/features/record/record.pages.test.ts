/** The record's files and its page of the check (存证的文件, 核对页) as they are served: small, and open to every other site. */
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './record.contract.ts'
import { anEntry, aWitness, theMinute } from './record.samples.ts'

const app = useApp()
let clerk = ''
const administrators: string[] = []
beforeAll(async () => {
  const town = await aTown(app.owner)
  clerk = await aHolder(app.owner, 'townClerk', town.id)
  for (const _ of [1, 2]) administrators.push(await aHolder(app.owner, 'systemAdministrator', town.id))
  await anEntry(app, 'sample/first')
  await theMinute(app)
})

const fetched = (url: string) => app.raw({ method: 'GET', url })

test('the check weighs at most 30 kB as it is served, with eight witnesses, two keys and a record that was closed', async () => {
  const { publicUrl } = app.platform.config
  app.platform.config.publicUrl = 'https://sanliang.xiqiao.example'
  const [first, second] = administrators as [string, string]
  const { body } = await app.call(first, endpoints.proposeVolume, { body: { reason: '服务器坏了，从备份恢复。' } })
  await app.call(second, endpoints.beginVolume, { params: { volumeId: body.proposal!.id } })
  await app.call(first, endpoints.rotateKey)
  const offices = ['民乐社区', '新田村', '海舟村', '七星村', '大同社区', '百东村', '儒溪村', '太平村']
  for (const [index, office] of offices.entries()) {
    const { vkey } = aWitness(index + 1, `witness-${index + 1}.xiqiao.example/w`)
    expect((await app.call(clerk, endpoints.addWitness, { body: { name: `${office}村务监督委员会`, vkey } })).status).toBe(200)
  }
  await theMinute(app)
  const page = await fetched('/verify')
  for (const pinned of [...offices, '"closed":[{', 'witness-8.xiqiao.example/w+']) expect(page.body).toContain(pinned)
  expect(page.rawPayload.length).toBeLessThanOrEqual(30_000)
  expect((await fetched('/verify?save=1')).rawPayload.length, 'and as it is saved').toBe(page.rawPayload.length)
  app.platform.config.publicUrl = publicUrl
})

test('any page of any site may read the record: its checkpoint, tiles and proofs, and that there is none', async () => {
  const entryId = await anEntry(app, 'sample/open')
  await theMinute(app)
  const open = ['/log/checkpoint', '/log/tile/0/000.p/1', '/log/tile/entries/000.p/1', '/log/2/checkpoint', `/log/proof/${entryId}`]
  const none = ['/log/9/checkpoint', '/log/tile/0/009', '/log/proof/01890000-0000-7000-8000-000000000000', '/log/proof/x']
  for (const [paths, status] of [
    [open, 200],
    [none, 404],
  ] as const)
    for (const path of paths) {
      const { statusCode, headers } = await fetched(path)
      expect([statusCode, headers['access-control-allow-origin']], path).toEqual([status, '*'])
    }
  expect((await fetched('/api/record')).headers['access-control-allow-origin'], 'the rest of the site may not').toBeUndefined()
})
