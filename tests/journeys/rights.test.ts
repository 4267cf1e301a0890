/** Rights over one's own data (个人信息权利) in a real browser: a member without account reads, contests a fact; the office corrects; the member sees it. */
import { beforeAll, expect, test } from 'vitest'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints } from '#features/rights/rights.contract.ts'
import { accessible, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()
let at: SampleBranch
let member = ''
let officer = ''
beforeAll(async () => {
  const { owner } = desk.stage.app
  at = await aBranch(owner)
  member = await aMember(owner, at.village.id, '阿卜杜拉·买买提')
  officer = await aHolder(owner, 'privacyOfficer', at.town.id, { name: '麦慧敏', title: '个人信息保护负责人' })
  await desk.account(at.villageSecretary, 'pan.guohua')
  await desk.account(officer, 'mai.huimin')
  await aMembership(owner, member, { bodyId: at.branchId, unitId: at.cooperative.id })
})

test('a member reads what is kept with a code, contests a fact, the office corrects it, and the member sees the answer and who looked', async () => {
  const issue = () =>
    desk.stage.app.call(at.villageSecretary, endpoints.issueCode, { params: { personId: member }, body: { identity: 'idCard' } })
  const { body } = await issue()
  const resident = await desk.stage.visitor()
  await resident.open('/my')
  await resident.page.getByRole('link', { name: '看我的信息' }).click()
  await resident.check()
  await resident.checkWords()
  await resident.page.getByLabel('查看码').fill(body.code)
  await resident.page.getByRole('button', { name: '打开' }).click()
  await resident.page.getByRole('heading', { name: '阿卜杜拉·买买提的信息' }).waitFor()
  await expect.poll(() => resident.page.getByText('福寿里党支部', { exact: true }).count()).toBe(1)
  await resident.check()
  await resident.page.getByLabel('哪里不对，要怎样').fill('我是流动党员，类别写错了。')
  await resident.page.getByRole('button', { name: '交上去' }).click()
  await resident.page.getByRole('heading', { name: '改错：收到了' }).waitFor()
  await resident.check()

  const { page, open } = await desk.staffToday(officer)
  await open('/console/rights')
  await settle(page)
  await accessible(page)
  const row = page.getByRole('row').filter({ hasText: '类别写错了' })
  await row.getByRole('button', { name: '身份核对好了' }).click()
  await row.getByRole('button', { name: '查到资料了' }).click()
  await row.getByRole('button', { name: '答复' }).click()
  await pick(dialog(page), '已改正')
  await dialog(page).getByLabel('答复').fill('已改成流动党员。')
  await finish(page, '答复')
  await row.getByText('已答复：已改成流动党员。').waitFor()
  await accessible(page)

  const secretary = await desk.staffToday(at.villageSecretary)
  await secretary.open('/console/members')
  await settle(secretary.page)
  await expect
    .poll(() => secretary.page.getByText('阿卜杜拉·买买提', { exact: true }).count(), { message: 'a member, and one in no grid' })
    .toBe(2)
  await accessible(secretary.page)

  const again = await desk.stage.visitor({ elder: 24 })
  await again.open('/my/code')
  await again.page.getByLabel('查看码').fill(body.code)
  await again.page.getByRole('button', { name: '打开' }).click()
  await again.page.getByText('查看码不对、用过或过期了').waitFor()
  await again.page.getByLabel('查看码').fill((await issue()).body.code)
  await again.page.getByRole('button', { name: '打开' }).click()
  await again.page.getByText('已改成流动党员。').waitFor()
  await expect
    .poll(() => again.page.getByText('潘国华', { exact: true }).count(), { message: 'who looked: twice a code was given' })
    .toBe(2)
  await again.check()
})
