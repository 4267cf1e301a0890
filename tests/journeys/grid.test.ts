/** One grid (网格) in a real browser: its leader ended and another begun, a home's contact proposed and agreed, on the grid's own page. */
import { beforeAll, expect, test } from 'vitest'
import { aHousehold } from '#features/households/households.samples.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { endpoints as posts } from '#features/people/people.posts.contract.ts'
import { accessible, choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()
let at: SampleBranch
let home = ''

beforeAll(async () => {
  const { owner } = desk.stage.app
  at = await aBranch(owner)
  await aMember(owner, at.cooperative.id, '冼秀珍', 'xian xiu zhen')
  const id = await aHousehold(owner, at.cooperative)
  home = (await owner.selectFrom('household').where('id', '=', id).select('code').executeTakeFirstOrThrow()).code
  await desk.account(at.villageSecretary, 'liang.shaoying2')
})

test('the village ends a leader’s term and begins another; a colleague who was faster is not overwritten; who led before stays told', async () => {
  const { app } = desk.stage
  const { page, open, faults } = await desk.staffToday(at.villageSecretary)
  await open(`/console/members/grids/${at.cooperative.id}`)
  await settle(page)
  const leaders = page.getByRole('region', { name: '组长' })
  await leaders.getByRole('button', { name: '安排任职：' }).click()
  await choose(dialog(page), '谁来任职', '冼秀珍')
  await accessible(page)
  // meanwhile the town ends the term of who leads now
  const { body } = await app.call(desk.at.townClerk, posts.listPosts, { query: { below: at.cooperative.id, role: 'gridLeader' } })
  const term = body.items[0]!.terms[0]!
  const ended = await app.call(
    desk.at.townClerk,
    posts.endTerm,
    { params: { termId: term.id }, body: { lastOn: '2026-03-01' } },
    { 'if-match': `"${body.items[0]!.version}"` },
  )
  expect(ended.status).toBe(200)
  await finish(page, '安排')
  await dialog(page).getByText('这个岗位刚有变动。请刷新，看过再办。').waitFor()
  expect(faults().join()).toMatch(/412/)
  await accessible(page)
  await page.reload()
  await settle(page)
  await leaders.getByText('：空缺').waitFor()
  await page.getByRole('region', { name: '以前的人' }).getByRole('row').filter({ hasText: '黄志强' }).waitFor()
  await leaders.getByRole('button', { name: '安排任职：' }).click()
  await choose(dialog(page), '谁来任职', '冼秀珍')
  await finish(page, '安排')
  await leaders.getByText('冼秀珍').waitFor()
  await accessible(page)
})

test('a home of the grid gets its contact on the same page, on a telephone, when both have agreed', async () => {
  const { page, open } = await desk.staffToday(at.villageSecretary, { viewport: 'phone' })
  await open(`/console/members/grids/${at.cooperative.id}`)
  await settle(page)
  const homes = page.getByRole('region', { name: '联系户' })
  await homes.getByRole('button', { name: `联系人：${home}` }).click()
  await homes.getByRole('button', { name: '提一位联系人' }).click()
  await choose(dialog(page), '党员', '冼秀珍')
  await accessible(page)
  await finish(page, '提出')
  await homes.getByText('党员还没答应').first().waitFor()
  for (const side of ['党员', '这一户']) {
    await homes.getByRole('button', { name: '登记答应' }).click()
    await dialog(page).getByRole('radio', { name: side }).check()
    await dialog(page).getByRole('radio', { name: '本人在场' }).check()
    await finish(page, '答应')
    await dialog(page).waitFor({ state: 'hidden' })
    await settle(page)
  }
  await page.getByRole('row').filter({ hasText: home }).getByText('冼秀珍').waitFor()
  await accessible(page)
})
