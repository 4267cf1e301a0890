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
  const day = dayIn(evidence!.at)
  if (evidence!.document === null) return `${day}存过，原文已撤回或不公开。`
  const witnesses = seenBy.length > 0 ? `${seenBy.length}个见证人看过。` : '还没有见证人看过。'
  return `没有改过：${day}公开的就是这些，${witnesses}`
}

/** Names and values for whoever wants to know more. */
export const detailsOf = ({ fault, evidence, index, size, seenBy }: Verdict): [name: string, value: string][] => [
  ...(fault === 'otherLog' ? [['镇里另开了存证？', '先问见证人，再存新的核对页。'] as [string, string]] : []),
  ...(evidence
    ? ([
        ['种类', evidence.kind],
        ['编号', evidence.subject],
        ['写入时间', instantIn(evidence.at)],
      ] as [string, string][])
    : []),
  ...(index === null || size === null ? [] : [['位置', `第${index + 1}条，当时共${size}条`] as [string, string]]),
  ...seenBy.map(({ name, at }): [string, string] => ['见证人', `${name}，${instantIn(new Date(at * 1000).toISOString())}`]),
]

/** In Shanghai, without what an old browser may lack. */
const shanghai = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString()

function dayIn(at: string): string {
  const [year, month, day] = shanghai(at).slice(0, 10).split('-').map(Number)
  return `${year}年${month}月${day}日`
}

const instantIn = (at: string): string => `${dayIn(at)}${shanghai(at).slice(11, 16)}`
