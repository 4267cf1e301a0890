/** Signatures (签名核对): pure rules: codes on paper, when a sheet goes to comparison, and what comparisons come to. */
import { plainDate } from '#platform/shared/calendar.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { Verdict } from './signatures.contract.ts'

/**
 * Letters that are not taken for each other, or for a digit, on paper that was photographed: no B (8), G (6), I (1), O and Q (0),
 * S (5), U (V), Z (2).
 */
const letters = 'ACDEFHJKLMNPRTVWXY'
const codeLength = 6

/** A meeting's code from random bytes: six of eighteen letters. Bytes above 251 are skipped, to keep it even. */
export function sheetCodeFrom(random: Iterable<number>): string {
  let code = ''
  for (const byte of random) {
    if (byte < 252) code += letters[byte % letters.length]
    if (code.length === codeLength) return code
  }
  throw new Error('not enough random bytes for a code')
}

/** "ACD-EFH", as it is printed. */
export const shownCode = (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`

/** What was read from the paper: case, spaces, hyphens and full width do not matter. */
export const typedCode = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')

/** `initial` is what a sheet is that looks like no other; `suspect` where it does. */
export const sheetMachine = defineStateMachine({
  initial: 'accepted',
  states: ['accepted', 'underComparison', 'refused'],
  transitions: {
    suspect: { from: ['accepted'], to: 'underComparison' },
    clear: { from: ['underComparison'], to: 'accepted' },
    reject: { from: ['underComparison'], to: 'refused' },
  },
})

/**
 * From how many bits of 256 on two sheets are taken to be different. In our tests copies of one sheet (compressed, scaled, turned by
 * up to 3°, cropped, brighter) differ in at most 20, and sheets of one form with other signatures in at least 80.
 */
export const differentFromBits = 60

export interface EarlierSheet {
  id: string
  meetingId: string
  title: string
  heldOn: string
}

/** The earlier sheet that it looks most like, if near enough to ask people. */
export function nearestOf<S>(earlier: readonly S[], distances: readonly number[]): { sheet: S; bits: number } | null {
  const bits = Math.min(...distances)
  return bits < differentFromBits ? { sheet: earlier[distances.indexOf(bits)]!, bits } : null
}

export interface Resolution {
  number: number
  title: string
  text: string
}
/** What is put to the vote, as one text to sign. */
export const proposedText = (resolutions: readonly Resolution[]): string =>
  resolutions.map(({ number, title, text }) => `第${number}项：${title}\n${text}`).join('\n\n')

/** What does not stand word for word in a text: nobody who signs it has signed that. */
export const missingFrom = (text: string, resolutions: readonly Resolution[]): readonly Resolution[] =>
  resolutions.filter(each => !text.includes(each.text))

/** Two of one mind decide; until then nobody has. */
export function decisionOf(verdicts: readonly Verdict[]): 'clear' | 'reject' | null {
  const count = (wanted: Verdict) => verdicts.filter(verdict => verdict === wanted).length
  return count('same') >= 2 ? 'reject' : count('different') >= 2 ? 'clear' : null
}

const named = ({ title, heldOn }: { title: string; heldOn: string }) => `${plainDate(heldOn)}“${title}”`

export const reasons = {
  sameFile: (earlier: EarlierSheet, meetingId: string) =>
    earlier.meetingId === meetingId ? '这张签名表已经交过，没有再收。' : `这份文件是${named(earlier)}交过的签名表，没有收。`,
  otherMeetingsCode: (other: { title: string; heldOn: string }) => `表上的编号是${named(other)}的，不是这次会议的，没有收。`,
  unknownCode: '表上的编号和这次会议的不一样，没有收。请核对编号。',
  looksLike: (earlier: EarlierSheet) => `和${named(earlier)}的签名表很像，请两个人分别比一比。`,
} as const
