/** Accounts (账号) at the console: the system administrator opens one, and the security administrator has the link to give. */
import { expect, test } from 'vitest'
import { anAuthenticator } from '#features/accounts/accounts.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { troubles } from './console-look.ts'
import { choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()

test('an account is opened for a colleague; whoever opened it never sees the link, who releases it does', async () => {
  const { app } = desk.stage
  const [system, security] = [
    await aHolder(app.owner, 'systemAdministrator', desk.at.town.id, { name: '霍文强', title: '系统管理员' }),
    await aHolder(app.owner, 'securityAdministrator', desk.at.town.id, { name: '郭家权', title: '安全管理员' }),
  ]
  await aHolder(app.owner, 'gridLeader', desk.at.group.id, { name: '麦慧珍', title: '小组长' })
  await desk.account(system, 'huo.wenqiang')
  await desk.account(security, 'guo.jiaquan')
  await anAuthenticator(app.owner, app.platform.sealing, security)
  const look = { viewport: 'desktop', elder: 0 } as const

  const { page, open } = await desk.staff(system)
  await open('/console/accounts')
  await settle(page)
  await page.getByRole('button', { name: '开账号' }).click()
  await choose(dialog(page), '给谁', '麦慧珍')
  await dialog(page).getByLabel('登录名').fill('Mai.Huizhen')
  expect(await troubles(page, look)).toEqual([])
  await finish(page, '开账号')
  await dialog(page).getByText('请告诉安全管理员').waitFor()
  await expect.poll(() => page.getByText('/sign-in/link/').count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('row').filter({ hasText: 'mai.huizhen' }).getByText('链接等安全管理员放行').waitFor()

  const other = await desk.staff(security)
  await other.open('/console/accounts?q=mai')
  await settle(other.page)
  await expect.poll(() => other.page.getByRole('button', { name: '开账号' }).count()).toBe(0)
  await other.page.getByRole('button', { name: '放行，拿链接：麦慧珍' }).click()
  await finish(other.page, '放行，拿链接')
  await dialog(other.page).getByText('/sign-in/link/').waitFor()
  expect(await troubles(other.page, look)).toEqual([])
})
