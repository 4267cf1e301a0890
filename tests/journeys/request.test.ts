/**
 * A resident's trouble (一件烦心事), told by the resident on a phone without script: said, looked up, sent back, solved.
 * The office's part is done over HTTP here; its pages have journeys of their own.
 */
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '#features/requests/requests.contract.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from '#features/requests/requests.samples.ts'
import { heaviestFirstView, useBrowser, type Elder, type Visitor } from './support.ts'

const stage = useBrowser()
const { app } = stage
let at: SampleTown
beforeAll(async () => {
  at = await aStaffedVillage(app.owner)
})

/** A photo as a phone makes it, larger than the page may be. */
const photo = async () => ({
  name: '路灯.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({
    create: { width: 2400, height: 1800, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 30 }, background: '#777' },
  })
    .jpeg()
    .toBuffer(),
})

const villageName = async (page: Visitor['page']) => {
  const name = await page.locator('#vil option', { hasText: '柳河' }).first().textContent()
  return name!.trim()
}

/** The editions in which each stage of the story is measured. */
const editions: readonly Elder[] = [0, 20]

test.each(editions)('a trouble is said, looked up, sent back and closed by the resident, at text size %i', async elder => {
  const resident = await stage.visitor({ elder })
  const { page } = resident
  const heading = () => page.textContent('h1')

  await resident.open('/report')
  await resident.check()
  await page.fill('#what', '巷口路灯坏了一周，老人看不见台阶。')
  await page.fill('#near', '祠堂对面')
  await page.setInputFiles('#ph', await photo())
  await page.fill('#tel', '1390000123')
  await page.click('main button.go')
  // Two things are missing or wrong; nothing typed is lost, and the photo waits.
  await expect.poll(() => page.textContent('.oops h2')).toBe('还没提交，有2处要改')
  await expect.poll(() => page.inputValue('#what')).toContain('看不见台阶')
  await expect.poll(() => page.locator('.photos img').count()).toBe(1)
  await resident.check()

  await page.selectOption('#vil', { label: await villageName(page) })
  await page.getByRole('button', { name: '选小组（可以不选）' }).click()
  await expect.poll(() => page.locator('#grp option').allTextContents()).toContain('福寿里小组')
  await expect.poll(() => page.inputValue('#what')).toContain('看不见台阶')
  await resident.check()
  await page.fill('#tel', '13900001234')
  await page.press('#tel', 'Enter') // as 前往 on the keyboard of a telephone
  expect(await heading()).toBe('收到了，请记下这两样')
  await resident.check()
  const [number, code] = await page.locator('.big-code').allTextContents()

  const again = await stage.visitor({ elder })
  await again.open('/track')
  await again.check()
  await again.page.fill('#num', number!)
  await again.page.fill('#code', code!.toLowerCase())
  await again.page.click('main button.go')
  expect(new URL(again.page.url()).pathname).toBe('/track/case')
  await expect.poll(() => again.page.locator('.photos img').count()).toBe(1)
  await again.check()

  await handle(await idOf(number!))
  await again.page.reload()
  await expect.poll(() => again.page.textContent('main')).toContain('换好了线和灯头')
  await again.check()
  await answer(again, '没解决', '还有一盏不亮')
  await expect.poll(() => again.page.textContent('main')).toContain('还有一盏不亮')

  await handle(await idOf(number!))
  await again.page.reload()
  await answer(again, '解决了')
  await again.check()
  const { state, solvedBy } = (await app.call(at.clerk, endpoints.get, { params: { requestId: await idOf(number!) } })).body
  expect([state, solvedBy]).toEqual(['solved', 'resident'])
})

/** The clerk accepts it if it is new, takes it and says that it is done. */
async function handle(requestId: string) {
  const input = { params: { requestId } }
  const { state } = (await app.call(at.clerk, endpoints.get, input)).body
  const steps = [
    ...(state === 'submitted' ? [{ endpoint: endpoints.accept, body: { categoryId: at.categoryId } }] : []),
    { endpoint: endpoints.take },
    { endpoint: endpoints.propose, body: { text: '换好了线和灯头，晚上亮了。' } },
  ]
  for (const { endpoint, ...body } of steps)
    expect(await app.call(at.clerk, endpoint, { ...input, ...body }), endpoint.name).toMatchObject({ status: 200 })
}

const idOf = async (number: string) => {
  const { id } = await app.owner.selectFrom('request').where('number', '=', number).select('id').executeTakeFirstOrThrow()
  return id
}

async function answer({ page }: Visitor, choice: '解决了' | '没解决', text?: string) {
  await page.check(`input[name=answer][value=${choice === '解决了' ? 'yes' : 'no'}]`)
  if (text) await page.locator('textarea[name=text]').first().fill(text)
  await page.locator('form button.go').first().click()
}

test('the pages of a trouble are light, the wrong code included', async () => {
  const visitor = await stage.visitor()
  for (const path of ['/report', '/track']) expect(await visitor.weigh(path), path).toBeLessThan(heaviestFirstView)
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(at.group.id) })
  await visitor.open('/track')
  await visitor.page.fill('#num', body.number)
  await visitor.page.fill('#code', 'AAAAA-AAAAA')
  await visitor.page.click('main button.go')
  await expect.poll(() => visitor.page.textContent('.oops')).toContain('编号和查询码对不上')
  await visitor.check()
})
