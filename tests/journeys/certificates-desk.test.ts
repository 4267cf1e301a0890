/** Volunteer certificates (志愿服务证明) at the desk: asked for at the counter, issued after the notice, revoked by two. */
import { afterEach, expect, test } from 'vitest'
import { endpoints } from '#features/certificates/certificates.contract.ts'
import { installKey } from '#features/certificates/certificates.keys.actions.ts'
import { later, lockedHours, monday, wanted } from '#features/certificates/certificates.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aVolunteer } from '#features/volunteering/volunteering.samples.ts'
import { accessible, dialog, finish, pick, settle, useConsole, verb } from './console.ts'

const desk = useConsole()
afterEach(() => {
  desk.stage.app.now = monday
})

test('an office issues after the notice; a second person agrees to the revocation', async () => {
  const { app } = desk.stage
  await app.as({ kind: 'job', townId: 1, name: 'test' }, installKey)
  const person = await aVolunteer(app.owner, desk.at.village.id, { name: '潘国华' })
  await lockedHours(app.owner, desk.at.village.id, person, '2026-01-10', { grade: 'onSite' })
  app.now = monday
  const { body } = await app.call(desk.at.townClerk, endpoints.askFor, { body: wanted(desk.at.town.id, { personId: person }) })
  const { page, open } = await desk.staffToday(desk.at.townClerk)
  await open('/console/certificates')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '代为申请' }).click()
  await dialog(page).getByLabel('本人同意公示7天').waitFor()
  await accessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '潘国华' }).click()
  await page.getByText('公示中').waitFor()
  await expect.poll(() => verb(page, '开证明').count(), { message: 'posted for seven days first' }).toBe(0)
  app.now = later(8)
  await page.reload()
  await settle(page)
  await verb(page, '开证明').click()
  await dialog(page).getByLabel('负责人').fill('麦国强')
  await dialog(page).getByLabel('办公电话').fill('0757-00001234')
  await finish(page, '开出')
  await page.getByText(/编号ZM2026-00001/).waitFor()
  await accessible(page)
  await verb(page, '提出撤销').click()
  await dialog(page).getByLabel('为什么撤销').fill('冒用他人姓名')
  await finish(page, '提出')
  await page.getByText('有效，有人提出撤销').first().waitFor()
  await expect.poll(() => verb(page, '核对撤销').count(), { message: 'not whoever proposed it' }).toBe(0)

  const second = await aHolder(app.owner, 'townClerk', desk.at.town.id, { name: '邓锦成' })
  await desk.account(second, 'deng.jincheng')
  const other = await desk.staffToday(second, { viewport: 'phone' })
  await other.open(`/console/certificates/${body.id}`)
  await settle(other.page)
  await verb(other.page, '核对撤销').click()
  await pick(dialog(other.page), '同意撤销')
  await finish(other.page, '确定')
  await other.page.getByText('已撤销').first().waitFor()
  await accessible(other.page)
}, 90_000)
