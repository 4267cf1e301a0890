/** Long lists (长名单) in a real browser: one page after another and back, the place in the address; who is let off is taken back. */
import { beforeAll, expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aPost } from '#features/commitments/commitments.samples.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aVolunteer } from '#features/volunteering/volunteering.samples.ts'
import { accessible, choose, dialog, finish, settle, useConsole } from './console.ts'

const desk = useConsole()
let secretary = ''
const digits = '零一二三四五六七八九'
/** 30 names in their order: 陈一零, 陈一一, … */
const names = Array.from({ length: 30 }, (_, at) => `陈${digits[1 + Math.floor(at / 10)]}${digits[at % 10]}`)

beforeAll(async () => {
  const { app } = desk.stage
  const { id } = desk.at.village
  secretary = await aHolder(app.owner, 'villageSecretary', id, { name: '潘国华', title: '书记' })
  await desk.account(secretary, 'pan.guohua')
  const bodyId = await aBody(app.owner, 'branch', { name: '福寿里党支部', unitIds: [id] })
  await aPost(app.owner, id)
  for (const name of names) await aMembership(app.owner, await aMember(app.owner, id, name), { bodyId, unitId: id })
  for (const name of names) await aVolunteer(app.owner, id, { name })
})

test('members without a post: the next page and back; one is let off with a reason, and taken back', async () => {
  const { page, open } = await desk.staffToday(secretary, { viewport: 'phone' })
  await open('/console/commitments')
  await settle(page)
  const offers = page.getByRole('button', { name: /^免领岗：/ })
  await expect.poll(() => offers.count()).toBe(25)
  const before = await offers.evaluateAll(all => all.map(each => each.getAttribute('aria-label')))
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByText('第2页').waitFor()
  await expect.poll(() => offers.count()).toBe(5)
  const after = await offers.evaluateAll(all => all.map(each => each.getAttribute('aria-label')))
  expect(new Set([...before, ...after]).size, 'each once').toBe(30)
  await expect.poll(() => page.getByRole('button', { name: '下一页' }).isDisabled(), { message: 'the last page' }).toBe(true)
  await accessible(page)
  await page.reload()
  await page.getByText('第2页').waitFor()
  await page.getByRole('button', { name: '上一页' }).click()
  await expect.poll(() => offers.count()).toBe(25)

  const [label] = before
  const name = label!.slice('免领岗：'.length)
  await page.getByRole('button', { name: label!, exact: true }).click()
  await choose(dialog(page), '原因', '年')
  await accessible(page)
  await finish(page, '登记')
  await page.getByRole('heading', { name: '免领岗的' }).waitFor()
  await expect.poll(() => page.getByRole('button', { name: label!, exact: true }).count()).toBe(0)
  await accessible(page)
  await page.getByRole('button', { name: `取消免领岗：${name}` }).click()
  await page.getByRole('button', { name: label!, exact: true }).waitFor()
  await expect.poll(() => page.getByRole('heading', { name: '免领岗的' }).count(), { message: 'nobody is let off' }).toBe(0)
  const kept = await desk.stage.app.owner.selectFrom('postExemption').select(['begunOn', 'endedOn']).execute()
  expect(kept, 'the history stays').toEqual([{ begunOn: '2026-03-02', endedOn: '2026-03-02' }])
})

test('a list that is counted says how many, and a colleague opens the same place by its address', async () => {
  const { page, open } = await desk.staffToday(secretary)
  await open('/console/volunteering/volunteers')
  await settle(page)
  await page.getByText('共30条，第1页').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '上一页' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByText('共30条，第2页').waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(6)
  await accessible(page)
  const colleague = await desk.staffToday(secretary, { viewport: 'phone' })
  await colleague.open(new URL(page.url()).pathname + new URL(page.url()).search)
  await colleague.page.getByText('共30条，第2页').waitFor()
  await accessible(colleague.page)
  // the way back is not known there: to the first page
  await colleague.page.getByRole('button', { name: '上一页' }).click()
  await colleague.page.getByText('共30条，第1页').waitFor()
})
