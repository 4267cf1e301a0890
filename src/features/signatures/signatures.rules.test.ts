import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decisionOf, differentFromBits, nearestOf, reasons, sheetCodeFrom, shownCode, typedCode } from './signatures.rules.ts'

describe('a code survives being read and typed', () => {
  test.each([
    ['acd-efh', 'ACDEFH', 'small letters and a hyphen'],
    ['ＡＣＤ　ＥＦＨ', 'ACDEFH', 'full width'],
    ['ACD EFH ', 'ACDEFH', 'spaces'],
  ])('%s → %s: %s', (typed, code, _why) => expect(typedCode(typed)).toBe(code))
  test('every code comes back as it was printed, and has no letter that looks like another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), random => {
        fc.pre(random.filter(byte => byte < 252).length >= 6)
        const code = sheetCodeFrom(random)
        expect(code).toMatch(/^[^BGIOQSUZ0-9]{6}$/)
        expect(typedCode(shownCode(code))).toBe(code)
      }),
    )
  })
})

describe('two of one mind decide', () => {
  test.each([
    [[], null, 'nobody has looked'],
    [['same'], null, 'one alone decides nothing'],
    [['same', 'different'], null, 'two do not agree: a third looks'],
    [['same', 'same'], 'reject', 'two say that it is the earlier sheet'],
    [['different', 'different'], 'clear', 'two say that it is another'],
    [['same', 'different', 'same'], 'reject', 'the third decides'],
  ] as const)('%j → %s: %s', (verdicts, decision, _why) => expect(decisionOf(verdicts)).toBe(decision))
})

describe('the nearest earlier sheet is asked about, if near enough', () => {
  test.each([
    [[], null, 'there is none'],
    [[90, differentFromBits, 128], null, 'all are far'],
    [[90, 12, 3], { sheet: 'c', bits: 3 }, 'the nearest of those near'],
  ])('%j → %j: %s', (distances, near, _why) => expect(nearestOf(['a', 'b', 'c'].slice(0, distances.length), distances)).toEqual(near))
})

test('a refusal says of which meeting the sheet is', () => {
  const earlier = { id: 's', meetingId: 'm', title: '第四季度党员大会', heldOn: '2025-12-30' }
  expect(reasons.sameFile(earlier, 'm')).toBe('这张签名表已经交过，没有再收。')
  expect(reasons.sameFile(earlier, 'n')).toBe('这份文件是2025年12月30日“第四季度党员大会”交过的签名表，没有收。')
})
