/**
 * Images (图片): the one door for photos that people send.
 *
 * A photo is accepted by what its first bytes are, never by its name or declared type, and is
 * always re-encoded: nothing of the original file survives, so neither place nor camera
 * (EXIF, ICC, XMP) nor anything hidden behind the picture can be stored or served.
 *
 * Source: conventions SEC-M3, UX-14; reliability S7; OWASP ASVS 5.0, 5.2.6 (pixel flood).
 */
import { createHash } from 'node:crypto'
import type { Sharp, SharpOptions } from 'sharp'
import { Problem, problems } from '../shared/problem.ts'

/** A photo as it is stored: by its digest. */
export interface CleanImage {
  bytes: Buffer
  mediaType: 'image/jpeg'
  width: number
  height: number
  /** SHA-256 of `bytes`, in hexadecimal. */
  digest: string
}

export const imageLimits = {
  bytes: 10 * 1024 * 1024,
  pixels: 40_000_000,
  /** Longest side of what is stored, in pixels. */
  side: 1600,
  /** Passes of a progressive JPEG; cameras and browsers write about ten, a decoder bomb thousands. */
  scans: 100,
  /** A decoder that works longer than this is stopped. */
  seconds: 20,
} as const

let loading: Promise<(input: Uint8Array, options?: SharpOptions) => Sharp> | null = null

/** The decoder, loaded with the first photo: 11 MB that a process without photos does without. */
export const loadDecoder = () =>
  (loading ??= import('sharp').then(({ default: sharp }) => {
    // Only the three decoders that are needed can run at all, whatever the first bytes claim.
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] })
    // Photos are seen once: a cache of decoded pixels would only hold memory.
    sharp.cache(false)
    return sharp
  }))

/**
 * The photo, upright, at most 1600 pixels a side, as JPEG without metadata.
 *
 * Throws too-large (413) above 10 MB or 40 megapixels, unsupported (415) for anything but a still
 * JPEG, PNG or WebP, and invalid (422) for a photo that does not open to its end.
 */
export async function cleanImage(input: Uint8Array): Promise<CleanImage> {
  if (input.byteLength > imageLimits.bytes) throw new Problem(problems.tooLarge, '照片不能超过10MB。请换小一点的照片。')
  const format = formatOf(input)
  if (format === 'heic') throw new Problem(problems.unsupported, '这是HEIC照片，暂时打不开。请先截图，再传截图。')
  if (!format) throw new Problem(problems.unsupported, '这不是照片。请选JPG、PNG或WebP照片。')
  await checkHeader(input, format)
  return reencode(input)
}

/** Do the first bytes say that it is a photo, of whatever kind? */
export const isImage = (input: Uint8Array): boolean => formatOf(input) !== null

type Format = 'jpeg' | 'png' | 'webp' | 'heic'

/** What the first bytes say the file is; null for anything that is not a photo. */
function formatOf(input: Uint8Array): Format | null {
  const head = Buffer.from(input.buffer, input.byteOffset, Math.min(input.byteLength, 16))
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg'
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png'
  const words = head.toString('latin1')
  if (words.startsWith('RIFF') && words.slice(8, 12) === 'WEBP') return 'webp'
  if (/^.{4}ftyp(heic|heix|hevc|mif1|msf1|heim|heis)/s.test(words)) return 'heic'
  return null
}

/** Refuses by the header alone, before a single pixel is decoded. */
async function checkHeader(input: Uint8Array, format: Format): Promise<void> {
  const sharp = await loadDecoder()
  const header = await sharp(input, { limitInputPixels: false, failOn: 'none' }).metadata().catch(refuseBroken)
  if (header.format !== format) throw new Problem(problems.unsupported, '这不是照片。请选JPG、PNG或WebP照片。')
  if (header.width * header.height * (header.pages ?? 1) > imageLimits.pixels)
    throw new Problem(problems.tooLarge, '照片超过4000万像素。请用手机的普通模式重拍。')
  if ((header.pages ?? 1) > 1) throw new Problem(problems.unsupported, '这是会动的图片。请换一张照片。')
  if (format === 'jpeg' && scansOf(input) > imageLimits.scans) throw new Problem(problems.tooLarge, '照片的编码太复杂。请截图后再传。')
}

/** Start-of-scan markers; inside picture data the byte FF never stands before DA. */
function scansOf(input: Uint8Array): number {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
  const marker = Buffer.from([0xff, 0xda])
  let count = 0
  for (let at = bytes.indexOf(marker); at >= 0 && count <= imageLimits.scans; at = bytes.indexOf(marker, at + 2)) count += 1
  return count
}

async function reencode(input: Uint8Array): Promise<CleanImage> {
  const sharp = await loadDecoder()
  const { data, info } = await sharp(input, {
    limitInputPixels: imageLimits.pixels,
    failOn: 'error',
    sequentialRead: true,
    animated: false,
  })
    .autoOrient()
    .resize({ width: imageLimits.side, height: imageLimits.side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .timeout({ seconds: imageLimits.seconds })
    .toBuffer({ resolveWithObject: true })
    .catch(refuseBroken)
  const digest = createHash('sha256').update(data).digest('hex')
  return { bytes: data, mediaType: 'image/jpeg', width: info.width, height: info.height, digest }
}

/** A photo that was accepted, small enough to stand inside a page, as a data URL. */
export async function previewOf(photo: Uint8Array): Promise<string> {
  const sharp = await loadDecoder()
  const small = await sharp(photo).resize(240, 160, { fit: 'inside' }).jpeg({ quality: 60 }).toBuffer()
  return `data:image/jpeg;base64,${small.toString('base64')}`
}

const refuseBroken = (): never => {
  throw new Problem(problems.invalid, '照片打不开，可能没有传完整。请重新选一次。')
}
