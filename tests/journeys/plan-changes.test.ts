/** Changing a work plan (改工作计划) in a real browser: a draft beside a colleague's, adopted, then revised with a reason; the old text stays. */
import { expect, test } from 'vitest'
import { endpoints } from '#features/plans/plans.contract.ts'
import { problems } from '#platform/shared/problem.ts'
import { accessible, dialog, finish, readAnew, settle, useConsole } from './console.ts'

const desk = useConsole()

async function aDraft() {
  const goals = [
    { name: '修好每个路口的灯', measure: '盏', items: [{ name: '北街路灯', unitId: desk.at.village.id, dueOn: '2026-06-30' }] },
    { name: '新开党群服务站', target: 3, measure: '个', indicator: 'venues.openedStation' },
    { name: '评选星级站点', target: 2, measure: '个', selection: 'starStation' },
  ]
  const body = {
    unitId: desk.at.village.id,
    name: '2026年计划',
    from: '2026-01-01',
    to: '2026-12-31',
    aspects: [{ name: '阵地建设', goals }],
  }
  return (await desk.stage.app.call(desk.at.clerk, endpoints.create, { body })).body
}

test('a draft is changed beside a colleague’s change and adopted; then it changes by a revision that keeps the old text', async () => {
  const { app } = desk.stage
  const plan = await aDraft()
  const params = { planId: plan.id }
  const { page, open, faults } = await desk.staffToday(desk.at.clerk)
  await open(`/console/plans?planId=${plan.id}`)
  await settle(page)
  await page.getByText('还是草稿，只有办公室看得到。').waitFor()
  await accessible(page)
  await page.getByRole('link', { name: '改草稿' }).click()
  await page.getByRole('heading', { name: '改计划' }).waitFor()
  await settle(page)
  const name = page.getByLabel('计划名称')
  await name.fill('2026年办实事计划')
  await page.getByLabel('方面1目标1项目1：哪天到期').fill('2026-05-31')
  await page.getByLabel('方面1目标3项目1：做什么').fill('北街的名额')
  await accessible(page)
  const read = `/api/plans/${plan.id}`
  await page.route(`**${read}`, route => route.fulfill({ status: 500, json: problems.unexpected }))
  await readAnew(page, read)
  await page.getByText(problems.unexpected.title).waitFor()
  await expect.poll(() => name.inputValue(), { message: 'a reading that failed leaves the form' }).toBe('2026年办实事计划')
  await page.unroute(`**${read}`)
  faults() // the 500 itself
  const colleague = { ...plan, name: '2026年民生计划' }
  expect((await app.call(desk.at.clerk, endpoints.edit, { params, body: colleague }, { 'if-match': '"1"' })).status).toBe(200)
  await page.getByRole('button', { name: '保存草稿' }).click()
  const row = dialog(page).getByRole('row').filter({ hasText: '计划名称' })
  await row.getByText('2026年办实事计划').waitFor()
  await expect.poll(() => row.innerText()).toContain('2026年民生计划')
  await expect.poll(() => dialog(page).getByRole('row').filter({ hasText: '第1个方面' }).innerText()).toContain('北街路灯（2026-05-31）')
  await accessible(page)
  expect(faults(), 'the browser’s own line about the answer').toEqual([expect.stringContaining('412 (Precondition Failed)')])
  await finish(page, '用我的保存')
  await page.getByRole('button', { name: '定下来' }).waitFor()
  const saved = (await app.call(desk.at.clerk, endpoints.get, { params })).body
  expect([saved.name, saved.version, saved.aspects[0]!.goals[0]!.items[0]!.dueOn]).toEqual(['2026年办实事计划', 3, '2026-05-31'])
  expect(saved.aspects[0]!.goals[2]!.items.map(({ name: place }) => place)).toEqual(['北街的名额', '星级站点名额2'])

  await page.getByRole('button', { name: '定下来' }).click()
  await accessible(page)
  await finish(page, '定下来')
  await page.getByText('定下来，人人看得到。').waitFor()

  await page.getByRole('link', { name: '修订' }).click()
  await settle(page)
  await page.getByLabel('计划名称').fill('2026年办实事计划（修订）')
  await page.getByLabel('方面1目标2：要多少').fill('5')
  await expect
    .poll(() => page.getByRole('button', { name: '不要方面1目标1项目1' }).count(), { message: 'an adopted item is not lost' })
    .toBe(0)
  await page.getByRole('button', { name: '保存修订' }).click()
  await page.getByText('这一项要填：为什么改').waitFor()
  await page.getByLabel('为什么改').fill('镇里多给了两个站')
  await page.getByRole('button', { name: '保存修订' }).click()
  await page.getByRole('heading', { name: '改过1次' }).waitFor()
  await page.getByText('：镇里多给了两个站').click()
  await page.getByText('阵地建设：新开党群服务站，3个').waitFor()
  await accessible(page)

  const { id: itemId, version } = (await app.call(desk.at.clerk, endpoints.get, { params })).body.aspects[0]!.goals[0]!.items[0]!
  const done = { params: { itemId }, body: { doneOn: '2026-03-02' } }
  expect((await app.call(desk.at.clerk, endpoints.accept, done, { 'if-match': `"${version}"` })).status).toBe(200)

  const phone = await desk.staffToday(desk.at.clerk, { viewport: 'phone' })
  await phone.open(`/console/plans/${plan.id}/edit`)
  await settle(phone.page)
  await expect.poll(() => phone.page.getByLabel('计划名称').inputValue()).toBe('2026年办实事计划（修订）')
  await phone.page.getByText('方面1目标1：1个项目已经验收或不再做，不能改').click()
  await phone.page.getByText(/^北街路灯，.*5月31日$/).waitFor()
  await expect.poll(() => phone.page.getByLabel('方面1目标1项目1：做什么').count(), { message: 'no field for what stays' }).toBe(0)
  await accessible(phone.page)
  await phone.page.getByLabel('方面1目标1：要做成什么').fill('修好每个路口的路灯')
  await phone.page.getByLabel('为什么改').fill('写清楚')
  await phone.page.getByRole('button', { name: '保存修订' }).click()
  await phone.page.getByRole('heading', { name: '改过2次' }).waitFor()
  const kept = (await app.call(desk.at.clerk, endpoints.get, { params })).body.aspects[0]!.goals[0]!
  expect([kept.name, kept.items.map(({ id, doneOn }) => [id, doneOn])]).toEqual(['修好每个路口的路灯', [[itemId, '2026-03-02']]])
})

test('who has no say in a plan is told so, and finds no button', async () => {
  const plan = await aDraft()
  const { page, open, faults } = await desk.staffToday(desk.at.department.officer)
  await open(`/console/plans/${plan.id}/edit`)
  await page.getByText('没有这个计划。').waitFor()
  expect(faults().every(fault => fault.includes('404'))).toBe(true)
  await desk.stage.app.call(
    desk.at.clerk,
    endpoints.adopt,
    { params: { planId: plan.id }, body: { adoptedOn: '2026-03-02' } },
    { 'if-match': '"1"' },
  )
  await page.reload()
  await page.getByText('这个计划不归您改').waitFor()
  await open(`/console/plans?planId=${plan.id}`)
  await settle(page)
  await expect.poll(() => page.getByRole('link', { name: '修订' }).count()).toBe(0)
})
