/**
 * The address's search part (网址里的筛选): every filter of a list stands there as plain text, so that a
 * list can be sent to a colleague. Repeated names are lists.
 */
import { z } from 'zod'

export type SearchValue = string | string[]

/** "?state=open&state=paused&q=路灯" → { state: ["open", "paused"], q: "路灯" }. */
export function parseSearch(text: string): Record<string, SearchValue> {
  const found: Record<string, SearchValue> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name]
    found[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return found
}

/** The reverse; empty values are left out. */
export function printSearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null || one === '' || one === false) continue
      out.append(name, String(one))
    }
  }
  return out.size > 0 ? `?${out}` : ''
}

/** A filter of one value: anything that does not fit the schema is as if it were not there. */
export const filter = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined)

/** A filter of several values. */
export const filters = <S extends z.ZodType>(schema: S) =>
  z
    .preprocess(value => (value === undefined || Array.isArray(value) ? value : [value]), z.array(schema).optional())
    .catch(undefined) as z.ZodType<z.output<S>[] | undefined>

/** A page's number, from 1. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).optional().catch(undefined)
