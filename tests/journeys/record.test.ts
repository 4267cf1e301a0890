/** The public record at the desk (公开存证) in a real browser: the clerk names a witness, asks for one, and is refused in words. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { anEntry, aWitness, theMinute } from '#features/record/record.samples.ts'
import { accessible, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()

test('the clerk names a witness by its key, and sets how many must have seen it', async () => {
  const { page, open, faults } = await desk.staffToday(desk.at.townClerk)
  await open('/console/record')
  await settle(page)
  await page.getByText('还没有见证人').waitFor()
  await accessible(page)
  await page.getByRole('button', { name: '登记见证人' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('哪个单位').fill('民乐社区')
  await dialog.getByLabel('公钥').fill('minle.example/w+00000000+not-a-key')
  await dialog.getByRole('button', { name: /登\s*记/ }).click()
  await dialog.getByText('这不是见证人的公钥').waitFor()
  await dialog.getByLabel('公钥').fill(aWitness(41, 'minle.example/w').vkey)
  await dialog.getByRole('button', { name: /登\s*记/ }).click()
  await page.getByRole('row').filter({ hasText: '民乐社区' }).getByText('还没有看过').waitFor()

  await page.getByRole('button', { name: '定要几个见证人' }).click()
  await page.getByRole('dialog').getByRole('spinbutton').fill('2')
  await page.getByRole('dialog').getByRole('button', { name: '定下来' }).click()
  await page.getByRole('dialog').getByText('要求的人数比见证人还多').waitFor()
  await page.getByRole('dialog').getByRole('spinbutton').fill('1')
  await page.getByRole('dialog').getByRole('button', { name: '定下来' }).click()
  await page.getByText('要1个见证人看过').waitFor()
  await accessible(page)
  await expect.poll(() => page.getByRole('button', { name: '换签名的钥匙' }).count(), { message: 'the system administrator’s' }).toBe(0)
  expect(
    faults().every(fault => fault.includes('422')),
    'the two refusals',
  ).toBe(true)
})

test('a new record is begun by two: one proposes it and drops it again, proposes anew, and another begins it', async () => {
  const { app } = desk.stage
  const { id: town } = await app.owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  const [first, second] = [
    await aHolder(app.owner, 'systemAdministrator', town, { name: '陈志豪', title: '系统管理员' }),
    await aHolder(app.owner, 'systemAdministrator', town, { name: '黎晓彤', title: '系统管理员' }),
  ]
  await desk.account(first, 'chen.zhihao')
  await desk.account(second, 'li.xiaotong')
  await anEntry(app, 'sample/first')
  await theMinute(app)

  const one = await desk.staffToday(first)
  const { page } = one
  await one.open('/console/record')
  await settle(page)
  await page.getByText('共1条').waitFor()
  const propose = async (reason: string) => {
    await page.getByRole('button', { name: '提出另开一本' }).click()
    await dialog(page).getByLabel('原因').fill(reason)
    await accessible(page)
    await finish(page, '提出')
    await dialog(page).waitFor({ state: 'detached' })
    await page.getByText(`原因：${reason}`).waitFor()
  }
  await propose('钥匙可能被人拿走了。')
  await expect.poll(() => page.getByRole('button', { name: '同意另开' }).count(), { message: 'whoever proposed does not begin it' }).toBe(0)
  await expect.poll(() => page.getByRole('button', { name: '提出另开一本' }).count(), { message: 'one at a time' }).toBe(0)
  await accessible(page)
  await page.getByRole('button', { name: '不开了' }).click()
  await dialog(page).getByText('钥匙可能被人拿走了。').waitFor()
  await accessible(page)
  await finish(page, '不开了')
  await page.getByRole('button', { name: '提出另开一本' }).waitFor()
  await propose('服务器坏了，从备份恢复。')

  // The clerk of the town sees nothing of it until it is done.
  const clerk = await desk.staffToday(desk.at.townClerk)
  await clerk.open('/console/record')
  await settle(clerk.page)
  await expect.poll(() => clerk.page.getByText('服务器坏了').count()).toBe(0)

  const other = await desk.staffToday(second)
  await other.open('/console/record')
  await settle(other.page)
  await other.page.getByRole('button', { name: '同意另开' }).click()
  await dialog(other.page).getByText('原因：服务器坏了，从备份恢复。').waitFor()
  await accessible(other.page)
  await finish(other.page, '另开')
  await dialog(other.page).waitFor({ state: 'detached' })
  await other.page.getByText(/停在第1条。原因：服务器坏了，从备份恢复。/).waitFor()
  await accessible(other.page)
  await theMinute(app)
  await clerk.open('/console/record')
  await settle(clerk.page)
  await clerk.page.getByText(/停在第1条。原因：服务器坏了/).waitFor()
  const reader = await desk.stage.visitor()
  await reader.open('/record')
  await reader.page.getByRole('heading', { name: '换过账本' }).waitFor()
  await reader.page.getByText('停在第1条').waitFor()
  await reader.check()
  await reader.checkWords()
})
