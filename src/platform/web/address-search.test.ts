import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { filter, filters, pageNumber, parseSearch, printSearch } from './address-search.ts'

describe('the filters of a list live in its address', () => {
  test.each([
    // search, printed, why
    [{ q: '路灯' }, '?q=%E8%B7%AF%E7%81%AF', 'Chinese text survives'],
    [{ state: ['open', 'paused'] }, '?state=open&state=paused', 'several values repeat the name'],
    [{ q: '', page: undefined }, '', 'nothing chosen leaves a clean address'],
    [{ q: '123' }, '?q=123', 'digits stay text, without quotes'],
  ])('%o is printed as %s: %s', (search, printed, _why) => {
    expect(printSearch(search)).toBe(printed)
  })

  test('what was printed reads back the same', () => {
    const search = { q: '"引号" & 符号', state: ['a', 'b'] }
    expect(parseSearch(printSearch(search))).toEqual(search)
  })

  test('a value that does not fit is as if it were not there', () => {
    const schema = z.object({ lamp: filter(z.enum(['ok', 'late'])), state: filters(z.enum(['open', 'paused'])), page: pageNumber })
    expect(schema.parse({ lamp: 'purple', state: 'open', page: '-3' })).toEqual({ lamp: undefined, state: ['open'], page: undefined })
    expect(schema.parse({ lamp: 'late', state: ['open', 'what'], page: '2' })).toEqual({ lamp: 'late', state: undefined, page: 2 })
  })
})
