/**
 * Digits as people write them (数字写法): spaced, hyphenated, full-width, in Chinese numerals, one to a cell.
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

export interface Span {
  digits: string
  start: number
  end: number
  /** Lengths of its groups. */
  sizes: readonly number[]
  /** One kind of separator throughout. */
  even: boolean
}

/** A separator may be this long: a line break and an indent, a bracket and two spaces. */
const longestGap = 6

/** All groups of the text, chain by chain. */
export function chainsOf(text: string): Group[][] {
  const chains: Group[][] = []
  let chain: Group[] = []
  let gap: string | null = null
  let script = ''
  let length = 0
  for (const { 0: character, index } of text.matchAll(/./gsu)) {
    const read = readDigit(character)
    const last = chain.at(-1)
    if (!read) {
      if (chain.length === 0) continue
      length += character.length
      const kind = kindOfSeparator(character)
      if (kind === undefined || length > longestGap) close()
      else gap = (gap ?? '') + kind
      continue
    }
    const { digit, script: written } = read
    const ends = digit === 'X' && !/^[a-z]/i.test(text.slice(index + character.length))
    if (digit === 'X' && (!last || !ends || last.digits.endsWith('X'))) {
      close()
      continue
    }
    const touches = last && gap === null
    if (last && digit !== 'X' && written !== script) close()
    if (touches && chain.length > 0 && !last.digits.endsWith('X')) {
      last.digits += digit
      last.end = index + character.length
    } else {
      const after = chain.length === 0 ? '' : tidy(gap ?? '')
      chain.push({ digits: digit, start: index, end: index + character.length, after })
    }
    if (digit !== 'X') script = written
    gap = null
    length = 0
  }
  close()
  return chains

  function close() {
    if (chain.length > 0) chains.push(chain)
    chain = []
    gap = null
    length = 0
  }
}

/** Every run of whole groups in the chain with `from` to `to` digits in all. */
export function* spansOf(chain: readonly Group[], from: number, to: number): Generator<Span> {
  for (let first = 0; first < chain.length; first++) {
    let digits = ''
    const sizes: number[] = []
    const kinds = new Set<string>()
    for (let at = first; at < chain.length && digits.length < to; at++) {
      const group = chain[at]!
      digits += group.digits
      sizes.push(group.digits.length)
      if (at > first) kinds.add(group.after)
      if (digits.length >= from && digits.length <= to)
        yield { digits, start: chain[first]!.start, end: group.end, sizes: [...sizes], even: kinds.size <= 1 }
    }
  }
}

/** Is the number written in one of these groupings ("3-4-4"), or digit by digit? */
export const isGroupedAs = ({ sizes, even }: Span, groupings: readonly string[]) =>
  sizes.length === 1 || (even && (sizes.every(size => size === 1) || groupings.includes(sizes.join('-'))))

const chinese = '〇一二三四五六七八九'

function readDigit(character: string): { digit: string; script: 'arabic' | 'chinese' } | null {
  if (character >= '0' && character <= '9') return { digit: character, script: 'arabic' }
  if (character < '\u0080') return character === 'X' || character === 'x' ? { digit: 'X', script: 'arabic' } : null
  if (character === '零' || character === '○' || character === '〇') return { digit: '0', script: 'chinese' }
  const numeral = chinese.indexOf(character)
  if (numeral > 0) return { digit: String(numeral), script: 'chinese' }
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
const tidy = (gap: string) => gap.replaceAll(' ', '').slice(0, 1) || (gap === '' ? '' : ' ')
