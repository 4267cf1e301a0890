/**
 * Wall posters (公示栏海报): a notice on A4 for the board at the village office, where most people read it; its QR leads to the page.
 *
 * One poster in two forms: a docx that the office may still change, and a pdf that prints alike everywhere. The board is the legal
 * channel, the page its aid. No seal is drawn.
 *
 * Source: conventions NOT-04.
 */
import QRCode from 'qrcode'

export type PosterBlock =
  | { kind: 'text'; text: string }
  | { kind: 'table'; header: readonly string[]; rows: readonly (readonly string[])[] }

export interface WallPoster {
  title: string
  blocks: readonly PosterBlock[]
  /** In words: "2026年3月2日至2026年3月8日，共7天". */
  period: string
  /** How to object: where, with whom, until when. */
  objecting: string
  issuer: string
  /** A day, e.g. "2026-03-02". */
  date: string
  /** Of the page, absolute: what the QR holds, letter by letter. */
  address: string
  /** What stands below the QR: the number under which the text is in the public record. */
  codeLine: string
}

export const posterWords = {
  period: '公示时间：',
  objecting: '有意见怎么提：',
  scan: '扫码看原文，核对有没有改过。',
} as const

/** A board is rained on and scratched: level Q still reads with a quarter of the code gone. */
const errorCorrection = 'Q'

/** Dark modules of the QR, row by row; without the quiet zone. */
export function qrModules(address: string): { size: number; isDark(row: number, column: number): boolean } {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: errorCorrection })
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 }
}

/** The QR as a PNG, with its quiet zone of four modules. */
export const qrPicture = (address: string): Promise<Buffer> =>
  QRCode.toBuffer(address, { errorCorrectionLevel: errorCorrection, margin: 4, scale: 8 })
