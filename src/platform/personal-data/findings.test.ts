import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBankCardSpan, passesLuhn } from './bank-card.ts'
import { chainsOf, type Group } from './digits.ts'
import { findingsIn, masked, unreadPlaces } from './findings.ts'
import { checkDigit, idNumbersInside, isIdNumber, isIdSpan } from './id-number.ts'
import { isPhoneSpan } from './phone.ts'

const found = (text: string) => findingsIn([{ where: '', text }]).map(({ kind, start, end }) => [kind, text.slice(start, end)])

describe('what is personal is found, what is not stays', () => {
  test.each([
    ['身份证440605198001011231，', [['idNumber', '440605198001011231']], 'eighteen digits with their check digit'],
    ['身份证44060519800101108x', [['idNumber', '44060519800101108x']], 'a small x'],
    ['440605198001011239', [], 'the check digit is wrong: most likely a mistyped or another number'],
    ['440605198002301231', [], 'there is no 30 February'],
    ['４４０６０５１９８００１０１１２３１', [['idNumber', '４４０６０５１９８００１０１１２３１']], 'full width'],
    ['四四〇六〇五一九八〇〇一〇一一二三一', [['idNumber', '四四〇六〇五一九八〇〇一〇一一二三一']], 'Chinese numerals'],
    ['440605 19800101 1231', [['idNumber', '440605 19800101 1231']], 'in three parts'],
    ['440605、19800101、1231', [['idNumber', '440605、19800101、1231']], 'a Chinese separator'],
    ['1\t440605198001011231\t2', [['idNumber', '440605198001011231']], 'between the other cells of a row'],
    ['4406051980\n01011231', [['idNumber', '4406051980\n01011231']], 'broken by the end of a line'],
    ['44\u200b0605198001011231', [['idNumber', '44\u200b0605198001011231']], 'a character without width inside'],
    ['440605800101123', [['idNumber', '440605800101123']], 'the old kind'],
    ['440605801301123', [], 'the old kind has no 13th month'],
    ['44060519800101123113900001234', [['idNumber', '440605198001011231']], 'a text layer that lost the gap of two columns'],
    ['440605198001011000', [['idNumber', '440605198001011000']], 'a spreadsheet rounded it, the birthday still shows'],
    ['810000199408230021', [['idNumber', '810000199408230021']], 'a residence permit of a person from Hong Kong'],
    ['学籍号G440605198001011231', [['idNumber', '440605198001011231']], 'a school number is an ID number'],
    ['打我电话13900001234谢谢', [['phone', '13900001234']], 'a mobile'],
    ['139-0000-1234', [['phone', '139-0000-1234']], 'with hyphens'],
    ['139 0000 1234 ', [['phone', '139 0000 1234']], 'with spaces'],
    ['一三九〇〇〇〇一二三四', [['phone', '一三九〇〇〇〇一二三四']], 'in Chinese numerals'],
    ['幺三九零零零零幺二三四', [['phone', '幺三九零零零零幺二三四']], 'as it is read out on the telephone'],
    ['壹叁玖零零零零壹贰叁肆', [['phone', '壹叁玖零零零零壹贰叁肆']], 'in capital numerals'],
    ['一叁九零零零零一貳參肆', [['phone', '一叁九零零零零一貳參肆']], 'in both, and not simplified'],
    ['陆国伍住三组', [], 'names that are numerals too'],
    ['+86 13900001234', [['phone', '13900001234']], 'with the country'],
    ['8613900001234', [['phone', '8613900001234']], 'with the country, in one piece'],
    ['（0757）86880000', [['phone', '0757）86880000']], 'a landline in brackets'],
    ['0757-86880000', [['phone', '0757-86880000']], 'a landline'],
    ['020 8688 0000', [['phone', '020 8688 0000']], 'a landline in three parts'],
    ['联系电话：86880000', [['phone', '86880000']], 'a landline without its area, announced'],
    ['补偿款86880000元', [], 'eight digits alone are an amount'],
    ['热线12345、110、400-800-1234', [], 'numbers for everyone'],
    ['共13800001234.56元', [], 'money'],
    ['卡号6222021234567890128', [['bankCard', '6222021234567890128']], 'a bank card'],
    ['6222 0212 3456 7890 128', [['bankCard', '6222 0212 3456 7890 128']], 'as it is printed on the card'],
    ['6226035195007127055', [['bankCard', '6226035195007127055']], 'a bank card, 18 digits of which pass as an identity number'],
    ['6 2 2 5 5 3 1 9 2 1 1 0 2 0 0 0 0 0 9', [['bankCard', '6 2 2 5 5 3 1 9 2 1 1 0 2 0 0 0 0 0 9']], 'the same, digit by digit'],
    ['¥150085206.00，7,054,520.36元', [], 'amounts in a row that pass as an identity number'],
    ['440605 1980.01.01 1231', [['idNumber', '440605 1980.01.01 1231']], 'a birthday with dots is no amount'],
    ['QS20000101-1354，2019-10-09，2029-08-01', [], 'days in a row that pass as one'],
    ['6222021234567890124', [], 'it fails the check'],
    ['99622202123456789012899', [], 'inside a longer number'],
    ['新田村三组12号', [['address', '三组12号']], 'a door in a village'],
    ['新田村大巷三巷5号', [['address', '大巷三巷5号']], 'a door in a lane'],
    ['新田村委会第二经济社　十二号', [['address', '第二经济社　十二号']], 'in Chinese numerals'],
    ['江浦东路12号3栋502房', [['address', '12号3栋502房']], 'a flat'],
    ['樵山花园3栋2单元502', [['address', '3栋2单元502']], 'a flat by its stair'],
    ['翠湖居A座1204室', [['address', 'A座1204室']], 'a flat by its tower'],
    ['新田村三组3号鱼塘', [], 'a pond'],
    ['新田村三组的鱼塘', [], 'no door'],
    ['江浦东路12号', [], 'a house of many, or an office'],
    ['西樵镇人民政府2026年3月2日', [], 'a day'],
    ['（2026）粤0605民初1234号', [], 'a case number'],
    ['新田村公示〔2026〕12号', [], 'a number of a notice'],
  ])('%s → %j: %s', (text, expected, _why) => expect(found(text)).toEqual(expected))

  test('a line with everything, masked', () =>
    expect(masked('李四，440605198001011231，电话13900001234，住新田村三组12号，卡6222021234567890128')).toBe(
      '李四，**************1231，电话139****1234，住新田村***，卡*******************',
    ))

  test('a place that no program can read is named, and is no finding', () => {
    const parts = [
      { where: '正文', text: '' },
      { where: '图片1', text: '', unread: true as const },
    ]
    expect([findingsIn(parts), unreadPlaces(parts)]).toEqual([[], ['图片1']])
  })
})

const province = fc.constantFrom('11', '31', '44', '45', '65', '71', '81', '83')
const birthday = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map(day => day.toISOString().slice(0, 10))
const digits = (length: number) => fc.nat(10 ** length - 1).map(number => (length === 0 ? '' : String(number).padStart(length, '0')))
const idNumber = fc.tuple(province, digits(4), birthday, digits(3)).map(([place, district, day, order]) => {
  const seventeen = place + district + day.replaceAll('-', '') + order
  return seventeen + checkDigit(seventeen)
})
const mobile = fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9)).map(parts => parts.join(''))
const bankCard = fc
  .tuple(digits(12), fc.constantFrom(0, 1, 2, 3))
  .chain(([start, more]) => digits(more).map(end => `622${start}${end}`))
  .map(number => [...'0123456789'].map(check => number + check).find(passesLuhn)!)
  // A card of 18 digits can be a good ID number too, and is taken for one.
  .filter(number => !isIdNumber(number))

const separator = fc.constantFrom(
  ' ',
  '  ',
  '\u3000',
  '\u00a0',
  '-',
  '－',
  '—',
  '.',
  '·',
  '・',
  '，',
  '、',
  ' - ',
  '\t',
  '\n',
  '\u200b',
  '|',
)
const surroundings = fc.constantFrom('', '李明', '身份证号：', '号码:', '（', '。', '元，', '\t', '第3组')
const fullWidth = (text: string) =>
  text.replaceAll(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).replaceAll('X', 'Ｘ')
const inChinese = (text: string) => text.replaceAll(/[0-9]/g, digit => '〇一二三四五六七八九'[Number(digit)]!)

/** The number as someone may write it; `cuts` are the lengths of its parts that people use. */
const dressed = (number: fc.Arbitrary<string>, cuts: readonly (readonly number[])[]) =>
  fc
    .tuple(number, fc.constantFrom('plain', 'each', 'cut'), separator, fc.constantFrom(...cuts), fc.constantFrom('', 'full', 'chinese'))
    .map(([text, dress, mark, cut, script]) => {
      const parts: string[] = []
      let rest = text
      for (const size of cut) {
        parts.push(rest.slice(0, size))
        rest = rest.slice(size)
      }
      const cutText = [...parts, rest].filter(part => part !== '').join(mark)
      const worn = dress === 'plain' ? text : dress === 'each' ? [...text].join(mark) : cutText
      return script === 'full' ? fullWidth(worn) : script === 'chinese' ? inChinese(worn) : worn
    })

describe('in any dress', () => {
  test.each([
    ['idNumber', dressed(idNumber, [[6, 8], [3, 3, 4, 4], [6, 4, 4], [17], [10]])],
    ['phone', dressed(mobile, [[3, 4], [4, 4], [3, 3], [7]])],
    ['bankCard', dressed(bankCard, [[4, 4, 4, 4], [6]])],
  ] as const)('a valid %s is found whole', (kind, number) => {
    fc.assert(
      fc.property(surroundings, number, surroundings, (before, text, after) => {
        const whole = before + text + after
        const hits = findingsIn([{ where: '', text: whole }])
        expect(hits.map(hit => [hit.kind, whole.slice(hit.start, hit.end)])).toContainEqual([kind, text])
        expect(findingsIn([{ where: '', text: masked(whole) }]).filter(hit => hit.kind === kind)).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})

describe('ordinary numbers are left alone', () => {
  const year = fc.integer({ min: 2000, max: 2050 })
  const two = (most: number) => fc.integer({ min: 1, max: most }).map(number => String(number).padStart(2, '0'))
  const day = fc.tuple(year, two(12), two(28))
  const ordinary = fc.oneof(
    fc.tuple(year, digits(4), fc.integer({ min: 1, max: 99_999 })).map(([y, court, n]) => `（${y}）粤${court}民初${n}号`),
    fc.tuple(year, fc.integer({ min: 1, max: 999 })).map(([y, n]) => `西府公示〔${y}〕${n}号`),
    day.map(([y, m, d]) => `${y}${m}${d}001`),
    day.map(([y, m, d]) => `${y}-${m}-${d}`),
    day.map(([y, m, d]) => `${y}年${m}月${d}日`),
    fc.integer({ min: 0, max: 1e12 }).map(fen => `${(fen / 100).toLocaleString('en', { minimumFractionDigits: 2 })}元`),
    fc.integer({ min: 0, max: 1e11 }).map(fen => `¥${(fen / 100).toFixed(2)}`),
    fc.tuple(day, fc.integer({ min: 1, max: 9999 })).map(([[y, m, d], n]) => `QS${y}${m}${d}-${String(n).padStart(4, '0')}`),
  )
  test('case numbers, amounts and days, alone and in a row', () => {
    fc.assert(
      fc.property(fc.array(ordinary, { minLength: 1, maxLength: 5 }), fc.constantFrom('，', '\t', '；'), (numbers, between) => {
        expect(found(numbers.join(between))).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})

/** Every run of groups is made and asked of every kind: what the search must not differ from, at any length that can wait for it. */
function slowly(text: string): string[] {
  const said: { told: string; start: number; end: number; sure: number }[] = []
  const add = (kind: string, { digits, start, end }: Pick<Group, 'digits' | 'start' | 'end'>) => {
    const sure = digits.length + (kind === 'idNumber' && digits.length === 18 ? 200 : kind === 'bankCard' ? 100 : 0)
    said.push({ told: `${kind} ${text.slice(start, end)}`, start, end, sure })
  }
  for (const chain of chainsOf(text)) {
    for (let first = 0; first < chain.length; first++)
      for (let last = first; last < chain.length; last++) {
        const groups = chain.slice(first, last + 1)
        const even = groups.slice(2).every(({ after }) => after === groups[1]!.after)
        const digits = groups.map(group => group.digits).join('')
        const span = { digits, start: groups[0]!.start, end: groups.at(-1)!.end, count: groups.length, even, chain, first }
        if (isIdSpan(span)) add('idNumber', span)
        if (isBankCardSpan(span)) add('bankCard', span)
        if (isPhoneSpan(span, text)) add('phone', span)
      }
    for (const group of chain) for (const within of idNumbersInside(group)) add('idNumber', within)
  }
  const cards = said.filter(({ sure }) => sure === 119)
  const inCard = ({ start, end, sure }: (typeof said)[number]) => sure > 200 && cards.some(card => card.start <= start && end <= card.end)
  const kept: typeof said = []
  for (const one of said.filter(each => !inCard(each)).toSorted((a, b) => b.sure - a.sure))
    if (kept.every(({ start, end }) => one.end <= start || one.start >= end)) kept.push(one)
  return kept.toSorted((a, b) => a.start - b.start).map(({ told }) => told)
}

test('the search finds what the slow one finds', () => {
  const piece = fc.oneof(
    fc.stringMatching(/^[0-9]{1,19}$/),
    fc.oneof(idNumber, mobile, bankCard, birthday),
    fc.constantFrom(
      ...' -.,，、(（Xx×A一〇０',
      ' - ',
      '\u200b',
      '\n',
      '电话',
      '元',
      '86',
      '0086',
      '0757',
      '010',
      '139',
      '6222',
      '440605800101123',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), parts => {
      const text = parts.join('')
      expect(findingsIn([{ where: '', text }]).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual(slowly(text))
    }),
    { numRuns: 1000 },
  )
})

test('what is masked one by one is masked at once', () => {
  const text = '甲13900001234，'.repeat(3)
  expect(masked(text)).toBe('甲139****1234，'.repeat(3))
})

test('a text as long as a file may hold is searched in a second', () => {
  const text = '新田村三组村民代表会议，到会19人，应到30人，2026年3月2日，金额1,234.56元。'.repeat(20_000)
  const began = performance.now()
  expect(findingsIn([{ where: '', text }])).toEqual([])
  expect(performance.now() - began).toBeLessThan(5000)
})
