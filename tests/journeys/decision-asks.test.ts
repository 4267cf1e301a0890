/** What the list asks for (清单的要求) in a real browser: a paper is attached, the town answers, and a resident reads both. */
import { expect, test } from 'vitest'
import { anEntry } from '#features/matters/matters.samples.ts'
import { short, stepsOf } from '#features/decisions/decisions.gates.samples.ts'
import { aDecidingPlace, matterDriver } from '#features/decisions/decisions.samples.ts'
import { pdfOf, written } from '../support/pdf.ts'
import { accessible, dialog, finish, pick, settle, useConsole } from './console.ts'

const desk = useConsole()

test('a paper of the list is attached at the village, the town answers, and everybody reads who did it and when', async () => {
  const { app } = desk.stage
  app.now = new Date('2026-03-02T01:00:00Z')
  const place = await aDecidingPlace(app.owner, [anEntry('A10', { ...short, townPreCheck: true, attachments: ['评估报告'] })])
  await desk.account(place.clerk, 'li.shaoling.asks')
  await desk.account(place.townClerk, 'huo.xiuzhen.asks')
  const matter = await matterDriver(app).registered(place)
  await stepsOf(place, matter).research()

  const village = await desk.staffToday(place.clerk)
  await village.open(`/console/decisions/${matter.id}`)
  await settle(village.page)
  await village.page.getByText('这件事要先报镇里看，镇里还没有答复').waitFor()
  await expect.poll(() => village.page.getByRole('button', { name: '登记镇里的答复' }).count(), { message: 'the town’s to say' }).toBe(0)
  const section = village.page.getByRole('region', { name: '评估报告' })
  const file = { name: '旧厂房评估报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf([written('Report')])) }
  await section.getByLabel('附件文件').setInputFiles(file)
  await section.getByRole('link', { name: '旧厂房评估报告.pdf' }).waitFor()
  await section.getByText('3月2日，村（社区）办事员').waitFor()
  await accessible(village.page)

  const town = await desk.staffToday(place.townClerk)
  await town.open('/console')
  await settle(town.page)
  await town.page.getByText('要先报镇里看，等您答复。').waitFor()
  await town.open(`/console/decisions/${matter.id}`)
  await settle(town.page)
  await town.page.getByRole('button', { name: '登记镇里的答复' }).click()
  await pick(dialog(town.page), '可以表决')
  await dialog(town.page).getByLabel('哪一天答复的').fill('2026-03-02')
  await dialog(town.page).getByLabel('文件').fill('镇复〔2026〕3号')
  await accessible(town.page)
  await finish(town.page, '登记')
  await dialog(town.page).waitFor({ state: 'detached' })
  await town.page.getByText('下一步是“会议表决”').waitFor()
  await expect.poll(() => town.page.getByRole('button', { name: '登记镇里的答复' }).count(), { message: 'said once' }).toBe(0)

  for (const elder of [0, 24] as const) {
    const reader = await desk.stage.visitor({ elder })
    await reader.open(`/decisions/${matter.id}`)
    const paper = reader.page.getByRole('listitem').filter({ hasText: '评估报告：已附上' })
    await expect.poll(() => paper.first().innerText()).toMatch(/3月2日[\s\S]*村（社区）办事员/)
    await expect
      .poll(() => reader.page.getByRole('link', { name: '旧厂房评估报告.pdf' }).count(), { message: 'not opened by everybody' })
      .toBe(0)
    const step = reader.page.getByRole('listitem').filter({ has: reader.page.getByRole('heading', { name: '报镇里看' }) })
    await expect.poll(() => step.innerText()).toMatch(/3月2日[\s\S]*通过[\s\S]*镇复〔2026〕3号[\s\S]*镇党建办工作人员/)
    await reader.check()
    await reader.checkWords()
  }
})
