/** Drafts of lists (清单草稿) and plans (工作计划) in a real browser: changed on a form, weighed, priced, and never overwritten unseen. */
import { beforeAll, expect, test } from 'vitest'
import { aTemplate } from '#features/duties/duties.samples.ts'
import { endpoints as duties } from '#features/duties/duties.endpoints.contract.ts'
import { accessible, dialog, finish, settle, useConsole } from './console.ts'

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
  expect(await save.isDisabled(), 'nothing is saved before it was weighed').toBe(true)
  await accessible(page)
  const name = page.getByLabel('要做什么')
  await name.fill('每天打卡开放')
  await page.getByRole('button', { name: '审一审' }).click()
  await page.getByRole('heading', { name: '不能发：1处' }).waitFor()
  expect(await save.isDisabled()).toBe(true)

  await name.fill('服务站按时开放')
  await page.getByRole('button', { name: '审一审' }).click()
  await page.getByText('没有碰到禁止的事项。').waitFor()
  await page.getByText('不用谁另外花时间').waitFor()
  await meanwhile('服务站周末开放')
  await save.click()
  const conflict = dialog(page).getByRole('row').filter({ hasText: '要做什么' })
  await conflict.getByText('服务站按时开放').waitFor()
  expect(await conflict.innerText()).toContain('服务站周末开放')
  await accessible(page)
  expect(faults(), 'the browser’s own line about the answer').toEqual([expect.stringContaining('412 (Precondition Failed)')])
  await finish(page, '用我的保存')
  await page.getByRole('link', { name: '改草稿：服务站按时开放' }).waitFor()

  const phone = await staff(desk.at.clerk, { viewport: 'phone' })
  await phone.open(`/console/duties/templates/${templateId}/edit`)
  await settle(phone.page)
  expect(await phone.page.getByLabel('要做什么').inputValue()).toBe('服务站按时开放')
  await accessible(phone.page)
})
