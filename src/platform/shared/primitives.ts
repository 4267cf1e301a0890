/** Primitives (基本类型): the scalar shapes that cross the wire, each with its Chinese refusal. */
import { z } from 'zod'

/** Identifier: UUID version 7, so that sorting by id sorts by creation time. */
export const Id = z.uuid('编号不对')
/** An instant: RFC 3339 in UTC, e.g. "2026-03-01T08:00:00.000Z"; within three centuries: there is no year 0 in the database. */
export const Instant = z.iso
  .datetime('时间要写成 2026-03-01T08:00:00Z 这样')
  .refine(instant => instant >= '1900' && instant < '2200', '年份要在1900年到2199年之间')
/** A day in Asia/Shanghai, e.g. "2026-03-01"; within three centuries, so that the days around it are days too. */
export const LocalDate = z.iso
  .date('日期要写成 2026-03-01 这样')
  .refine(day => day >= '1900-01-01' && day < '2200-01-01', '年份要在1900年到2199年之间')
/** An opaque place in a list: with the longest sort key that a row may have, the pinyin of a name of 50 characters or a name of 80. */
export const Cursor = z.string().max(1_000)
/** The answer of an endpoint that downloads. */
export const FileAnswer = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.custom<Uint8Array>(value => value instanceof Uint8Array),
})
export type FileAnswer = z.infer<typeof FileAnswer>
/** Rows of one page. */
export const Limit = z.coerce.number().int().min(1).max(100).default(25)
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/**
 * Marks that turn the direction of what follows (UAX 9, 2), and a byte order mark. Whoever copies a number on a phone brings them along
 * unseen; whoever means harm lets an amount be read from its end. Nothing written here needs them.
 */
const withoutDirections = (text: string) => text.replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')

/** Text a person typed: NFC, trimmed, `min` to `max` code points (DATA-08, DATA-09), no control characters and none of direction. */
export const typed = (name: string, min: number, max: number) =>
  z
    .string(`请写${name}`)
    .transform(text => withoutDirections(text).normalize('NFC').replaceAll('\r\n', '\n').trim())
    .refine(text => !/[\u0000-\u0008\u000b-\u001f\u007f]/u.test(text), { message: `${name}里有看不见的字符，请删掉`, abort: true })
    .refine(text => [...text].length >= min, { message: min === 1 ? `请写${name}` : `${name}至少写${min}个字`, abort: true })
    .refine(text => [...text].length <= max, `${name}最多${max}个字`)

/** Mobile after +86, spaces and hyphens are dropped (DATA-12). */
export const Mobile = z
  .string()
  .transform(text =>
    toHalfWidth(withoutDirections(text))
      .replaceAll(/[\s-]/g, '')
      .replace(/^\+?86(?=1\d{10}$)/, ''),
  )
  .superRefine((text, context) => {
    if (/^1[3-9]\d{9}$/.test(text) || /^0\d{2,3}\d{7,8}$/.test(text)) return
    const missing = 11 - text.length
    const message =
      /^1\d*$/.test(text) && missing > 0 ? `手机号少了${missing}位。应为11位数字。` : '电话号码不对。手机是11位数字，座机要带区号。'
    context.addIssue({ code: 'custom', message })
  })

const toHalfWidth = (text: string) => text.replaceAll(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ')
