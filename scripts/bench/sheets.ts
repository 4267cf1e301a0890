/**
 * Bench of the signature sheets' likeness (签名表相像): sheets drawn by seeds are photographed in Chromium — turned up to 5°, seen
 * aslant, shaded, on a table, JPEG — and each photograph is compared with every sheet. Sheets of one form with other signatures are
 * what must not be taken for one another.
 *
 *   npm run bench -- sheets [--sheets 50] [--photographs 5]
 */
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { differentFromBits } from '#features/signatures/signatures.rules.ts'
import { distanceTo, similarityCode, turnedCodes } from '#platform/server/image-similarity.ts'
import { openBrowser } from '../../tests/journeys/browser.ts'
import { aSheet } from '../../tests/support/sheets.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Of a photograph; each up to its value, both ways. */
interface Camera {
  name: string
  turnedBy: number
  /** Of the paper towards or away from the lens. */
  tiltedBy: number
  /** How dark the corner in the shade is. */
  shade: number
  quality: number
}
const cameras: readonly Camera[] = [
  { name: 'flat: up to 1° turned, 2° aslant', turnedBy: 1, tiltedBy: 2, shade: 0.15, quality: 80 },
  { name: 'careful hand: up to 3° turned, 4° aslant', turnedBy: 3, tiltedBy: 4, shade: 0.3, quality: 70 },
  { name: 'hasty hand: up to 5° turned, 8° aslant', turnedBy: 5, tiltedBy: 8, shade: 0.45, quality: 55 },
]

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { sheets: { type: 'string', default: '50' }, photographs: { type: 'string', default: '5' } },
  })
  const [sheets, photographs] = [Number(values.sheets), Number(values.photographs)]
  const papers: { bytes: Buffer; code: Buffer }[] = []
  for (let hands = 1; hands <= sheets; hands += 1) {
    const bytes = await aSheet({ print: 1, hands })
    papers.push({ bytes, code: await similarityCode(bytes) })
  }
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 900, height: 1200 } })
  try {
    for (const camera of cameras) {
      const own: number[] = []
      const others: number[] = []
      for (const [index, { bytes }] of papers.entries())
        for (let shot = 0; shot < photographs; shot += 1) {
          const turnings = await turnedCodes(await photographed(page, bytes, camera, index * photographs + shot))
          papers.forEach(({ code }, other) => (other === index ? own : others).push(distanceTo(code, turnings)))
        }
      report(camera, own, others)
    }
  } finally {
    await browser.close()
  }
}

/** The same shot gives the same photograph. */
async function photographed(page: Page, sheet: Buffer, { turnedBy, tiltedBy, shade, quality }: Camera, shot: number): Promise<Buffer> {
  // Points of a low-discrepancy sequence, from -1 to 1: even over the whole range, and no chance.
  const at = (step: number) => 2 * ((0.5 + (shot + 1) * step) % 1) - 1
  const [turn, tiltX, tiltY] = [at(0.6180339887) * turnedBy, at(0.7548776662) * tiltedBy, at(0.569840291) * tiltedBy]
  await page.setContent(`<style>
    body{margin:0;width:900px;height:1200px;overflow:hidden;background:repeating-linear-gradient(93deg,#6b5137 0 9px,#735a3f 9px 21px,#64492f 21px 26px)}
    main{perspective:1800px;width:900px;height:1200px;display:grid;place-items:center}
    img{width:760px;transform:rotateX(${tiltX}deg) rotateY(${tiltY}deg) rotateZ(${turn}deg);box-shadow:0 8px 30px #0008}
    i{position:fixed;inset:0;background:linear-gradient(${120 + at(0.4142135) * 60}deg,rgba(20,15,0,${shade}),transparent 60%),radial-gradient(circle at ${50 + at(0.3247179) * 40}% 30%,#fff3 0,transparent 30%)}
  </style><main><img src="data:image/jpeg;base64,${sheet.toString('base64')}"></main><i></i>`)
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode())
  return page.screenshot({ type: 'jpeg', quality })
}

function report({ name }: Camera, own: number[], others: number[]): void {
  const [near, far] = [own.toSorted((a, b) => a - b), others.toSorted((a, b) => a - b)]
  say(`${name}: ${own.length} photographs of their own sheet, ${others.length} pairs of two sheets of one form`)
  say(`  own: median ${near[Math.floor(near.length / 2)]}, 95 % ${near[Math.floor(near.length * 0.95)]}, most ${near.at(-1)}`)
  say(`  others: least ${far[0]}, 1 % ${far[Math.floor(far.length * 0.01)]}, median ${far[Math.floor(far.length / 2)]}`)
  for (const bits of [40, 50, differentFromBits, 70, 75, 80, 85, 90]) {
    const [hits, alarms] = [own.filter(each => each < bits).length, others.filter(each => each < bits).length]
    say(`  nearer than ${bits}: ${hits} of ${own.length} found, ${alarms} false alarms of ${others.length}`)
  }
}
