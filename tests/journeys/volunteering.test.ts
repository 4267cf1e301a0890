/** Volunteer Xiqiao (志愿西樵) in a real browser, without script: browse, sign up, serve, see the hours with their grade, dispute one. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { phoneIndexOf } from '#features/people/people.actions.ts'
import { endpoints } from '#features/volunteering/volunteering.contract.ts'
import { aSlot, aTeam, aVolunteer, type SampleTeam } from '#features/volunteering/volunteering.samples.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { personHeader } from '../support/app.ts'
import { useMessageGateway } from '../support/message-gateway.ts'
import { useBrowser } from './support.ts'

const stage = useBrowser()
const gateway = useMessageGateway()
let at: SampleTeam
const morning = new Date('2026-03-02T01:00:00Z')
beforeAll(async () => {
  at = await aTeam(stage.app.owner)
})
afterEach(() => {
  stage.app.now = morning
  stage.app.platform.config.messageGateway = null
})

async function volunteerAt(viewport: 'phone' | 'desktop', personId: string) {
  const visitor = await stage.visitor({ viewport })
  await visitor.context.setExtraHTTPHeaders({ [personHeader]: personId })
  return visitor
}

/** The organiser marks everyone present while it runs, and posts the hours in the evening. */
async function hold(slotId: string) {
  const params = { slotId }
  const { body } = await stage.app.call(at.villageSecretary, endpoints.roll, { params })
  const marks = body.items.map(({ id }) => ({ entryId: id, attendance: 'present' }))
  await stage.app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks } }, { 'if-match': `"${body.version}"` })
  stage.app.now = new Date('2026-03-02T12:00:00Z')
  expect((await stage.app.call(at.villageSecretary, endpoints.postHours, { params, body: {} })).status).toBe(200)
}

test('a volunteer reads without an account, registers, signs up, serves, sees the grade, and disputes', async () => {
  const slotId = await aSlot(stage.app.owner, at.village.id, { places: 2 })
  const reader = await stage.visitor()
  await reader.open('/volunteer')
  await reader.page.selectOption('#v', at.village.id)
  await reader.page.getByRole('button', { name: '只看今天' }).click()
  await reader.page.getByText('还差2人').waitFor()
  await reader.check()
  await reader.checkWords()
  await reader.page.getByRole('link', { name: /清洁河道/ }).click()
  await expect
    .poll(() => reader.page.getByRole('link', { name: /登录后报名/ }).getAttribute('href'))
    .toMatch(/^\/sign-in\?next=\/volunteer\//)
  await reader.check()
  await reader.open('/volunteer/mine')
  await reader.check()

  const person = await aMember(stage.app.owner, at.village.id, '陈大妹')
  const { page, open, check, checkWords } = await volunteerAt('phone', person)
  await open('/volunteer/mine')
  await check()
  await page.getByLabel('我满18岁，同意记下我的服务').check()
  await page.getByRole('button', { name: '登记' }).click()
  await page.getByText('登记好了，可以报名了。').waitFor()
  await page.getByRole('link', { name: '去看活动' }).click()
  await page.getByRole('link', { name: /清洁河道/ }).click()
  await page.getByRole('button', { name: /报名/ }).click()
  await page.getByText('报好了。记得准时到。').waitFor()
  await page.getByText('有名额').waitFor()
  await check()
  await checkWords()

  stage.app.now = new Date('2026-03-02T06:10:00Z')
  await open('/volunteer/mine')
  await page.getByRole('button', { name: /我在现场/ }).click()
  await page.getByText('您在现场，已确认').waitFor()
  await hold(slotId)
  await open('/volunteer/mine')
  await page.getByText('2小时，①现场双方确认').waitFor()
  await page.getByText('3月9日前可提异议').waitFor()
  await check()
  await page.getByText('哪里不对，提异议').click()
  await page.getByLabel(/哪里不对：/).fill('我多做了半小时')
  await page.getByRole('button', { name: /^提交/ }).click()
  await page.getByText('等组织者答复').waitFor()
  await check()
  await checkWords()

  const wide = await volunteerAt('desktop', person)
  for (const path of ['/volunteer', '/volunteer/mine']) {
    await wide.open(path)
    await wide.check()
  }
}, 120_000)

test('a place changes hands by a code that one tells the other, and what is refused says why', async () => {
  const slotId = await aSlot(stage.app.owner, at.village.id, {
    places: 1,
    startsAt: '2026-03-03T06:00:00Z',
    endsAt: '2026-03-03T08:00:00Z',
  })
  const [one, two] = [await aVolunteer(stage.app.owner, at.village.id), await aVolunteer(stage.app.owner, at.village.id)]
  await stage.app.call(one, endpoints.signUp, { params: { slotId }, body: {} })
  const giver = await volunteerAt('phone', one)
  await giver.open('/volunteer/mine')
  await giver.page.getByRole('button', { name: /换别人去/ }).click()
  const code = await giver.page.locator('.big-code').innerText()
  await giver.check()
  const taker = await volunteerAt('phone', two)
  await taker.open('/volunteer/mine')
  await taker.page.getByLabel('换人码').fill('ABCDEFGH')
  await taker.page.getByRole('button', { name: '我来替' }).click()
  await taker.page.getByText('换人码不对，或已经用过').waitFor()
  await taker.page.getByLabel('换人码').fill(code.toLowerCase())
  await taker.page.getByRole('button', { name: '我来替' }).click()
  await taker.page.getByText('换好了。').waitFor()
  await taker.page.getByText('有名额').waitFor()
  await giver.open('/volunteer/mine')
  await giver.page.getByText('换给别人了').waitFor()
}, 60_000)

test('in 长辈版 the pages keep their size and contrast', async () => {
  await aSlot(stage.app.owner, at.village.id, { startsAt: '2026-03-05T06:00:00Z', endsAt: '2026-03-05T08:00:00Z' })
  const elder = await stage.visitor({ elder: 30 })
  await elder.open('/volunteer')
  await elder.check()
  await elder.page
    .getByRole('link', { name: /清洁河道/ })
    .last()
    .click()
  await elder.check()
}, 60_000)

test('a volunteer without an account signs up with a code by telephone, in 长辈版', async () => {
  const { app } = stage
  app.platform.config.messageGateway = gateway.config()
  const slotId = await aSlot(app.owner, at.village.id, { startsAt: '2026-03-06T06:00:00Z', endsAt: '2026-03-06T08:00:00Z' })
  const { activityId } = await app.owner.selectFrom('volunteerSlot').where('id', '=', slotId).select('activityId').executeTakeFirstOrThrow()
  const personId = await aVolunteer(app.owner, at.village.id, { name: '区𠮷' })
  await app.owner
    .updateTable('person')
    .set({ phoneIndex: phoneIndexOf(app.platform, '19900000022') })
    .where('id', '=', personId)
    .execute()
  const { page, open, check, checkWords } = await stage.visitor({ elder: 24 })
  await open(`/volunteer/activities/${activityId}`)
  await check()
  await page.getByRole('link', { name: /手机验证码报名/ }).click()
  await page.getByLabel('姓名').fill('区𠮷')
  await page.getByLabel('手机号').fill('19900000022')
  await check()
  await checkWords()
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByLabel('验证码').fill(await gateway.code(1))
  await check()
  await checkWords()
  await page.getByRole('button', { name: '报名', exact: true }).click()
  await page.getByText('报上名了，到时候见。').waitFor()
  await check()
  const { body } = await app.call(personId, endpoints.mine)
  expect(body.signUps).toMatchObject([{ state: 'standing', place: 1 }])
}, 60_000)

test('who finds nothing at home today reads where else in the town there is something', async () => {
  await aSlot(stage.app.owner, at.village.id, { places: 2 })
  const other = await aVillage(stage.app.owner)
  const { page, open, check, checkWords } = await stage.visitor()
  await open(`/volunteer?village=${other.id}&day=today`)
  await page.getByRole('heading', { name: '今天没有别的活动了' }).waitFor()
  const elsewhere = page.getByRole('heading', { name: '镇里别处，今天还有' }).locator('xpath=following-sibling::ul[1]')
  await elsewhere
    .getByRole('link', { name: /清洁河道/ })
    .first()
    .waitFor()
  await check()
  await checkWords()
})
