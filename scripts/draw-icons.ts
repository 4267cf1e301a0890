/** Draws the site's icons from logo.svg: 32 px PNG and ICO for old browsers, 180 px for home screens (LOOK.md, Logo). */
import { readFileSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'

const assets = new URL('../src/platform/public/assets/', import.meta.url)
const logo = readFileSync(new URL('logo.svg', assets), 'utf8')
/** --brand of tokens.css. */
const brand = '#a0352b'

const small = await drawn(logo, 32)
save('icon-32.png', small)
save('favicon.ico', icon(small, 32))

const white = logo.replaceAll(/#[0-9a-fA-F]{6}\b/g, '#ffffff').replaceAll('currentColor', '#ffffff')
const inner = Math.round(180 * 0.6)
const touch = sharp({ create: { width: 180, height: 180, channels: 3, background: brand } }).composite([
  { input: await drawn(white, inner) },
])
save('icon-180.png', await touch.png({ palette: true, compressionLevel: 9 }).toBuffer())

function drawn(svg: string, side: number): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: (72 * side) / 32 })
    .resize(side, side)
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer()
}

/** An ICO file that holds one PNG: header, one directory entry, the picture. */
function icon(png: Buffer, side: number): Buffer {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2) // type: icon
  head.writeUInt16LE(1, 4) // pictures
  head.writeUInt8(side, 6)
  head.writeUInt8(side, 7)
  head.writeUInt16LE(1, 10) // planes
  head.writeUInt16LE(32, 12) // bits
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(head.length, 18)
  return Buffer.concat([head, png])
}

function save(name: string, bytes: Buffer) {
  writeFileSync(new URL(name, assets), bytes)
}
