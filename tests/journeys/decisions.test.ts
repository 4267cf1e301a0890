/** Decisions (四议两公开) in a real browser: a cooperative's lease from the proposal to the end, with both disclosures, on a moved clock. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { anEntry } from '#features/matters/matters.samples.ts'
import { aDecidingPlace, lease, matterDriver, type DecidingPlace } from '#features/decisions/decisions.samples.ts'
import { registersOf, settleBoard } from '#features/decisions/decisions.votes.samples.ts'
import { accessible, choose, dialog, finish, go, pick, settle, useConsole } from './console.ts'
import { act, backFromVote, callMeeting, countMeeting, endNotice, publishNotice, refused, writeNotice } from './decision-steps.ts'

const desk = useConsole()
const code = '440605122298'

async function aPlace() {
  const { app } = desk.stage
  const place = await aDecidingPlace(app.owner, [anEntry('A10')])
  await app.owner.updateTable('unit').set({ code }).where('id', '=', place.village.id).execute()
  await settleBoard(app, place)
  await desk.account(place.clerk, 'li.shaoling.decides')
  await desk.account(place.supervisor, 'chen.yuehao.decides')
  return place
}

test('a lease goes from the proposal to the end at the desk, and a resident without script follows it', async () => {
  const { app } = desk.stage
  app.now = new Date('2026-03-02T01:00:00Z')
  const place = await aPlace()
  await registersOf(app, place, 6)
  const { follow } = matterDriver(app)
  const { page, open, faults } = await desk.staffToday(place.clerk)
  await open('/console/decisions')
  await settle(page)
  await accessible(page)
  await page.getByRole('button', { name: '起草一件' }).click()
  await choose(dialog(page), '哪里的事', '福寿里')
  await choose(dialog(page), '清单里的哪一项', 'A10')
  await dialog(page).getByLabel('题目').fill(lease.title)
  await dialog(page).getByLabel('议题的内容').fill(lease.text)
  await choose(dialog(page), '提议的人', '潘国梁')
  await accessible(page)
  await finish(page, '起草')
  await page.getByRole('heading', { name: lease.title, level: 1 }).waitFor()
  await dialog(page).waitFor({ state: 'detached' })
  await accessible(page)
  const matter = follow(page.url().split('/').at(-1)!, place)

  await act(page, '登记', async part => part.getByLabel('哪一天').fill('2026-03-02'))
  await page.getByRole('heading', { name: '已登记' }).waitFor()
  await page.getByText('潘国梁（提议）').first().waitFor() // asked, and not answered yet
  await declare(page, '潘国梁', '提议')
  await declare(page, '陈月好', '监督')

  const resident = await desk.stage.visitor()
  await resident.open(`/decisions?village=${code}`)
  await resident.page.getByRole('link', { name: new RegExp(lease.title) }).click()
  await resident.page.getByLabel('您的意见').fill('租期五年太长，三年就好')
  await resident.page.getByRole('button', { name: '说意见' }).click()
  await resident.page.getByText('收到了，谢谢您。').waitFor()
  await resident.check()
  await resident.checkWords()

  const way = new URL(page.url()).pathname
  const host = '福寿里经济社'
  const board = await callMeeting(page, {
    host,
    kind: '理事会',
    title: '理事会议租厂房',
    startsAt: '2026-03-02T08:30',
    notice: '2026-02-27',
  })
  await go(page, way)
  await act(page, '放进会议', async part => {
    await choose(part, '哪一次会议', '理事会议租厂房')
    for (const person of ['梁1', '梁2', '梁3']) await askBoard(page, person)
    await accessible(page)
  })
  await page.getByText('“社委会商议”的会议还没有开完').waitFor()
  await countMeeting(page, board)
  await seats(matter, place, 'boardConsultation')
  await backFromVote(page, way)
  await act(page, '登记结果', presided)
  await page.getByRole('heading', { name: '社委会已商议' }).waitFor()

  await seats(matter, place, 'membersFirst')
  await act(
    page,
    '登记首议意见',
    async part => {
      await part.getByText('改了再办', { exact: true }).click()
      await part.getByLabel('理由').fill('租期改为三年')
      await part.getByLabel('哪一天开的').fill('2026-03-02')
      await presided(part)
    },
    '登记',
  )
  await page.getByRole('heading', { name: '党员已首议' }).waitFor()
  await expect.poll(() => page.getByRole('button', { name: '答复首议意见' }).count(), { message: 'not who entered the opinion' }).toBe(0)
  await matter.answer('partly', '租期改为四年')
  await page.getByRole('button', { name: /^答复：租期五年/ }).click()
  await dialog(page).getByLabel('答复').fill('租期已改为四年')
  await finish(page, '答复')
  await dialog(page).waitFor({ state: 'detached' })
  await seats(matter, place, 'partyResearch')
  await reload(page)
  await act(page, '登记结果', async part => {
    await part.getByText('同意往下办').click()
    await part.getByLabel('哪一天开的').fill('2026-03-02')
    await presided(part)
  })
  await page.getByRole('heading', { name: '党组织已研究' }).waitFor()

  const assembly = await callMeeting(page, {
    host,
    kind: '成员大会',
    title: '成员大会议租厂房',
    startsAt: '2026-03-16T09:30',
    notice: '2026-03-02',
  })
  await go(page, way)
  await act(page, '放进会议', part => choose(part, '哪一次会议', '成员大会议租厂房'))
  await page.getByRole('heading', { name: '已通知开会' }).waitFor()
  await at(page, '2026-03-16T02:30:00Z')
  await reload(page)
  await countMeeting(page, assembly, { abstain: 1 })
  await seats(matter, place, 'assembly')
  await backFromVote(page, way)
  await act(page, '登记结果', async part => {
    await presided(part)
    await part.getByLabel('最迟哪一天公开结果').fill('2026-06-30')
  })
  await page.getByRole('heading', { name: '已决议' }).waitFor()
  await accessible(page)

  const supervisor = await desk.staffToday(place.supervisor)
  await supervisor.open('/console/notices')
  await settle(supervisor.page)
  const agreed = { content: lease.text, issuedOn: '2026-03-16', resultDueOn: '2026-06-30' }
  const decision = await writeNotice(page, '决议公开', agreed)
  await publishNotice(supervisor.page, decision)
  await go(page, way)
  await page.getByRole('heading', { name: '决议公开中' }).waitFor()
  await refused(page, '开始办', contract, '还差')
  expect(faults()).toMatchObject([expect.stringContaining('409')]) // the period has not run out
  await at(page, '2026-03-26T01:00:00Z')
  await reload(page)
  await endNotice(page, decision, '公开期间没有异议')
  await go(page, way)
  await page.getByText('请先登记挂牌编号和日子').waitFor()
  await act(
    page,
    '登记挂牌',
    async part => {
      await part.getByLabel('挂牌编号').fill('NH2026-0005')
      await part.getByLabel('哪一天挂牌').fill('2026-03-26')
      await accessible(page)
    },
    '登记',
  )
  await act(page, '开始办', contract)
  await page.getByRole('heading', { name: '正在办' }).waitFor()
  const result = await writeNotice(page, '结果公开', { content: '旧厂房租给福顺五金，租期四年，租金已经入账。', issuedOn: '2026-03-26' })
  await at(supervisor.page, '2026-03-26T01:00:00Z')
  await publishNotice(supervisor.page, result)
  await at(page, '2026-04-08T01:00:00Z')
  await reload(page)
  await endNotice(page, result, '公开期间没有异议')
  await go(page, way)
  await act(page, '办结', async part => {
    await part.getByLabel('哪一天').fill('2026-04-08')
    await part.getByLabel('依据的文件').fill('验收单')
  })
  await page.getByRole('heading', { name: '已办结' }).waitFor()
  await accessible(page)

  for (const elder of [0, 24] as const) {
    const reader = await desk.stage.visitor({ elder })
    await reader.open(`/decisions/${matter.id}`)
    await reader.page.getByRole('img', { name: '办到哪一步：流程图' }).waitFor()
    await reader.page.getByText('文字版：办到哪一步').click()
    await reader.page.getByRole('listitem').filter({ hasText: '反对0票，弃权1票' }).last().waitFor()
    await expect.poll(() => reader.page.getByRole('link', { name: /^核对：/ }).count()).toBeGreaterThan(8)
    await reader.check()
    await reader.checkWords()
  }
  app.now = new Date('2026-03-02T01:00:00Z')
}, 180_000)

const at = async (page: Page, instant: string) => {
  desk.stage.app.now = new Date(instant)
  await page.clock.setFixedTime(desk.stage.app.now)
}
const reload = async (page: Page) => {
  await page.reload()
  await settle(page)
}
type Dialog = ReturnType<typeof dialog>
const presided = async (part: Dialog) => {
  await choose(part, '主持的人', '区伟强')
  await choose(part, '记录的人', '李少玲')
}
const contract = async (part: Dialog) => {
  await part.getByLabel('哪一天').fill(desk.stage.app.now.toISOString().slice(0, 10))
  await part.getByLabel('依据的文件').fill('租赁合同')
}
const declare = (page: Page, person: string, capacity: string) =>
  act(
    page,
    '登记回避说明',
    async part => {
      await choose(part, '谁', person)
      await choose(part, '在哪一步', capacity)
    },
    '登记',
  )
/** Someone of the board says that the matter does not concern them. */
async function askBoard(page: Page, person: string) {
  await page.getByRole('button', { name: `登记申报：${person}` }).press('Enter')
  const asking = page.getByRole('dialog', { name: `${person}的申报` })
  await pick(asking, '没有')
  await asking.getByRole('button', { name: '登记申报', exact: true }).press('Enter')
  await asking.waitFor({ state: 'detached' })
  await dialog(page).getByText(`${person}：没有关系`).waitFor()
}
const seats = async (matter: { declare(person: string, capacity: string): Promise<unknown> }, place: DecidingPlace, stage: string) => {
  for (const person of [place.secretary, place.clerk]) await matter.declare(person, stage)
}
