import fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { aSheet } from '../../../tests/support/sheets.ts'
import { differingBits, distanceTo, similarityBits, similarityCode, turnedCodes } from './image-similarity.ts'

let sheet: Buffer
let code: Buffer
beforeAll(async () => {
  sheet = await aSheet({ print: 1, hands: 1 })
  code = await similarityCode(sheet)
})

describe('a copy of a sheet is near it', () => {
  test.each([
    ['compressed again', () => sharp(sheet).jpeg({ quality: 30 })],
    ['half as large', () => sharp(sheet).resize(500).jpeg()],
    ['turned by 2°', () => sharp(sheet).rotate(2, { background: '#ffffff' }).jpeg()],
    ['turned by 2° the other way, on a dark table', () => sharp(sheet).rotate(-2, { background: '#555555' }).jpeg()],
    ['cropped', () => sharp(sheet).extract({ left: 60, top: 45, width: 890, height: 1300 }).jpeg()],
    ['brighter', () => sharp(sheet).modulate({ brightness: 1.3 }).jpeg()],
    ['darker and flat', () => sharp(sheet).linear(0.6, 20).jpeg()],
    ['lying on its side', () => sharp(sheet).rotate(90).jpeg()],
    [
      'everything at once',
      () => sharp(sheet).rotate(1.5, { background: '#777777' }).resize(600).modulate({ brightness: 0.8 }).jpeg({ quality: 40 }),
    ],
  ])('%s', async (_what, copy) => expect(distanceTo(code, await turnedCodes(await copy().toBuffer()))).toBeLessThan(40))
})

test('other sheets are far from it: of the same form with other signatures, and of another form', async () => {
  const others = await Promise.all(
    [2, 3, 4, 5, 6].flatMap(seed => [aSheet({ print: 1, hands: seed }), aSheet({ print: seed, hands: seed })]),
  )
  const turnings = await turnedCodes(sheet)
  for (const other of others) expect(distanceTo(await similarityCode(other), turnings)).toBeGreaterThan(80)
})

test('blank paper has a code too', async () => {
  const blank = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#ffffff' } })
    .jpeg()
    .toBuffer()
  expect(await similarityCode(blank)).toHaveLength(similarityBits / 8)
})

test('bits that differ are counted', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const bits = (code: Uint8Array) => [...code].map(byte => byte.toString(2).padStart(8, '0')).join('')
      expect(differingBits(one, other)).toBe([...bits(one)].filter((bit, at) => bit !== bits(other)[at]).length)
    }),
  )
})
