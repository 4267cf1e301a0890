/** The demonstration's star community (示例星级志愿服务社区): one title granted from records, one application that waits; made through the doors. */
import { expect, test } from 'vitest'
import { communityEndpoints as endpoints } from '#features/volunteering/volunteering.communities.contract.ts'
import { loadStarCommunity } from '../../src/program/demo-star-community.ts'
import { useApp } from '../support/app.ts'
import { wordsOfLoading } from '../support/demonstration.ts'

const app = useApp({ isDemonstration: true })

test('樵乐 is a star community of last year by its records, residents read why, and this year’s application waits for the town', async () => {
  const rows = await app.owner.selectFrom('starCommunity').selectAll().orderBy('year').execute()
  expect(rows.map(({ year, state }) => [year, state])).toEqual([
    [2025, 'granted'],
    [2026, 'proposed'],
  ])
  const [granted] = rows
  expect(granted!.decidedBy, 'never who applied').not.toBe(granted!.proposedBy)
  expect(granted!.onSite + granted!.organiser, 'from hours of grades ① and ②').toBeGreaterThanOrEqual(6_000)
  const { items } = (await app.call(null, endpoints.communities)).body
  expect(items.map(({ unitName, year, state }) => [unitName, year, state])).toEqual([['樵乐社区', 2025, 'granted']])
  const page = await app.raw({ method: 'GET', url: '/volunteer/communities' })
  expect(page.body).toContain('樵乐社区')
})

test('the loading tells of it, and again it adds none', async () => {
  expect((await wordsOfLoading()).join('\n')).toMatch(/星级志愿服务社区 2份申请/)
  expect(await loadStarCommunity(app.platform, '440605122005')).toBe(0)
})
