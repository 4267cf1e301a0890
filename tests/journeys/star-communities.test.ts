/** Star communities (星级志愿服务社区) in a real browser: the town sets what counts, a village sees what it lacks, applies, and reads the decision. */
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { twoHours } from '#features/volunteering/volunteering.samples.ts'
import { accessible, choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()
let secretary = ''
beforeAll(async () => {
  const { app } = desk.stage
  secretary = await aHolder(app.owner, 'villageSecretary', desk.at.village.id, { name: '邓锦成', title: '书记' })
  await desk.account(secretary, 'deng.jincheng')
  await app.owner.insertInto('volunteerTeam').values({ townId: 1, id: newId(), unitId: desk.at.village.id, name: '柳河义工队' }).execute()
  await twoHours(app.owner, desk.at.village.id, '2026-01-10', 'onSite')
})

test('a village applies once its records are enough, the town grants it with a document, everyone reads it', async () => {
  const { app } = desk.stage
  const town = await desk.staffToday(desk.at.townClerk)
  await town.open('/console/volunteering/communities')
  await settle(town.page)
  await town.page.getByRole('button', { name: '定条件' }).click()
  const numbers = { 志愿队至少几支: '1', 办过的场次至少几场: '2', 服务过的人至少几人: '2', 服务时长至少几小时: '4' }
  for (const [label, value] of Object.entries(numbers)) await dialog(town.page).getByLabel(label).fill(value)
  await dialog(town.page).getByLabel('依据').fill('镇发〔2026〕1号')
  await accessible(town.page)
  await finish(town.page, '定下')
  await town.page.getByText('办过的场次至少2场。').waitFor()
  await town.page.getByText('2026年起，依据：镇发〔2026〕1号').waitFor()

  const village = await desk.staffToday(secretary, { viewport: 'phone' })
  await village.open('/console/volunteering/communities')
  await settle(village.page)
  await expect.poll(() => village.page.getByRole('button', { name: '定条件' }).count(), { message: 'the town’s' }).toBe(0)
  await village.page.getByRole('button', { name: '看记录，申请' }).click()
  await choose(dialog(village.page), '哪个村（社区）', '柳河')
  await village.page.getByText('▲ 还不够：服务时长2小时，要4小时').waitFor()
  await finish(village.page, '申请')
  await village.page.getByText('记录还没有达到这一年的条件').waitFor()
  expect(village.faults().join(), 'the refusal, and nothing else').toMatch(/^console: .*409.*star-communities\)$/)
  await accessible(village.page)
  await twoHours(app.owner, desk.at.village.id, '2026-01-11')
  await village.page.reload()
  await settle(village.page)
  await village.page.getByRole('button', { name: '看记录，申请' }).click()
  await choose(dialog(village.page), '哪个村（社区）', '柳河')
  await village.page.getByText('● 够了：服务时长4小时，要4小时').waitFor()
  await finish(village.page, '申请')
  await village.page.getByText('等镇里决定').waitFor()
  await accessible(village.page)
  await expect.poll(() => village.page.getByRole('button', { name: /^决定/ }).count(), { message: 'not by itself' }).toBe(0)

  await town.page.getByRole('button', { name: '刷新' }).click()
  await town.page.getByText('按村（社区）编码排，不是名次。').waitFor()
  await town.page.getByRole('button', { name: /^决定/ }).click()
  await dialog(town.page).getByText('同意', { exact: true }).click()
  await dialog(town.page).getByLabel('文件或原因').fill('镇发〔2026〕9号')
  await finish(town.page, '定下')
  await town.page.getByText('已定为星级').waitFor()
  await accessible(town.page)

  const resident = await desk.stage.visitor()
  await resident.open('/volunteer')
  await resident.page.getByRole('link', { name: '看有哪些' }).click()
  await resident.page.getByText('镇发〔2026〕9号').waitFor()
  await resident.page.getByText('办过的场次至少2场。').waitFor()
  await resident.check()
  await resident.checkWords()
}, 120_000)
