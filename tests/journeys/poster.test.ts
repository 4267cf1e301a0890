/** The poster on the wall (公示栏海报) in a real browser: printed from the notice's page, its code scanned, the check opened by it. */
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aNotice, aNoticePlace } from '#features/disclosures/disclosures.samples.ts'
import { codeInDocx, codesOnPdf } from '../support/qr.ts'
import { useBrowser, type Visitor } from './support.ts'

const stage = useBrowser()
const { app } = stage

/** What the link gives, as a resident's phone keeps it. */
async function printed({ page }: Visitor, link: string): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  return new Uint8Array(await readFile(await download.path()))
}

/** Scans a code: the phone opens what it says. */
async function scanned(address: string) {
  const { page, context } = await stage.visitor({ script: true })
  await page.goto(address)
  const answer = page.getByRole('status')
  await answer.filter({ hasNotText: '正在核对' }).waitFor()
  const told = { answer: await answer.innerText(), text: await page.locator('#text').innerText() }
  await context.close()
  return told
}

test('the code on the sheet, pdf or docx, opens the check of that version; after a correction the old sheet still checks, as the old one', async () => {
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place)
  await notice.goOut()
  const reader = await stage.visitor()
  await reader.open(`/notices/${notice.id}`)
  const [first] = await codesOnPdf(await printed(reader, '下载公示栏海报（pdf）'))
  expect(await codeInDocx(await printed(reader, '海报（docx）'))).toBe(first)
  const good = '▲ 没有改过：2026年3月2日公开的就是这些，还没有见证人看过。'
  expect(await scanned(first!)).toEqual({ answer: good, text: expect.stringContaining('租期五年') })

  app.now = new Date('2026-03-05T01:00:00Z')
  await notice.step('correct', place.clerk, { reason: '租期写错了' })
  await notice.goOut({ content: '三口鱼塘发包，租期三年，收益归集体。' })
  await reader.open(`/notices/${notice.id}`)
  const [second] = await codesOnPdf(await printed(reader, '下载公示栏海报（pdf）'))
  expect(await scanned(second!)).toEqual({ answer: expect.stringContaining('2026年3月5日'), text: expect.stringContaining('租期三年') })
  expect((await scanned(first!)).text, 'the sheet that still hangs').toContain('租期五年')

  await sql`update notice_content set content = jsonb_set(content, '{content}', '"租期三十年。"')
    where notice_id = ${notice.id} and number = 2`.execute(app.owner)
  expect((await scanned(second!)).answer).toBe('■ 对不上：文字和当时公开的不一样。')
  expect((await scanned(first!)).answer, 'the other version was not touched').toContain('没有改过')
})
