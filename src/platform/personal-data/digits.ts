/**
 * Digits as people write them (数字写法): spaced, hyphenated, full-width, in Chinese numerals of every kind, one to a cell.
 *
 * A *group* is digits without anything between them; a *chain* is groups with only separators between. A number
 * begins and ends with a group, so that none is read out of the middle of a longer one.
 */

export interface Group {
  /** Plain digits; an X may stand last, or alone. */
  digits: string
  /** Where it stands in the text. */
  start: number
  end: number
  /** What parts it from the group before, by kind: " ", "-", ".", "," or "("; empty at the beginning of a chain. */
  after: string
}

/** A run of whole groups of one chain. */
export interface Span {
  digits: string
  start: number
  end: number
  /** How many groups. */
  count: number
  /** One kind of separator throughout. */
  even: boolean
  chain: readonly Group[]
  first: number
}

/** Lengths of the groups: "3-4-4". Asked of few spans, so it is not kept with each. */
export const groupingOf = ({ chain, first, count }: Span) =>
  chain
    .slice(first, first + count)
    .map(({ digits }) => digits.length)
    .join('-')

/** No number here has fewer digits, or more. */
const [fewest, most] = [7, 19]
/** A separator may be this long: a line break and an indent, a bracket and two spaces. */
const longestGap = 6

/** All groups of the text, chain by chain; chains too short for a number are left out. */
export function chainsOf(text: string): Group[][] {
  const chains: Group[][] = []
  let chain: Group[] = []
  let gap: string | null = null
  let script = ''
  let length = 0
  /** Of the group that is being read. */
  let open = ''
  let hasX = false
  for (let index = 0, character = ''; index < text.length; index += character.length) {
    if (chain.length === 0) {
      // Most of a text is no number.
      anyDigit.lastIndex = index
      index = anyDigit.exec(text)?.index ?? text.length
      if (index === text.length) break
    }
    character = String.fromCodePoint(text.codePointAt(index)!)
    const read = readDigit(character)
    const last = chain.at(-1)
    if (!read) {
      length += character.length
      const kind = kindOfSeparator(character)
      if (kind === undefined || length > longestGap) close()
      else gap = (gap ?? '') + kind
      continue
    }
    const { digit, script: written } = read
    const ends = digit === 'X' && !/^[a-z]/i.test(text.slice(index + character.length))
    if (digit === 'X' && (!last || !ends || hasX)) {
      close()
      continue
    }
    if (last && digit !== 'X' && written !== script) close()
    if (chain.length > 0 && gap === null && !hasX) {
      open += digit
      last!.end = index + character.length
    } else {
      endGroup()
      const after = chain.length === 0 ? '' : tidy(gap ?? '')
      chain.push({ digits: '', start: index, end: index + character.length, after })
      open = digit
    }
    hasX = digit === 'X'
    if (digit !== 'X') script = written
    gap = null
    length = 0
  }
  close()
  return chains

  function endGroup() {
    if (chain.length > 0) chain.at(-1)!.digits = open
    open = ''
    hasX = false
  }

  function close() {
    endGroup()
    if (chain.reduce((sum, { digits }) => sum + digits.length, 0) >= fewest) chains.push(chain)
    chain = []
    gap = null
    length = 0
  }
}

/**
 * Every run of whole groups in the chain that may be a number: long enough, not too long, and not refused by `mayBe`, which is asked
 * with its first digit before anything is made of it. A column of a million cells has millions of runs; the span yielded is
 * therefore one object, overwritten by the next: whoever keeps it copies it.
 */
export function* spansOf(chain: readonly Group[], mayBe: (first: string, length: number, count: number) => boolean): Generator<Span> {
  const all = chain.map(({ digits }) => digits).join('')
  let from = 0
  const span: Span = { digits: '', start: 0, end: 0, count: 0, even: true, chain, first: 0 }
  for (let first = 0; first < chain.length; first++) {
    let length = 0
    let even = true
    for (let at = first; at < chain.length; at++) {
      length += chain[at]!.digits.length
      if (length > most) break
      if (at > first + 1 && chain[at]!.after !== chain[first + 1]!.after) even = false
      if (length < fewest || !mayBe(all[from]!, length, at - first + 1)) continue
      span.digits = all.slice(from, from + length)
      span.start = chain[first]!.start
      span.end = chain[at]!.end
      span.count = at - first + 1
      span.even = even
      span.first = first
      yield span
    }
    from += chain[first]!.digits.length
  }
}

/** Is the number written in one of these groupings ("3-4-4"), or digit by digit? */
export const isGroupedAs = (span: Span, groupings: readonly string[]) =>
  span.count === 1 || (span.even && (span.count === span.digits.length || groupings.includes(groupingOf(span))))

/** Each digit in Chinese: as written, as read out on the telephone (幺), and in capitals, simplified and not. */
const chinese = ['零〇○', '一幺壹', '二贰貳', '三叁叄參', '四肆', '五伍', '六陆陸', '七柒', '八捌', '九玖']
export const chineseDigits = chinese.join('')
const anyDigit = new RegExp(`[\\p{Nd}${chineseDigits}]`, 'gu')
const numerals = new Map(
  chinese.flatMap((forms, value) => [...forms].map(form => [form, { digit: String(value), script: 'chinese' as const }] as const)),
)

/** Made once: a text may hold millions. */
const arabic = [...'0123456789'].map(digit => ({ digit, script: 'arabic' as const }))

function readDigit(character: string): { digit: string; script: 'arabic' | 'chinese' } | null {
  if (character >= '0' && character <= '9') return arabic[Number(character)]!
  if (character < '\u0080') return character === 'X' || character === 'x' ? { digit: 'X', script: 'arabic' } : null
  const numeral = numerals.get(character)
  if (numeral) return numeral
  if (character === '×' || character === '✕') return { digit: 'X', script: 'arabic' }
  if (!/[\p{Nd}Ｘｘ]/u.test(character)) return null
  const plain = character.normalize('NFKC').toUpperCase()
  return /^[0-9X]$/.test(plain) ? { digit: plain, script: 'arabic' } : null
}

/** undefined for what ends a number. A character without width parts nothing, but hides a number from a search. */
function kindOfSeparator(character: string): string | undefined {
  if (/[\s\p{Z}]/u.test(character)) return ' '
  if (/\p{Cf}/u.test(character)) return ''
  if (/[\p{Pd}_−~～]/u.test(character)) return '-'
  if (/[.．。·•‧・]/u.test(character)) return '.'
  if (/[,，、|｜/／]/u.test(character)) return ','
  if (/[()（）[\]【】]/u.test(character)) return '('
  return undefined
}

/** " - " is a hyphen, "  " a space. */
const tidy = (gap: string) => (gap.length <= 1 ? gap : gap.replaceAll(' ', '').slice(0, 1) || ' ')
