/** What a check says (核对的话): one sentence, and the details that stand folded below it. For the page and the command alike. */
import type { Fault, Trust, Verdict } from './check.ts'

const failures: Record<Exclude<Fault, 'tooFewWitnesses'>, string> = {
  unreadable: '这个文件不是存证证明，或不完整。',
  otherLog: '对不上：签名不是这个镇的存证。',
  otherText: '对不上：文字和当时公开的不一样。',
  notInRecord: '对不上：存证里没有，或日期改过。',
}

/** The answer, in one sentence. */
export function sentenceOf({ fault, evidence, seenBy }: Verdict, { required }: Pick<Trust, 'required'>): string {
  if (fault === 'tooFewWitnesses') return `还不能算数：要${required}个见证人，只有${seenBy.length}个看过。`
  if (fault) return failures[fault]
  const stored = dayIn(Date.parse(evidence!.at), evidence!.at)
  if (evidence!.document === null) return `${stored}存过，原文已撤回或不公开。`
  const witnesses = seenBy.length > 0 ? `${seenBy.length}个见证人看过。` : '还没有见证人看过。'
  return `没有改过：${stored}公开的就是这些，${witnesses}`
}

/** Names and values for whoever wants to know more. */
export const detailsOf = ({ fault, evidence, index, size, seenBy }: Verdict): [name: string, value: string][] => [
  ...(fault === 'otherLog' ? [['镇里另开了存证？', '先问见证人，再存新的核对页。'] as [string, string]] : []),
  ...(evidence
    ? ([
        ['种类', evidence.kind],
        ['编号', evidence.subject],
        ['写入时间', instantIn(Date.parse(evidence.at), evidence.at)],
      ] as [string, string][])
    : []),
  ...(index === null || size === null ? [] : [['位置', `第${index + 1}条，当时共${size}条`] as [string, string]]),
  ...seenBy.map(({ name, at }): [string, string] => ['见证人', `${name}，${instantIn(at * 1000, String(at))}`]),
]

/** In Shanghai, without what an old browser may lack. What is no instant, as in a forged proof, is shown as it was written. */
function shanghai(at: number, words: (date: Date) => string, written: string): string {
  const date = new Date(at + 8 * 3_600_000)
  return Number.isNaN(date.getTime()) ? written : words(date)
}

const day = (date: Date) => `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
const dayIn = (at: number, written: string) => shanghai(at, day, written)
const instantIn = (at: number, written: string) => shanghai(at, date => day(date) + date.toISOString().slice(-13, -8), written)
