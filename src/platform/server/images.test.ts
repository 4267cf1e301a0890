import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Problem } from '../shared/problem.ts'
import { cleanImage, imageLimits } from './images.ts'

const canvas = (width = 400, height = 300) => sharp({ create: { width, height, channels: 3, background: '#3a7' } })

/** A picture with enough detail that its data cannot be cut without being missed. */
const noise = (width: number, height: number) =>
  sharp(Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 7919 + (at >> 3) * 104729) & 0xff)), {
    raw: { width, height, channels: 3 },
  })

/** Four differing frames of 20 × 20. */
const moving = () =>
  sharp(Buffer.from(Array.from({ length: 20 * 80 * 3 }, (_, at) => (at >> 3) & 0xff)), {
    raw: { width: 20, height: 80, channels: 3, pageHeight: 20 },
  })
    .webp({ loop: 0, delay: [90, 90, 90, 90] })
    .toBuffer()

async function refusal(input: Uint8Array): Promise<Problem> {
  const began = performance.now()
  const found = await cleanImage(input).then(
    () => {
      throw new Error('was accepted')
    },
    (error: unknown) => error,
  )
  expect(found).toBeInstanceOf(Problem)
  expect(performance.now() - began).toBeLessThan(2000)
  return found as Problem
}

/** A PNG that says it is `width` × `height` and holds almost nothing. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const out = Buffer.alloc(named.length + 8)
    out.writeUInt32BE(body.length, 0)
    named.copy(out, 4)
    out.writeUInt32BE(crc32(named), named.length + 4)
    return out
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('what is kept', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('a %s becomes a JPEG known by its digest', async format => {
    const clean = await cleanImage(await canvas().toFormat(format).toBuffer())
    expect(clean).toMatchObject({ mediaType: 'image/jpeg', width: 400, height: 300 })
    expect(clean.digest).toMatch(/^[0-9a-f]{64}$/)
    expect((await sharp(clean.bytes).metadata()).format).toBe('jpeg')
    expect((await cleanImage(await canvas().toFormat(format).toBuffer())).digest).toBe(clean.digest)
  })

  test('the place where a photo was taken never survives', async () => {
    const place = 'MAP-DATUM-OF-THE-FRONT-DOOR'
    const taken = await canvas()
      .withExif({ IFD0: { Make: 'CAMERA-MAKER' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 56/1 0/1', GPSMapDatum: place } })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    expect(taken.includes(place), 'the photo does carry its place').toBe(true)
    const { bytes } = await cleanImage(taken)
    const { exif, icc, xmp, iptc } = await sharp(bytes).metadata()
    expect({ exif, icc, xmp, iptc }).toEqual({ exif: undefined, icc: undefined, xmp: undefined, iptc: undefined })
    for (const trace of [place, 'CAMERA-MAKER', 'Exif', 'ICC_PROFILE']) expect(bytes.includes(trace), trace).toBe(false)
  })

  test('a photo taken with the phone on its side stands upright', async () => {
    const lying = await canvas(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await cleanImage(lying)).toMatchObject({ width: 300, height: 400 })
  })

  test('a large photo shrinks to 1600 pixels and a small one does not grow', async () => {
    expect(await cleanImage(await canvas(4000, 3000).jpeg().toBuffer())).toMatchObject({ width: 1600, height: 1200 })
    expect(await cleanImage(await canvas(30, 20).png().toBuffer())).toMatchObject({ width: 30, height: 20 })
  })

  test('transparent parts become white, not black', async () => {
    const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toBuffer()
    const pixel = (
      await sharp((await cleanImage(clear)).bytes)
        .raw()
        .toBuffer()
    )[0]
    expect(pixel).toBe(255)
  })

  test('what hides behind a picture is gone', async () => {
    const script = '<script>alert(1)</script>PK\u0003\u0004'
    const polyglot = Buffer.concat([await canvas().jpeg().toBuffer(), Buffer.from(script, 'latin1')])
    const { bytes } = await cleanImage(polyglot)
    expect(bytes.includes('<script>')).toBe(false)
    expect(bytes.includes('PK\u0003\u0004')).toBe(false)
  })
})

describe('what is refused, within two seconds, in a sentence', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>')
  test.each([
    ['a program renamed to .jpg', 415, /不是照片/, () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4096, 0x90)])],
    ['an SVG, which can hold script', 415, /不是照片/, () => svg],
    ['an SVG behind the first bytes of a JPEG', 422, /打不开/, () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), svg])],
    ['a GIF', 415, /不是照片/, () => canvas().gif().toBuffer()],
    [
      'a PDF that begins as a PDF',
      415,
      /不是照片/,
      async () => Buffer.concat([Buffer.from('%PDF-1.7\n'), await canvas().jpeg().toBuffer()]),
    ],
    ['an iPhone original', 415, /HEIC/, () => Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0heic', 'latin1')],
    ['nothing', 415, /不是照片/, () => Buffer.alloc(0)],
    ['50,000 × 50,000 pixels in a small file', 413, /4000万/, () => pngClaiming(50_000, 50_000)],
    ['one row more than 40 megapixels', 413, /4000万/, () => pngClaiming(8000, 5001)],
    ['a PNG that holds less than its header says', 422, /打不开/, () => pngClaiming(2000, 2000)],
    ['a photo cut off on the way', 422, /打不开/, async () => (await noise(600, 400).jpeg().toBuffer()).subarray(0, 20_000)],
    ['a WebP cut off on the way', 422, /打不开/, async () => (await noise(600, 400).webp().toBuffer()).subarray(0, 9000)],
    ['a moving WebP', 415, /会动/, moving],
    ['eleven megabytes', 413, /10MB/, () => Buffer.alloc(11 * 1024 * 1024, 0xff)],
  ])('%s', async (_why, status, words, make) => {
    const problem = await refusal(await make())
    expect(problem.kind.status).toBe(status)
    expect(problem.detail).toMatch(words)
  })

  test('a progressive JPEG with a thousand passes', async () => {
    const plain = await canvas(64, 64).jpeg({ progressive: true }).toBuffer()
    const scan = Buffer.from([0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00])
    const bomb = Buffer.concat([plain.subarray(0, -2), ...Array.from({ length: imageLimits.scans + 1 }, () => scan), plain.subarray(-2)])
    expect((await refusal(bomb)).kind.status).toBe(413)
  })

  test('refusing pixel floods does not grow memory', async () => {
    const flood = pngClaiming(50_000, 50_000)
    await refusal(flood)
    const before = process.memoryUsage.rss()
    for (let round = 0; round < 20; round += 1) await refusal(flood)
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024)
  })
})
