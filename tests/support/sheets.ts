/** Sign sheets as a camera sees them (签名表照片), for tests: ruled paper with names and strokes that a seed decides. */
import sharp from 'sharp'

const width = 1000
const height = 1414

export interface PaperSheet {
  /** Names and code in print. */
  print: number
  /** Who signed how. */
  hands: number
  rows?: number
}

/** The sheet as a JPEG. Sheets with the same `print` bear the same form and the same names. */
export async function aSheet({ print, hands, rows = 14 }: PaperSheet): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height, 250)
  const printed = randomOf(print)
  const signed = randomOf(hands)
  scribble(pixels, printed, 300, 60, 400, 50, 14, 3)
  scribble(pixels, printed, 120, 140, 250, 24, 8, 2)
  const rowHeight = Math.floor(1100 / rows)
  for (let row = 0; row <= rows; row++) line(pixels, 80, 200 + row * rowHeight, 920, 200 + row * rowHeight, 2)
  for (const x of [80, 180, 420, 920]) line(pixels, x, 200, x, 200 + rows * rowHeight, 2)
  for (let row = 0; row < rows; row++) {
    const top = 200 + row * rowHeight
    scribble(pixels, printed, 105, top + 20, 40, rowHeight - 40, 3, 2)
    scribble(pixels, printed, 200, top + 16, 90 + printed() * 100, rowHeight - 32, 10, 2)
    if (signed() < 0.9) scribble(pixels, signed, 440 + signed() * 80, top + 6, 150 + signed() * 220, rowHeight - 12, 8 + signed() * 8, 3)
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 92 })
    .toBuffer()
}

/** Strokes within a box, as handwriting has them. */
function scribble(
  pixels: Buffer,
  random: () => number,
  left: number,
  top: number,
  wide: number,
  high: number,
  strokes: number,
  pen: number,
) {
  for (let stroke = 0; stroke < strokes; stroke++) {
    const x = left + (wide * stroke) / strokes
    const from = [x + random() * 20, top + random() * high] as const
    const to = [x + random() * (wide / strokes) * 2, top + random() * high] as const
    line(pixels, ...from, ...to, pen)
  }
}

function line(pixels: Buffer, x1: number, y1: number, x2: number, y2: number, pen: number) {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1))
  for (let step = 0; step <= steps; step++) {
    const x = Math.round(x1 + ((x2 - x1) * step) / steps)
    const y = Math.round(y1 + ((y2 - y1) * step) / steps)
    for (let dy = 0; dy < pen; dy++)
      for (let dx = 0; dx < pen; dx++) if (x + dx < width && y + dy < height) pixels[(y + dy) * width + x + dx] = 30
  }
}

/** Mulberry32: the same seed, the same sheet. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
