/** Volunteer certificates (志愿服务证明) in a real browser: asked for on a phone, posted, issued, printed, verified elsewhere, checked offline, revoked. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#features/certificates/certificates.contract.ts'
import { certificateSteps, later, match, monday, paper } from '#features/certificates/certificates.samples.ts'
import { personHeader } from '../support/app.ts'
import { verifyElsewhere } from '../support/second-program.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { useBrowser, type VisitorOptions } from './support.ts'

const stage = useBrowser()
let folder: string
let steps: Awaited<ReturnType<typeof certificateSteps>>
beforeAll(async () => {
  steps = await certificateSteps(stage.app)
  folder = await temporaryFolder('certificates')
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => {
  stage.app.now = monday
})

async function arrives(personId: string, options: VisitorOptions = {}) {
  const visitor = await stage.visitor(options)
  await visitor.context.setExtraHTTPHeaders({ [personHeader]: personId })
  return visitor
}

test('a volunteer asks, waits for the notice, prints; a second program verifies the file; revoked it says so', async () => {
  const { app } = stage
  const { person } = await steps.served('区𠮷大')
  const { page, open, check, checkWords } = await arrives(person)
  await open('/volunteer/certificates')
  await check()
  await checkWords()

  await page.locator(`input[value="${steps.at.village.id}"]`).check()
  await page.getByLabel('我同意公示7天，姓名只显示一部分').check()
  await page.getByRole('button', { name: '申请' }).click()
  await page.getByText('申请好了，从今天起公示。').waitFor()
  await page.getByText('公示中').waitFor()
  await check()

  const neighbour = await stage.visitor()
  await neighbour.open('/volunteer/certificates/notices')
  await neighbour.page.getByText('区*大').waitFor()
  await expect.poll(() => neighbour.page.getByText('区𠮷大').count()).toBe(0)
  await neighbour.check()
  await neighbour.checkWords()
  await neighbour.open('/volunteer/certificates')
  await neighbour.check()

  app.now = later(8)
  const { body } = await app.call(person, endpoints.mine)
  const [asked] = body.certificates
  const params = { certificateId: asked!.id }
  const issued = await app.call(steps.clerk, endpoints.issue, { params, body: paper }, match(asked!))
  await open(`/volunteer/certificates/${asked!.id}`)
  for (const text of [issued.body.serial!, '①现场双方确认', '②组织者确认', '麦国强', '何建生', '0757-00001234', '2029年3月9日'])
    await page.getByText(text).first().waitFor()
  await check()
  const downloads = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载电子证明' }).click()
  const file = join(folder, 'credential.json')
  await (await downloads).saveAs(file)
  const credential = JSON.parse(await readFile(file, 'utf8')) as object
  expect(await verifyElsewhere(app, credential)).toEqual({ verified: true, why: '' })

  const address = `/volunteer/check#${issued.body.line}`
  const reader = await stage.visitor({ script: true })
  await reader.open(address)
  await reader.page.getByText('● 这份证明有效。').waitFor()
  await reader.page.getByText('区𠮷大').waitFor()
  await reader.check()
  await reader.checkWords()

  const proposed = await app.call(
    steps.clerk,
    endpoints.proposeRevocation,
    { params, body: { reason: '冒用他人姓名' } },
    match(issued.body),
  )
  await app.call(steps.at.villageSecretary, endpoints.decideRevocation, { params, body: { agreed: true } }, match(proposed.body))
  await reader.open('/volunteer/check')
  await reader.page.getByLabel('证明上的内容').fill(issued.body.line!)
  await reader.page.getByText('■ 这份证明已撤销，不能用。').waitFor()
  await reader.check()
  expect(await verifyElsewhere(app, credential)).toEqual({ verified: false, why: 'revoked' })
}, 90_000)

test('the page opened once checks without a network: the QR, a file, one with an hour changed, one that expired', async () => {
  const { certificate, credential } = await steps.issued()
  const { page, context, open } = await stage.visitor({ script: true })
  await open('/volunteer/check')
  await page.locator('html[data-kept]').waitFor({ state: 'attached' })
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await context.setOffline(true)
  await page.goto(`${stage.origin}/volunteer/check#${certificate.line}`)
  await page.reload()
  await page.getByText('● 这份证明有效。').waitFor()
  const choose = async (changed: object) => {
    const file = join(folder, 'chosen.json')
    await writeFile(file, JSON.stringify(changed))
    await page.getByLabel('电子证明的文件').setInputFiles(file)
  }
  const more = structuredClone(credential)
  more.credentialSubject.result[0]!.value = '200'
  await choose(more)
  await page.getByText('■ 内容被改过，不能用。').waitFor()
  await choose(credential)
  await page.getByText('● 这份证明有效。').waitFor()
  await choose({ name: '不是证明' })
  await page.getByText('■ 读不出证明，请再扫一次。').waitFor()
  const [mark, key, , signature] = certificate.line!.split('.') as [string, string, string, string]
  await page.getByLabel('证明上的内容').fill([mark, key, 'WyJaTSJd', signature].join('.'))
  await page.getByText('■ 内容被改过，不能用。').waitFor()
  await page.getByLabel('证明上的内容').fill([mark, key.replace(/.$/, last => (last === 'a' ? 'b' : 'a')), 'WyJaTSJd', signature].join('.'))
  await page.getByText('■ 不是本镇开的，不能用。').waitFor()
  await page.clock.setFixedTime(new Date('2029-03-09T16:00:00Z'))
  await page.getByLabel('证明上的内容').fill(certificate.line!)
  await page.getByText('■ 这份证明已过期。').waitFor()
  await context.setOffline(false)
}, 90_000)

test('the check saved as one file works on a machine that is never online; without script the server answers', async () => {
  const { certificate } = await steps.issued()
  const saved = join(folder, 'check.html')
  await writeFile(saved, (await stage.app.raw({ method: 'GET', url: '/volunteer/check/file' })).body)
  // a browser of its own: a visitor's would complain that it left the site
  const context = await stage.browser.newContext({ offline: true })
  const lonely = await context.newPage()
  await lonely.goto(`file://${saved}`)
  await lonely.getByLabel('证明上的内容').fill(`${stage.origin}/volunteer/check#${certificate.line}`)
  await lonely.getByText('● 这份证明有效。').waitFor()
  await context.close()

  const { page, open, check, checkWords } = await stage.visitor({ elder: 20 })
  await open('/volunteer/check')
  await check()
  await checkWords()
  await page.getByLabel('证明上的内容').fill(`${certificate.serial} ${certificate.code}`)
  await page.getByRole('button', { name: '联网查验' }).click()
  await page.getByText('● 这份证明有效。').waitFor()
  await page.waitForLoadState()
  await check()
}, 90_000)
