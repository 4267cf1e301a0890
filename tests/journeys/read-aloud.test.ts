/** Reading aloud (朗读, A11Y-12): where the device has a Chinese voice, and never by itself. */
import { expect, test } from 'vitest'
import { useBrowser, type Visitor } from './support.ts'

const stage = useBrowser()

/** The device's voices, and what it was asked to say: Chromium here has none. */
async function withVoices({ context }: Visitor, ...languages: string[]) {
  await context.addInitScript((langs: string[]) => {
    const said: string[] = []
    const voices = langs.map(lang => ({ lang }))
    const speech = { getVoices: () => voices, speak: ({ text }: { text: string }) => said.push(text), cancel: () => undefined }
    class Utterance {
      readonly text: string
      constructor(text: string) {
        this.text = text
      }
    }
    Object.assign(window, { said, SpeechSynthesisUtterance: Utterance })
    Object.defineProperty(window, 'speechSynthesis', { value: speech })
  }, languages)
}

const said = ({ page }: Visitor) => page.evaluate(() => (window as unknown as { said: string[] }).said)

test('without a Chinese voice, or without script, there is no button', async () => {
  const silent = await stage.visitor({ script: true })
  await withVoices(silent, 'en-US')
  const plain = await stage.visitor()
  for (const visitor of [silent, plain]) {
    await visitor.open('/problems/not-found')
    await expect.poll(() => visitor.page.isVisible('#aloud')).toBe(false)
  }
})

test('the page is read from its heading on when asked, and stops when told', async () => {
  const visitor = await stage.visitor({ script: true, elder: 20 })
  await withVoices(visitor, 'zh-CN')
  await visitor.open('/problems/not-found')
  const { page } = visitor
  await expect.poll(() => page.isVisible('text=用粤语听')).toBe(false)
  expect(await said(visitor)).toEqual([])
  await page.click('text=听这一页')
  expect((await said(visitor)).slice(0, 2)).toEqual(['没有找到', '状态码'])
  await page.click('text=停下')
  await expect.poll(() => page.isVisible('text=听这一页')).toBe(true)
  await visitor.check()
})

test('a Cantonese voice is offered beside', async () => {
  const visitor = await stage.visitor({ script: true })
  await withVoices(visitor, 'zh-CN', 'zh-HK')
  await visitor.open('/problems/not-found')
  await visitor.page.click('text=用粤语听')
  expect((await said(visitor))[0]).toBe('没有找到')
})
