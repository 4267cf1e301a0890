/** Star ratings (评星定级) in a real browser: the branch begins, a member reads and contests a fact on a phone, it is answered, the star is decided. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '#features/ratings/ratings.contract.ts'
import { aCreditedTraining, aHeldMeeting, aRatedBranch, someRules, type RatedBranch } from '#features/ratings/ratings.samples.ts'
import { startOf } from '#platform/shared/calendar.ts'
import { accessible, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()
let at: RatedBranch
let member = ''

beforeAll(async () => {
  const { owner } = desk.stage.app
  at = await aRatedBranch(owner)
  member = at.members[0]!.personId
  await desk.account(member, 'chen.damei')
  await desk.account(at.secretary, 'ou.yongkang')
  await desk.account(at.villageSecretary, 'pan.guohua')
  await desk.account(at.townLeader, 'chen.yongqiang')
  await desk.account(at.townClerk, 'liang.shaoying.2')
  const [chen, ...rest] = at.members
  await aHeldMeeting(owner, at, [{ ...chen!, attendance: 'absent' }, ...rest.map(each => ({ ...each, attendance: 'present' as const }))])
  await aCreditedTraining(
    owner,
    at,
    at.members.map(each => ({ ...each, hours: 8 })),
  )
})

const onDay = (day: string) => void (desk.stage.app.now = new Date(startOf(day).getTime() + 9 * 3_600_000))
const staff = desk.staffToday

test('the town drafts rules, the guard refuses sign-ins, and a leader adopts them by a named decision', async () => {
  const { page, open, faults } = await staff(at.townClerk)
  await open('/console/ratings/rules')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '起草新规则' }).click()
  await dialog(page).getByLabel('从哪一年起').fill('2025')
  const rule = dialog(page).getByLabel('规则（看会议名册）')
  await rule.fill('每月登录次数满20次')
  await finish(page, '存为草稿')
  await dialog(page)
    .getByText(/“每月登录”不能作要求.*依据：《政务移动互联网应用程序规范化管理办法》/)
    .waitFor()
  await accessible(page)
  faults() // the refusal itself
  await rule.fill('该到的会到了没有，请假获准的不算')
  await finish(page, '存为草稿')
  await page.getByText('履职时数经组织者确认的才算').first().waitFor()
  await accessible(page)

  const leader = await staff(at.townLeader)
  await leader.open('/console/ratings/rules')
  await settle(leader.page)
  await leader.page.getByRole('button', { name: '通过', exact: true }).click()
  await dialog(leader.page).getByLabel('凭什么决定（文号或会议）').fill('西樵镇党委会议纪要〔2026〕2号')
  await finish(leader.page, '通过')
  await leader.page.getByText(/由陈永强凭西樵镇党委会议纪要〔2026〕2号通过/).waitFor()
  await accessible(leader.page)
})

test('a member reads and contests a fact on a phone, someone who did not enter it answers, and the star is decided', async () => {
  await someRules(desk.stage.app.owner, at.townLeader)
  const branch = await staff(at.secretary)
  await branch.open('/console/ratings')
  await settle(branch.page)
  await branch.page.getByRole('button', { name: '开始一年的评星' }).click()
  await dialog(branch.page).getByLabel('评哪一年').fill('2025')
  await finish(branch.page, '开始')
  await branch.page.getByRole('link', { name: '福寿里党支部2025年' }).click()
  await branch.page.getByRole('button', { name: '开始自查' }).click()
  await branch.page.getByText(/本人自查到3月12日为止/).waitFor()
  const names = await branch.page.getByRole('region', { name: '党员' }).getByRole('link').allTextContents()
  expect(names, 'by name, not by points').toEqual(['陈大妹', '何建生', '区永康'])
  await accessible(branch.page)

  const phone = await staff(member, { viewport: 'phone' })
  await phone.open('/console')
  await settle(phone.page)
  await phone.page.getByRole('link', { name: '2025年评星，看看记得对不对' }).click()
  await phone.page.getByRole('heading', { name: '陈大妹2025年评星' }).waitFor()
  await settle(phone.page)
  await phone.page.getByText('这是建议，由人来定。').waitFor()
  await expect.poll(() => phone.page.getByRole('link', { name: '第一季度党员大会' }).getAttribute('href')).toMatch(/^\/console\/meetings\//)
  await accessible(phone.page)
  await phone.page.getByRole('button', { name: /^不对：第一季度党员大会/ }).click()
  await dialog(phone.page).getByLabel('应该是怎样').fill('那天我到了，坐在后排')
  await accessible(phone.page)
  await finish(phone.page, '交上去')
  // 区永康 took the roll.
  await phone.page.getByText(/请潘国华在3月9日前答复/).waitFor()
  await accessible(phone.page)
  await phone.page.getByRole('button', { name: '请由人来定，并说明理由' }).click()
  await phone.page.getByText(/要求由人来定/).waitFor()

  const village = await staff(at.villageSecretary)
  await village.open('/console')
  await settle(village.page)
  await village.page.getByRole('link', { name: '陈大妹对评星提了异议' }).click()
  await village.page.getByRole('button', { name: '答复', exact: true }).click()
  await pick(dialog(village.page), '说得对，改正')
  await dialog(village.page).getByLabel('答复').fill('查了签到册，那天到了')
  await accessible(village.page)
  await finish(village.page, '答复')
  await village.page.getByText('算1次（改正前0次）').waitFor()
  await village.page.getByText('：查了签到册，那天到了').waitFor()

  onDay('2026-03-13')
  await branch.page.clock.setFixedTime(desk.stage.app.now)
  await branch.page.getByRole('button', { name: '进入支部评议' }).click()
  await branch.page.getByText('自查完了，请逐个定星。').waitFor()

  await village.page.clock.setFixedTime(desk.stage.app.now)
  await village.page.reload()
  await settle(village.page)
  await village.page.getByRole('button', { name: '定星' }).click()
  await pick(dialog(village.page), '★★★ 3星')
  await dialog(village.page).getByLabel('理由').fill('会到齐了，学时差一些')
  await accessible(village.page)
  await finish(village.page, '定下来')
  await village.page.getByText(/潘国华3月13日定/).waitFor()
  await accessible(village.page)
  const large = await staff(member, { viewport: 'phone', elder: 20 })
  await large.open('/console/ratings')
  await settle(large.page)
  await accessible(large.page)
  await large.page.getByRole('link', { name: '2025年' }).click()
  await large.page.getByText('算1次（改正前0次）').waitFor()
  await accessible(large.page)
  const { body } = await desk.stage.app.call(member, endpoints.mine)
  expect(body.items[0], 'not told before the list is shown').toMatchObject({ year: 2025, star: null })
})
