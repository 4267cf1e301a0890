/** Important matters (重要事权清单) in a real browser: a resident without script reads how a matter is decided; the office writes a list and moves it on. */
import { expect, test } from 'vitest'
import { aListInForce, anEntry } from '#features/matters/matters.samples.ts'
import { useConsole } from './console.ts'

const desk = useConsole()

test('a resident opens the list, then a matter, and reads the chart as a drawing and as text', async () => {
  const { owner } = desk.stage.app
  const town = await owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  await aListInForce(owner, town.id)
  await aListInForce(owner, desk.at.village.id, {
    entries: [anEntry('A9', { disclosureDays: 15, bands: [{ fromFen: 5_000_000, body: 'collectiveMembers' }] })],
  })
  await owner.updateTable('unit').set({ code: '440605122299' }).where('id', '=', desk.at.village.id).execute()
  for (const elder of [0, 24] as const) {
    const resident = await desk.stage.visitor({ elder })
    const { page } = resident
    await resident.open('/voice')
    await page.getByRole('link', { name: '重要事权清单：大事怎么定' }).click()
    await page.getByRole('heading', { name: '重要事权清单', level: 1 }).waitFor()
    expect(await page.getByRole('link', { name: /^A\d+ / }).count()).toBe(17)
    await resident.check()
    await resident.checkWords()
    await page.getByRole('link', { name: 'A9 征地补偿费的使用和分配' }).click()
    await page.getByRole('img', { name: '经济社的事：流程图' }).waitFor()
    await resident.check()
    await page.getByText('文字版：经济社的事').click()
    await page.getByRole('listitem').filter({ hasText: '全体三分之二以上同意' }).last().waitFor()
    await resident.check()
    await resident.checkWords()
  }
  const resident = await desk.stage.visitor()
  await resident.open('/matters?village=440605122299')
  await resident.page.getByRole('link', { name: /A9 .+ 本村规定/ }).click()
  await resident.page.getByText('公开满15天，可以提异议').first().waitFor()
  await resident.check()
  await resident.checkWords()
  await resident.open('/matters/0199b0c0-0000-7000-8000-000000000000/A9', 404)
})
