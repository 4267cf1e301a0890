import { describe, expect, test } from 'vitest'
import { readCell, type RawCell } from './cells.ts'
import type { Column } from './sheet.ts'

const column = (rest: object) => ({ key: 'k', header: '列', note: '', sample: '', ...rest }) as Column
const day = column({ kind: 'day' })
const read = (of: Column, cell: RawCell | string | undefined) => readCell(of, typeof cell === 'string' ? { text: cell } : cell)
const typed = (number: number, date?: true): RawCell => ({ text: String(number), number, ...(date ? { date } : {}) })

describe('days (XLS-03)', () => {
  test.each([
    ['20051220', '2005-12-20', 'the habit of Party statistics'],
    ['2005-12-20', '2005-12-20', 'the exchange form'],
    ['2005/12/20', '2005-12-20', 'what Excel shows'],
    ['2005/1/5', '2005-01-05', 'without leading zeros'],
    ['2005.12.20', '2005-12-20', 'with points'],
    ['2005.12', '2005-12-01', 'a month stands for its first day'],
    ['2005年12月20日', '2005-12-20', 'as people write'],
    ['2005年1月5日', '2005-01-05', 'as people write, short'],
    ['2005 年 12 月 20 日', '2005-12-20', 'spaced out'],
    ['2005年12月', '2005-12-01', 'a month in words'],
    ['２００５－１２－２０'.replaceAll('－', '-'), '2005-12-20', 'full-width digits'],
    ["'2005-12-20", '2005-12-20', 'a leading apostrophe'],
    ['2005-12-20 00:00:00', '2005-12-20', 'a copied timestamp'],
    ['38706', '2005-12-20', 'a serial that became text'],
    ['2004-02-29', '2004-02-29', 'a leap day'],
    ['1900-01-15', '1900-01-15', 'before programs agree on a number, written as text'],
  ])('%s is %s: %s', (text, expected) => expect(read(day, text)).toEqual({ value: expected }))

  test.each([
    [typed(38706, true), '2005-12-20', 'a real date'],
    [typed(38706.75, true), '2005-12-20', 'a date with a time'],
    [typed(38706), '2005-12-20', 'a date whose format was lost'],
    [typed(61, true), '1900-03-01', 'the first day on which every program agrees'],
    [typed(73415, true), '2100-12-31', 'the last day taken'],
    [typed(20051220), '2005-12-20', 'eight digits typed as a number'],
    [typed(2005.12), '2005-12-01', 'year and month typed as a number'],
  ])('%o is %s: %s', (cell, expected) => expect(read(day, cell)).toEqual({ value: expected }))

  test.each([
    ['2005-02-29', /不对/, 'no leap year'],
    ['1900-02-29', /不对/, 'nor that one, whatever a program says'],
    ['1899-12-31', /不对/, 'before the days that are taken'],
    ['2005-13-01', /不对/, 'no thirteenth month'],
    ['20051320', /不对/, 'eight digits that are no day'],
    ['去年', /2020-01-05/, 'words'],
    ['12-20', /不对/, 'no year'],
    [typed(2005.1), /看不出是几月/, 'January or October'],
    [typed(2005), /只有年份/, 'a year alone'],
    [typed(2005.13), /不对/, 'no thirteenth month, as a number'],
    [typed(-3), /不对/, 'before all calendars'],
    [typed(99999999), /不对/, 'eight nines'],
  ])('%o is refused: %s %s', (cell: RawCell | string, words: RegExp, _why: string) =>
    expect(read(day, cell)).toEqual({ wrong: expect.stringMatching(words) }),
  )
})

test('what has been read once is read the same again: apostrophes and spaces before it go together', () => {
  expect(read(column({ kind: 'text' }), "' ''3+")).toEqual({ value: '3+' })
  expect(read(column({ kind: 'text' }), "村里的'老'路")).toEqual({ value: "村里的'老'路" })
  const family = '一家👨‍👩‍👧站'
  expect(read(column({ kind: 'text' }), `${family}\u200d`), 'what joins pictures stays, what joins nothing goes').toEqual({ value: family })
})

describe('blank cells (XLS-04)', () => {
  test.each(['', '无', '—', '-', '/', '　', ' 无 ', '——', '\u200b'])('"%s" is nothing', text => {
    for (const kind of ['text', 'name', 'phone', 'code', 'codes', 'day', 'integer'])
      expect(read(column({ kind }), text)).toEqual({ value: null })
    expect(read(column({ kind: 'text', required: true }), text)).toEqual({ wrong: '“列”必填，请补上。' })
  })
})

describe('names (DATA-08, DATA-09)', () => {
  const name = column({ kind: 'name' })
  test.each([
    ['张三', '张三', 'plain'],
    ['张　三', '张三', 'stretched to three characters'],
    ['㙟𠮷', '㙟𠮷', 'rare characters, one beyond the basic plane'],
    ['䶮', null, 'one character alone is no name'],
    ['阿依古丽•买买提', '阿依古丽·买买提', 'U+2022'],
    ['阿依古丽・买买提', '阿依古丽·买买提', 'U+30FB'],
    ['阿依古丽.买买提', '阿依古丽·买买提', 'a full stop between Han'],
    ['阿依古丽．买买提', '阿依古丽·买买提', 'U+FF0E'],
    ["Mary O'Neill", "Mary O'Neill", 'the escape hatch'],
    ['张三13800000000', null, 'a phone in the wrong column'],
    ['\ue000三', null, 'a character someone drew'],
    ['好'.repeat(51), null, 'longer than 50'],
  ])('%s: %s (%s)', (text: string, expected: string | null, _why: string) =>
    expect(read(name, text)).toEqual(expected === null ? { wrong: expect.any(String) } : { value: expected }),
  )
})

describe('other kinds', () => {
  test.each([
    [column({ kind: 'phone' }), '+86 199 0000 1234', '19900001234', 'mobile with country code'],
    [column({ kind: 'phone' }), '0757-00001234', '075700001234', 'landline'],
    [column({ kind: 'phone' }), typed(19900001234), '19900001234', 'a number cell'],
    [column({ kind: 'code' }), ' 440605 122048 ', '440605122048', 'spaces inside'],
    [column({ kind: 'code' }), '４４０６０５１２２０４８－０１'.replace('－', '－'), '440605122048-01', 'full-width'],
    [column({ kind: 'code' }), typed(440605122048), '440605122048', 'a number cell keeps all twelve digits'],
    [column({ kind: 'codes' }), '01、02,01', ['01', '02'], 'a list, each once'],
    [
      column({ kind: 'list' }),
      '事项代办、图书借阅（周末）， 事项代办',
      ['事项代办', '图书借阅（周末）'],
      'a list of texts, brackets as they are',
    ],
    [column({ kind: 'integer' }), '1,024', 1024, 'thousands'],
    [column({ kind: 'choice', choices: ['村（社区）', '镇'] }), '村(社区)', '村（社区）', 'half-width brackets'],
    [column({ kind: 'text' }), '0012', '0012', 'leading zeros'],
    [column({ kind: 'text' }), '=1+1', '=1+1', 'text that looks like a formula is only text'],
  ] as [Column, RawCell | string, unknown, string][])('%o reads %o as %o: %s', (of, cell, expected) =>
    expect(read(of, cell)).toEqual({ value: expected }),
  )

  test.each([
    [column({ kind: 'phone' }), '1990000123', /少了1位/, 'says how many digits are missing'],
    [column({ kind: 'code' }), typed(440605198001011234), /文本/, 'eighteen digits lost their tail (XLS-02)'],
    [column({ kind: 'code', pattern: /^\d{12}$/, patternSays: '12位数字' }), '44060512204', /12位数字/, 'eleven digits'],
    [column({ kind: 'list' }), '代办'.repeat(16), /超过30个字/, 'one long text without 、'],
    [column({ kind: 'integer' }), '3.5', /整数/, 'a fraction'],
    [column({ kind: 'integer', least: 0 }), '-1', /不能小于0/, 'below the least'],
    [column({ kind: 'choice', choices: ['村', '镇'] }), '县', /村、镇/, 'names the choices'],
    [column({ kind: 'text', longest: 3 }), '一二三四', /最多3个字，现在有4个/, 'too long'],
    [column({ kind: 'text' }), { text: '3', formula: true }, /公式/, 'a formula in a data column'],
    [column({ kind: 'text' }), { text: '#N/A', broken: true }, /#N\/A/, 'an error value'],
  ] as [Column, RawCell | string, RegExp, string][])('%o refuses %o: %s %s', (of, cell, words) =>
    expect(read(of, cell)).toEqual({ wrong: expect.stringMatching(words) }),
  )

  test('a masked phone means: leave what is stored', () => {
    expect(read(column({ kind: 'phone', personal: true }), '199****1234')).toEqual({ value: null, masked: true })
    expect(read(column({ kind: 'name', personal: true, required: true }), '李*明')).toEqual({ wrong: expect.stringMatching(/脱敏/) })
  })
})
