/** Party organisations and departments (党组织和部门) at the console: founded, moved and dissolved, each tried first. */
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { troubles } from './console-look.ts'
import { accessible, choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()

test.each(['desktop', 'phone'] as const)(
  'on a %s: the office founds a branch, sees what each change would do, and dissolves it',
  async viewport => {
    const { app } = desk.stage
    const name = viewport === 'phone' ? '渔涌口党支部' : '石桥头党支部'
    const committee = viewport === 'phone' ? '渔涌村党委' : '石桥村党委'
    await aBody(app.owner, 'committee', { name: committee, unitIds: [desk.at.village.id] })
    const { page, open } = await desk.staffToday(desk.at.townClerk, { viewport })
    const look = { viewport, elder: 0 }
    await open('/console/bodies?line=party')
    await settle(page)
    expect(await troubles(page, look)).toEqual([])
    await accessible(page)

    await page.getByRole('button', { name: '成立组织' }).click()
    await choose(page, '类型', '党支部')
    await dialog(page).getByLabel('名称').fill(name)
    await choose(page, '上级', committee)
    await choose(page, '管哪里', '柳河')
    await finish(page, '先看看会怎样')
    await dialog(page).getByText('现在还没有改。').waitFor()
    await expect.poll(() => dialog(page).getByRole('row', { name: /^上级/ }).innerText()).toMatch(new RegExp(`还没有\\s+${committee}`))
    expect(await troubles(page, look)).toEqual([])
    await finish(page, '确定成立')
    await dialog(page).waitFor({ state: 'hidden' })

    await open(`/console/bodies?q=${encodeURIComponent(name)}`)
    const row = page.getByRole('row').filter({ hasText: name })
    await row.getByText(committee).waitFor()
    await row.getByRole('button', { name: `更名：${name}` }).click()
    await dialog(page).getByLabel('名称').fill(`${name}（新）`)
    await finish(page, '先看看会怎样')
    await finish(page, '确定更名')
    await dialog(page).waitFor({ state: 'hidden' })
    await row.getByText(`${name}（新）`).waitFor()

    await row.getByRole('button', { name: `撤销：${name}（新）` }).click()
    await dialog(page).getByLabel('从哪一天起').fill('2026-04-01')
    await finish(page, '先看看会怎样')
    await dialog(page).getByRole('row', { name: /^名称/ }).getByText('已撤销').waitFor()
    await accessible(page)
    await finish(page, '确定撤销')
    await dialog(page).waitFor({ state: 'hidden' })
    await open(`/console/bodies?q=${encodeURIComponent(name)}&asOf=2026-04-01`)
    await page.getByText('没有符合的组织').waitFor()
  },
)

test('the office merges one branch into another and splits it again, and its history tells both', async () => {
  const { app } = desk.stage
  await aBody(app.owner, 'branch', { name: '榕树头党支部', unitIds: [desk.at.village.id] })
  const other = await aBody(app.owner, 'branch', { name: '水井边党支部', unitIds: [desk.at.group.id] })
  await aHolder(app.owner, 'branchSecretary', desk.at.group.id, { name: '潘国华', bodyId: other })
  const { page, open } = await desk.staffToday(desk.at.townClerk)
  const look = { viewport: 'desktop', elder: 0 } as const
  await open(`/console/bodies?q=${encodeURIComponent('党支部')}`)
  await page.getByRole('button', { name: '合并：榕树头党支部' }).click()
  await choose(page, '要并进来的组织', '水井边党支部')
  await finish(page, '先看看会怎样')
  await dialog(page).getByText('转给“榕树头党支部”的有：岗位1。').waitFor()
  await dialog(page).getByRole('table', { name: '水井边党支部' }).getByText('已撤销').first().waitFor()
  expect(await troubles(page, look)).toEqual([])
  await accessible(page)
  await finish(page, '确定合并')
  await dialog(page).waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: '拆分：榕树头党支部' }).click()
  await dialog(page).getByLabel('名称').fill('石阶党支部')
  await choose(page, '管哪里', '福寿里小组')
  await dialog(page).getByLabel('从哪一天起').fill('2026-03-09')
  await finish(page, '先看看会怎样')
  await dialog(page).getByRole('table', { name: '石阶党支部' }).getByText('还没有').first().waitFor()
  await finish(page, '确定拆分')
  await dialog(page).waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: '沿革：榕树头党支部' }).click()
  await dialog(page).getByText('来自水井边党支部').waitFor()
  await dialog(page).getByText('管过的地方').waitFor()
  await accessible(page)
})

test('whoever keeps no list reads it and is offered nothing', async () => {
  await aBody(desk.stage.app.owner, 'committee', { name: '樵岭村党委', unitIds: [desk.at.village.id] })
  const secretary = await aHolder(desk.stage.app.owner, 'villageSecretary', desk.at.village.id, { name: '关伟明' })
  await desk.account(secretary, 'guan.weiming')
  const { page, open } = await desk.staffToday(secretary)
  await open(`/console/bodies?q=${encodeURIComponent('樵岭')}`)
  await page.getByText('樵岭村党委').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '成立组织' }).count()).toBe(0)
  await expect.poll(() => page.getByRole('button', { name: /^更名/ }).count()).toBe(0)
})
