/** Drafts of lists (清单草稿) and plans (工作计划) in a real browser: changed on a form, weighed, priced, and never overwritten unseen. */
import { beforeAll, expect, test } from 'vitest'
import { aTemplate } from '#features/duties/duties.samples.ts'
import { endpoints as duties } from '#features/duties/duties.endpoints.contract.ts'
import { endpoints as plans } from '#features/plans/plans.contract.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { accessible, choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()
let templateId = ''

beforeAll(async () => {
  templateId = await aTemplate(desk.stage.app.owner, desk.at.village.id, { name: '新开的服务站', kinds: ['village', 'community'] })
})

const staff = desk.staffToday

/** A colleague saves the draft under another name. */
async function meanwhile(name: string) {
  const { app } = desk.stage
  const { body } = await app.call(desk.at.clerk, duties.templates)
  const draft = body.items.find(({ id }) => id === templateId)!
  const answer = await app.call(
    desk.at.clerk,
    duties.revise,
    { params: { templateId }, body: { ...draft, name } },
    { 'if-match': `"${draft.version}"` },
  )
  expect(answer.status).toBe(200)
}

test('a draft is changed: the guard says what it refuses, the price is shown, and a colleague’s change is put beside mine', async () => {
  const { page, open, faults } = await staff(desk.at.clerk)
  await open('/console/duties/templates')
  await settle(page)
  await page.getByRole('link', { name: '改草稿：新开的服务站' }).click()
  await page.getByRole('heading', { name: '改草稿' }).waitFor()
  await settle(page)
  const save = page.getByRole('button', { name: '存为草稿' })
  await expect.poll(() => save.isDisabled(), { message: 'nothing is saved before it was weighed' }).toBe(true)
  await accessible(page)
  const name = page.getByLabel('要做什么')
  await name.fill('每天打卡开放')
  await page.getByRole('button', { name: '审一审' }).click()
  await page.getByRole('heading', { name: '不能发：1处' }).waitFor()
  await expect.poll(() => save.isDisabled()).toBe(true)

  await name.fill('服务站按时开放')
  await page.getByRole('button', { name: '审一审' }).click()
  await page.getByText('没有碰到禁止的事项。').waitFor()
  await page.getByText('不用谁另外花时间').waitFor()
  await meanwhile('服务站周末开放')
  await save.click()
  const conflict = dialog(page).getByRole('row').filter({ hasText: '要做什么' })
  await conflict.getByText('服务站按时开放').waitFor()
  await expect.poll(() => conflict.innerText()).toContain('服务站周末开放')
  await accessible(page)
  expect(faults(), 'the browser’s own line about the answer').toEqual([expect.stringContaining('412 (Precondition Failed)')])
  await finish(page, '用我的保存')
  await page.getByRole('link', { name: '改草稿：服务站按时开放' }).waitFor()

  const phone = await staff(desk.at.clerk, { viewport: 'phone' })
  await phone.open(`/console/duties/templates/${templateId}/edit`)
  await settle(phone.page)
  await expect.poll(() => phone.page.getByLabel('要做什么').inputValue()).toBe('服务站按时开放')
  await accessible(phone.page)
})

test('a plan is entered: aspect, goal, what counts it, its figure; what is wrong stands beside its field; it fits a phone', async () => {
  await aVenue(desk.stage.app.owner, desk.at.village.id, { openedOn: '2026-01-10' })
  const { page, open, faults } = await staff(desk.at.clerk)
  await open('/console/plans')
  await settle(page)
  await page.getByRole('link', { name: '录计划' }).click()
  await page.getByRole('heading', { name: '录计划' }).waitFor()
  await page.getByRole('button', { name: '保存计划' }).click()
  await page.getByText('这一项要填：计划名称').waitFor()
  const isHere = () =>
    page.getByLabel('计划名称').evaluate(field => field === document.activeElement && field.getBoundingClientRect().top > 0)
  await expect.poll(isHere, { message: 'the first field that is missing, far above the button' }).toBe(true)
  await page.getByLabel('计划名称').fill('三年行动计划（2026—2028年）')
  await page.getByLabel('从哪天起').fill('2026-01-01')
  await page.getByLabel('到哪天止').fill('2028-12-31')
  await page.getByLabel('第1个方面叫什么').fill('阵地建设')
  await page.getByLabel('方面1目标1：要做成什么').fill('新开党群服务站')
  await page.getByLabel('方面1目标1：要多少').fill('3')
  await page.getByLabel('方面1目标1：单位').fill('个')
  await page.getByText('一项指标', { exact: true }).click()
  await choose(page, '方面1目标1：哪一项指标', '新启用的党群服务站')
  await choose(page, '方面1目标1：报告里的数字', '经济社党群服务站')
  await page.getByRole('button', { name: '第1个方面加一个目标' }).click()
  await page.getByLabel('方面1目标2：要做成什么').fill('修好每个路口的灯')
  await page.getByText('逐个项目验收', { exact: true }).last().click()
  await page.getByRole('button', { name: '方面1目标2加一个项目' }).click()
  await page.getByLabel('方面1目标2项目1：做什么').fill('北街路灯')
  await choose(page, '方面1目标2项目1：哪里做', await villageName())
  await page.getByLabel('方面1目标2项目1：哪天到期').fill('2026-06-30')
  await page.getByLabel('方面1目标2：哪天到期').fill('2029-01-01')
  await accessible(page)
  await page.getByRole('button', { name: '保存计划' }).click()
  await page.getByText('到期日不在计划期内').waitFor()
  expect(faults().every(fault => fault.includes('422'))).toBe(true)
  await page.getByLabel('方面1目标2：哪天到期').fill('2026-12-31')
  await page.getByRole('button', { name: '保存计划' }).click()
  const goal = page.getByRole('row').filter({ hasText: '新开党群服务站' })
  await goal.getByText('3个').waitFor()
  const planId = new URL(page.url()).searchParams.get('planId')!
  const { body } = await desk.stage.app.call(desk.at.clerk, plans.get, { params: { planId } })
  expect(body.aspects[0]!.goals.map(({ figure, indicator }) => [figure, indicator])).toEqual([
    ['T07', 'venues.openedStation'],
    [null, null],
  ])
  await page.getByRole('row').filter({ hasText: '修好每个路口的灯' }).getByText('0/1项').waitFor()
  await page.getByText('修好每个路口的灯：看1个事项').click()
  await page.getByRole('table', { name: '修好每个路口的灯的事项' }).getByText('北街路灯').waitFor()
  await accessible(page)
  await goal.getByRole('link', { name: '新开党群服务站：1个' }).click()
  await page.getByRole('heading', { name: '新启用的党群服务站数' }).waitFor()
  await settle(page)
  await expect.poll(() => page.locator('.big-number').innerText(), { message: 'the same number, with its records' }).toBe('1个')

  const phone = await staff(desk.at.clerk, { viewport: 'phone' })
  await phone.open('/console/plans/new')
  await settle(phone.page)
  await phone.page.getByText('逐个项目验收', { exact: true }).click()
  await phone.page.getByRole('button', { name: '方面1目标1加一个项目' }).click()
  await accessible(phone.page)
})

async function villageName(): Promise<string> {
  const { shortName } = await desk.stage.app.owner
    .selectFrom('unitPeriod')
    .where('unitId', '=', desk.at.village.id)
    .select('shortName')
    .executeTakeFirstOrThrow()
  return shortName
}
