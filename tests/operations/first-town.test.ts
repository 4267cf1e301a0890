/** The first start of a demonstration (首次装载): the whole town through the door of every import, and eight people to try it as. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/requests/requests.contract.ts'
import { recountCase } from '#features/requests/requests.jobs.ts'
import { demonstrationCast, prepareTown } from '../../src/program/first-town.ts'
import { useApp } from '../support/app.ts'
import { wordsOfLoading } from '../support/demonstration.ts'

const app = useApp({ isDemonstration: true })

const count = async (table: 'unit' | 'venue' | 'request' | 'event') =>
  (
    await app.owner
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

test('the town is there, progress was told, and a second start changes nothing', async () => {
  expect((await wordsOfLoading()).join('\n')).toMatch(/组织单元 \d+行[\s\S]*诉求 300\/2552件[\s\S]*诉求 2552\/2552件[\s\S]*示例数据已就绪/)
  expect(await count('request')).toBe(2552)
  const before = [await count('unit'), await count('venue'), await count('event')]
  await prepareTown(app.platform, () => undefined)
  expect([await count('unit'), await count('venue'), await count('event')]).toEqual(before)
})

test('V11: two cases of 2020 solved through the joint meeting, both of 樵乐社区', async () => {
  const rows = await app.owner
    .selectFrom('request')
    .innerJoin('unit', 'unit.id', 'request.unitId')
    .where('jointMeetingOn', 'is not', null)
    .select(['unit.code', 'state', 'returnCount'])
    .execute()
  expect(rows).toEqual([
    { code: '440605122005', state: 'solved', returnCount: 3 },
    { code: '440605122005', state: 'solved', returnCount: 3 },
  ])
  const clerk = await aHolder(
    app.owner,
    'townClerk',
    (await app.owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()).id,
  )
  const { meetings } = (await app.call(clerk, endpoints.jointList)).body
  expect(meetings.map(({ heldOn, present, decisions }) => [heldOn, present, decisions.map(({ handlerName }) => handlerName)])).toEqual([
    ['2020-06-18', ['党建办', '公共服务办', '樵乐社区'], ['公共服务办', '公共服务办']],
  ])
})

test('every open case’s stored clock is what its log gives', async () => {
  const open = await app.owner.selectFrom('request').where('clockState', '<>', 'ended').select('id').execute()
  expect(open.length).toBeGreaterThan(20)
  const actor = { kind: 'job', townId: 1, name: 'requests.recount' } as const
  for (const { id } of open) expect(await app.as(actor, context => recountCase(context, id))).toEqual([])
})

test('eight people, each with a one-time link, and none when the host is not loopback', async () => {
  const cast = await demonstrationCast(app.platform)
  expect(cast.map(({ who }) => who.split(' · ').slice(1).join(' · '))).toEqual([
    '西樵镇 · 镇党建办工作人员',
    '西樵镇 · 镇纪委工作人员',
    '爱国社区 · 村（社区）党委书记',
    '爱国社区 · 村（社区）办事员',
    '福寿里小组 · 户联系党小组组长',
    '环保办 · 镇职能部门工作人员',
    '西樵镇 · 系统管理员',
    '西樵镇 · 审计管理员',
  ])
  expect(new Set(cast.map(({ url }) => url)).size).toBe(8)
  app.platform.config.host = '0.0.0.0'
  expect(await demonstrationCast(app.platform)).toEqual([])
  app.platform.config.host = '127.0.0.1'
})
