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
  const isPaper = sheetIn(paper)
  for (let at = 0; at < pixels.length; at++) pixels[at] = isPaper(at) ? Math.min(255, Math.max(0, (paper[at]! - plain[at]! - 8) * 4)) : 0
  return { pixels, size: inkSize }
}

/** Blocks along a side, in which paper and table are told apart. */
const blocks = 50
const blockSize = inkSize / blocks
/** Table and paper differ by so many of 256 greys; less is shade on paper that fills the picture. */
const leastContrast = 40

/**
 * Where the sheet lies: the largest bright patch, without its rim, where the table's grain and the shadow's edge would be taken for
 * ink. Everywhere if nothing stands out as a sheet, as in a scan.
 */
function sheetIn(paper: Buffer): (at: number) => boolean {
  const greys = Array.from({ length: blocks * blocks }, (_, block) => {
    const [x, y] = [(block % blocks) * blockSize + blockSize / 2, Math.floor(block / blocks) * blockSize + blockSize / 2]
    return paper[y * inkSize + x]!
  })
  const { threshold, contrast } = parted(greys)
  if (contrast < leastContrast) return () => true
  const patch = largestPatch(greys.map(grey => grey > threshold))
  if (patch.size < greys.length / 5) return () => true
  const inner = (x: number, y: number) =>
    [x - 1, x, x + 1].every(column =>
      [y - 1, y, y + 1].every(row => column < 0 || row < 0 || column >= blocks || row >= blocks || patch.has(row * blocks + column)),
    )
  const kept = greys.map((_, block) => inner(block % blocks, Math.floor(block / blocks)))
  return at => kept[Math.floor(Math.floor(at / inkSize) / blockSize) * blocks + Math.floor((at % inkSize) / blockSize)]!
}

/** The grey that parts dark from bright best, and how far their means are apart. Source: N. Otsu, IEEE SMC 9 (1979). */
function parted(greys: readonly number[]): { threshold: number; contrast: number } {
  let best = { threshold: 0, contrast: 0, between: -1 }
  for (let threshold = 1; threshold < 255; threshold++) {
    const [dark, bright] = [greys.filter(grey => grey <= threshold), greys.filter(grey => grey > threshold)]
    if (dark.length === 0 || bright.length === 0) continue
    const contrast = mean(bright) - mean(dark)
    const between = dark.length * bright.length * contrast ** 2
    if (between > best.between) best = { threshold, contrast, between }
  }
  return best
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The largest set of neighbouring blocks that are bright. */
function largestPatch(bright: readonly boolean[]): ReadonlySet<number> {
  const seen = new Set<number>()
  let largest = new Set<number>()
  for (let start = 0; start < bright.length; start++) {
    if (!bright[start] || seen.has(start)) continue
    const patch = new Set([start])
    // A set is walked in the order in which it grows.
    for (const block of patch) {
      const x = block % blocks
      for (const next of [x > 0 ? block - 1 : -1, x < blocks - 1 ? block + 1 : -1, block - blocks, block + blocks])
        if (bright[next]) patch.add(next)
    }
    for (const block of patch) seen.add(block)
    if (patch.size > largest.size) largest = patch
  }
  return largest
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
