/** Cursors (翻页位置): an opaque place in a list, made from the sort key of the last row shown. */
import type { z } from 'zod'
import { invalidField } from './problem.ts'

/** URL-safe text that reads back as the same place. */
export const cursorOf = (place: readonly unknown[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(place))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** The place in a cursor. Throws invalid (422) if it is not one that we made for this list. */
export function placeOf<S extends z.ZodType>(cursor: string, place: S): z.output<S> {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const parsed = place.safeParse(JSON.parse(text))
    // A text that PostgreSQL cannot store was never a sort key.
    if (parsed.success && !/\\u(0000|d[89a-f])/i.test(text)) return parsed.data
  } catch {
    // Not base64, not UTF-8 or not JSON: not ours, and refused below.
  }
  throw invalidField('#/cursor', '翻页位置不对，请从第一页看起')
}
