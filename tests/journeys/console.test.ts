/** The console (工作台) in a real browser: a case from the desk to the resident's decision. */
import { samplePassword } from '#features/accounts/accounts.samples.ts'
import { expect, test } from 'vitest'
import { endpoints } from '#features/requests/requests.contract.ts'
import { endpoints as changes } from '#features/units/units.change.contract.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { choose, dialog, finish, go, pick, settle, useConsole, verb } from './console.ts'

const desk = useConsole()

test('a case goes from the desk to the handler and waits for the resident; nobody here can close it', async () => {
  const { number, id } = await desk.aCase({ text: '北街路灯坏了一周，晚上看不见路。' })
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console')
  const row = page.getByRole('row').filter({ hasText: number })
  await row.getByText('临期').waitFor() // two working days for somebody to take it
  await row.getByRole('link', { name: /^接手/ }).click()

  await verb(page, '接手').click()
  await choose(page, '类别', '路灯')
  await finish(page, '接手')
  await verb(page, '分派').click()
  await choose(page, '交给谁办', '环保办')
  await finish(page, '分派')
  await page.getByText('待签收').waitFor()

  const handler = await desk.staff(desk.at.department.officer)
  await handler.open('/console')
  await handler.page.getByRole('link', { name: /^签收/ }).first().click()
  await verb(handler.page, '签收').click()
  await finish(handler.page, '签收')
  await verb(handler.page, '暂缓').click()
  await pick(dialog(handler.page), '等配件或材料到货')
  await dialog(handler.page).getByLabel('停到哪一天').fill('2026-03-05')
  await dialog(handler.page).getByLabel('说明').fill('灯头要从佛山调。')
  await finish(handler.page, '暂缓')
  await verb(handler.page, '接着办').click()
  await finish(handler.page, '接着办')
  await verb(handler.page, '提出办结').click()
  await dialog(handler.page)
    .getByLabel(/怎么办好的/)
    .fill('换了线和灯头，晚上试过，亮了。')
  await finish(handler.page, '提出办结')
  await handler.page.getByText(/后记为“未回应”，不算满意/).waitFor()
  await expect.poll(() => handler.page.getByRole('button', { name: /^(办结|结案|关闭|解决了)$/ }).count()).toBe(0)

  const now = await desk.stage.app.call(desk.at.clerk, endpoints.get, { params: { requestId: id } })
  expect(now.body).toMatchObject({ state: 'proposed', closedAt: null })
})

test('returning a case asks a listed reason and the rule it cites, and says what is missing beside the field', async () => {
  const { id } = await desk.aCase()
  await desk.stage.app.call(desk.at.clerk, endpoints.accept, { params: { requestId: id }, body: { categoryId: desk.at.categoryId } })
  await desk.stage.app.call(desk.at.clerk, endpoints.assign, { params: { requestId: id }, body: { bodyId: desk.at.department.id } })
  const { page, open, faults } = await desk.staff(desk.at.department.officer)
  await open(`/console/requests/${id}`)
  await verb(page, '退回').click()
  await finish(page, '退回')
  await dialog(page).getByText('这一项要填：依据').waitFor()
  await pick(dialog(page), '设施产权属别家')
  await dialog(page).getByLabel('依据').fill('镇')
  await dialog(page).getByLabel('说明').fill('这盏灯是供电所的。')
  await finish(page, '退回')
  await dialog(page).getByText('依据至少写2个字').waitFor() // the server's own words, beside the field
  await expect.poll(() => dialog(page).getByLabel('依据').getAttribute('aria-invalid')).toBe('true')
  expect(faults().filter(fault => !fault.includes('422'))).toEqual([])
  await dialog(page).getByLabel('依据').fill('职责清单第12项')
  await finish(page, '退回')
  await page.getByText(/^退回：设施产权属别家/).waitFor()
})

test('a phone number is masked until someone says why, and the resident sees that', async () => {
  const { id } = await desk.aCase()
  const { page, open } = await desk.staff(desk.at.clerk)
  await open(`/console/requests/${id}`)
  await page.getByText('139****1234').waitFor()
  expect(await page.content()).not.toContain('13900001234')
  await page.getByRole('button', { name: '查看电话' }).click()
  await pick(dialog(page), '安排上门')
  await finish(page, '查看')
  await page.getByText('13900001234').waitFor()
  const seen = await desk.stage.app.call({ kind: 'receipt', townId: 1, requestId: id }, endpoints.track)
  expect(seen.body.readers.map(({ sentence }) => sentence)).toEqual([expect.stringContaining('李少玲查看了您的电话：安排上门')])
})

test('a counter enters a case for a resident and prints the receipt', async () => {
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console/requests/new')
  await page.getByLabel('什么事', { exact: true }).fill('河边公园的长椅松了，老人坐下去会晃。')
  await choose(page, '在哪个村（社区）或小组', '福寿里')
  await page.getByLabel('附近有什么').fill('第二个亭子旁')
  await page.getByRole('button', { name: /^登记/ }).click()
  const receipt = page.getByRole('region', { name: '回执' })
  await receipt.waitFor()
  await expect.poll(() => receipt.getByRole('img', { name: /扫码/ }).isVisible()).toBe(true)
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => receipt.isVisible()).toBe(true)
  for (const screenOnly of ['.side', '.hd nav', '.ant-btn'])
    await expect.poll(() => page.locator(screenOnly).first().isVisible(), { message: screenOnly }).toBe(false)
})

test('asked about danger, the answer goes through the form: what was cleared meanwhile is gone to, then the case is entered', async () => {
  const { page, open, faults } = await desk.staff(desk.at.clerk)
  await open('/console/requests/new')
  await page.getByLabel('什么事', { exact: true }).fill('楼下小吃店煤气味很重。')
  await choose(page, '在哪个村（社区）或小组', '福寿里')
  await page.getByLabel('附近有什么').fill('牌坊旁')
  await page.getByRole('button', { name: /^登记/ }).click()
  const asked = page.getByRole('region', { name: '先问有没有危险' })
  await asked.waitFor()
  await page.getByLabel('附近有什么').fill('')
  await asked.getByRole('button').click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id ?? '')).toContain('near')
  expect(faults().filter(fault => !fault.includes('409') && !fault.includes('422'))).toEqual([])
  await page.getByLabel('附近有什么').fill('牌坊旁')
  await asked.getByRole('button').click()
  await page.getByRole('region', { name: '回执' }).waitFor()
})

test('what was typed is not lost by leaving the page unasked, and nothing personal stays in the browser', async () => {
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console/requests/new')
  await page.getByLabel('什么事', { exact: true }).fill('何婆婆家门口积水。')
  await page.getByRole('textbox', { name: '电话' }).fill('19900001234')
  await page.getByText('上门', { exact: true }).click()
  await page.getByRole('link', { name: '组织架构' }).click()
  await page.getByText('还没有保存').waitFor()
  await page.getByRole('button', { name: '留下来继续填' }).click()
  await expect.poll(() => page.getByLabel('什么事', { exact: true }).inputValue()).toBe('何婆婆家门口积水。')
  const kept = await page.evaluate(() => JSON.stringify(localStorage))
  expect(kept).toContain('visit')
  expect(kept).not.toMatch(/何婆婆|19900001234/)
})

test('filters stand in the address and survive a reload', async () => {
  await desk.aCase({ text: '樟树根把人行道顶裂了，轮椅过不去。' })
  await desk.aCase({ text: '垃圾站晚上太吵，睡不着觉。' })
  const { page, open } = await desk.staff(desk.at.clerk)
  await open('/console/requests')
  await page.getByLabel('标题、内容或编号').fill('樟树')
  await page.getByRole('button', { name: '查询' }).click()
  await page.waitForURL(/q=%E6%A8%9F%E6%A0%91/)
  await page.reload()
  await settle(page)
  await expect.poll(() => page.getByRole('table', { name: '诉求' }).getByRole('row').count()).toBe(2)
  await expect.poll(() => page.getByLabel('标题、内容或编号').inputValue()).toBe('樟树')
  await open(`/console/requests?handlerId=${desk.at.department.id}`)
  await page.getByTitle('环保办').waitFor()
  await page.getByLabel('标题、内容或编号').fill('樟树')
  await page.getByRole('button', { name: '查询' }).click()
  await page.waitForURL(/q=%E6%A8%9F%E6%A0%91/)
  expect(new URL(page.url()).searchParams.get('handlerId'), 'who has it in hand is asked for still').toBe(desk.at.department.id)
  await page.getByText('没有符合的诉求').waitFor()
})

test('two people change one title: both versions are shown, and neither is lost', async () => {
  const { id } = await desk.aCase()
  const { page, open, faults } = await desk.staff(desk.at.clerk)
  await open(`/console/requests/${id}`)
  await verb(page, '改标题类别').click()
  await dialog(page).getByLabel('标题').fill('北街路灯不亮')
  const { body } = await desk.stage.app.call(desk.at.clerk, endpoints.get, { params: { requestId: id } })
  const wording = { title: '路灯坏了一周', categoryId: null, publicLine: null }
  await desk.stage.app.call(
    desk.at.townClerk,
    endpoints.edit,
    { params: { requestId: id }, body: wording },
    { 'if-match': `"${body.version}"` },
  )
  await finish(page, '保存')
  const conflict = page.getByRole('dialog', { name: '别人刚刚改过，请对照' })
  await conflict.getByText('路灯坏了一周').waitFor()
  await expect.poll(() => conflict.getByText('北街路灯不亮').isVisible()).toBe(true)
  faults() // the 412 itself
  await conflict.getByRole('button', { name: '用我的保存' }).click()
  await page.getByRole('heading', { name: '北街路灯不亮' }).waitFor()
})

test('the town office sees every village by lamp, sorted by code; nothing here can rank them', async () => {
  await desk.aCase()
  const { page, open } = await desk.staff(desk.at.townClerk)
  await open('/console/overview')
  await settle(page)
  const names = await page.getByRole('table').locator('tbody tr td:nth-child(3)').allTextContents()
  const units = await desk.stage.app.call(desk.at.townClerk, endpoints.overview)
  expect(names).toEqual(units.body.items.map(({ name }) => name))
  await expect.poll(() => page.getByRole('table').locator('thead').getByRole('button').count()).toBe(0)
  await page
    .getByRole('link', { name: /在办\d+件/ })
    .first()
    .click()
  await page.waitForURL(/\/console\/requests\?unitId=/)
})

test('a merged village’s cases open at the one that goes on; what a split village left opens under its old name', async () => {
  const { app } = desk.stage
  const [merged, heir, split] = [await aVillage(app.owner), await aVillage(app.owner), await aVillage(app.owner)]
  for (const { id } of [merged, heir, split]) await desk.aCase({ unitId: id })
  const effectiveOn = '2026-03-02'
  const change = (endpoint: typeof changes.merge | typeof changes.split, unitId: string, body: object) =>
    app.call(desk.at.townClerk, endpoint, { params: { unitId }, body: { ...body, effectiveOn } }, { 'if-match': '"1"' })
  const parts = ['柳东', '柳西'].map(shortName => ({ name: `${shortName}村`, shortName, childIds: [] }))
  expect((await change(changes.merge, heir.id, { predecessorIds: [merged.id] })).status).toBe(200)
  expect((await change(changes.split, split.id, { keep: false, parts })).status).toBe(200)
  const { items } = (await app.call(desk.at.townClerk, endpoints.overview)).body
  const nameOf = (unitId: string) => items.find(item => item.unitId === unitId)!.name

  const { page, open } = await desk.staff(desk.at.townClerk)
  for (const [unit, count, shown] of [
    [heir, 2, nameOf(heir.id).replace(/村$/, '')],
    [split, 1, nameOf(split.id).replace('（已拆分）', '（已撤并）')],
  ] as const) {
    await open('/console/overview')
    await settle(page)
    await page.getByRole('link', { name: `${nameOf(unit.id)}在办${count}件` }).click()
    await page.waitForURL(url => url.searchParams.get('unitId') === unit.id)
    await expect.poll(() => page.getByRole('table').locator('tbody').getByRole('row').count()).toBe(count)
    await page.getByText(shown, { exact: true }).first().waitFor()
  }
})

test('the menu shows the line of the page that is open, also of one far below, and says where it goes on', async () => {
  const { page, open } = await desk.staff(desk.at.townClerk)
  await open('/console/reports')
  await settle(page)
  const menu = page.getByRole('navigation', { name: '主菜单' })
  const isInSight = (name: string) =>
    menu.getByRole('link', { name, exact: true }).evaluate(line => {
      const [room, own] = [line.closest('nav > div')!.getBoundingClientRect(), line.getBoundingClientRect()]
      return own.top >= room.top && own.bottom <= room.bottom
    })
  await expect.poll(() => isInSight('年度报告')).toBe(true)
  await expect.poll(() => page.evaluate(() => scrollY), { message: 'the page itself stays' }).toBe(0)
  await go(page, '/console/requests')
  await expect.poll(() => isInSight('诉求')).toBe(true)
  await go(page, '/console/certificates')
  const lit = () =>
    menu.getByRole('link').evaluateAll(lines => lines.flatMap(line => (line.ariaCurrent === 'page' ? line.textContent : [])))
  await expect.poll(lit, { message: 'a page that is opened from another one' }).toEqual(['志愿服务'])
  const groups = await menu.getByRole('list').evaluateAll(lists => lists.map(list => list.querySelectorAll('a').length))
  expect(Math.max(groups.length, ...groups), 'UX-01: at most nine of each').toBeLessThanOrEqual(9)
})

test('someone whose sign-in has ended is told why on the sign-in page, and taken back', async () => {
  const { app } = desk.stage
  const { page, open, faults } = await desk.stage.visitor({ viewport: 'desktop', script: true })
  const signIn = async () => {
    await page.waitForURL(/\/sign-in\?next=/)
    await page.getByLabel('登录名').fill('li.shaoling')
    await page.getByLabel('密码').fill(samplePassword)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL(/\/console\/requests\?lamp=late/)
    await settle(page)
  }
  await open('/console/requests?lamp=late')
  await signIn()
  const before = app.now
  app.now = new Date(app.now.getTime() + 15 * 60_000)
  await open('/console/requests?lamp=late')
  await page.getByRole('status').getByText('15分钟没有操作，已经自动退出。').waitFor()
  await signIn()
  app.now = before
  expect(faults().every(fault => fault.includes('401'))).toBe(true)
})
