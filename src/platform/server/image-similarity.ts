/**
 * Similarity of pictures (图像相似度): a short code of what a picture shows, so near for two pictures of one sheet of paper that a
 * person should compare them. It survives another size, compression, brightness, a few degrees of turning and a narrower crop.
 *
 * A code proves nothing: near codes are a question for people, never an answer.
 *
 * Source: C. Zauner, Implementation and benchmarking of perceptual image hash functions (2010), 3.2: signs of the lowest DCT coefficients.
 */
import { loadDecoder } from './images.ts'

/** Bits of a code: sixteen by sixteen coefficients. */
export const similarityBits = 256
const side = 16
const grid = 64
/** A photo is rarely held straighter, and a feeder rarely feeds straighter. */
const degrees = [-3, -2, -1, 0, 1, 2, 3] as const
const quarters = [0, 90, 180, 270] as const

/** The code of a picture as it lies there. The picture must have passed cleanImage. */
export async function similarityCode(picture: Uint8Array): Promise<Buffer> {
  return codeOf(await turned(await content(picture, 0), 0))
}

/** The codes of a picture turned a little this way or that, and laid on each side: what a copy is looked up by. */
export async function turnedCodes(picture: Uint8Array): Promise<Buffer[]> {
  const codes: Buffer[] = []
  for (const quarter of quarters) {
    const upright = await content(picture, quarter)
    for (const angle of degrees) codes.push(codeOf(await turned(upright, angle)))
  }
  return codes
}

/** How far a picture, however turned, is from the one with the code: bits that differ, at most 256. */
export const distanceTo = (code: Uint8Array, turnings: readonly Uint8Array[]): number =>
  Math.min(similarityBits, ...turnings.map(own => differingBits(own, code)))

export function differingBits(one: Uint8Array, other: Uint8Array): number {
  let count = 0
  for (let at = 0; at < one.length; at++) for (let rest = one[at]! ^ other[at]!; rest > 0; rest &= rest - 1) count += 1
  return count
}

interface Ink {
  pixels: Buffer
  size: number
}
const inkSize = 400

/** What is darker than its surroundings, white on black: paper, shade and light are gone. */
async function content(picture: Uint8Array, quarter: number): Promise<Ink> {
  const sharp = await loadDecoder()
  const grey = sharp(picture).rotate(quarter).greyscale().resize(inkSize, inkSize, { fit: 'fill' })
  const plain = await grey.clone().blur(0.6).raw().toBuffer()
  const paper = await grey.clone().median(15).raw().toBuffer()
  const pixels = Buffer.alloc(inkSize * inkSize)
  for (let at = 0; at < pixels.length; at++) pixels[at] = Math.min(255, Math.max(0, (paper[at]! - plain[at]! - 8) * 4))
  return { pixels, size: inkSize }
}

/** Turned, cut down to what is written, and small. */
async function turned({ pixels, size }: Ink, angle: number): Promise<Buffer> {
  const sharp = await loadDecoder()
  const rotated = await sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .rotate(angle, { background: '#000000' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = rotated.info
  const box = written(rotated.data, width, height)
  return sharp(rotated.data, { raw: { width, height, channels: 1 } })
    .extract(box)
    .resize(grid, grid, { fit: 'fill', kernel: 'cubic' })
    .blur(1)
    .toColourspace('b-w')
    .raw()
    .toBuffer()
}

/** The box that holds all but the outermost half per cent of the ink on each side. */
function written(pixels: Buffer, width: number, height: number) {
  const columns = new Float64Array(width)
  const rows = new Float64Array(height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      columns[x]! += pixels[y * width + x]!
      rows[y]! += pixels[y * width + x]!
    }
  const [left, right] = middle(columns)
  const [top, bottom] = middle(rows)
  return { left, top, width: right - left + 1, height: bottom - top + 1 }
}

function middle(sums: Float64Array): [number, number] {
  const total = sums.reduce((sum, one) => sum + one, 0)
  if (total === 0) return [0, sums.length - 1]
  const edge = total * 0.005
  let from = 0
  let to = sums.length - 1
  for (let sum = sums[from]!; sum < edge; sum += sums[from]!) from += 1
  for (let sum = sums[to]!; sum < edge; sum += sums[to]!) to -= 1
  return to - from < 8 ? [0, sums.length - 1] : [from, to]
}

/** One bit for each of the lowest coefficients: above the median, or not. */
function codeOf(pixels: Buffer): Buffer {
  const coefficients = lowest(pixels)
  const median = [...coefficients].sort((a, b) => a - b)[coefficients.length / 2]!
  const code = Buffer.alloc(similarityBits / 8)
  coefficients.forEach((value, at) => {
    if (value > median) code[at >> 3]! |= 1 << (at & 7)
  })
  return code
}

const cosines = Array.from({ length: side }, (_, k) =>
  Float64Array.from({ length: grid }, (__, n) => Math.cos((Math.PI * (k + 1) * (2 * n + 1)) / (2 * grid))),
)

/** DCT-II along both sides, without the constant terms. */
function lowest(pixels: Buffer): number[] {
  const half = cosines.map(wave =>
    Float64Array.from({ length: grid }, (_, y) => wave.reduce((sum, cosine, x) => sum + cosine * pixels[y * grid + x]!, 0)),
  )
  return cosines.flatMap(wave => half.map(line => wave.reduce((sum, cosine, y) => sum + cosine * line[y]!, 0)))
}
