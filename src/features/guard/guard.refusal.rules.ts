/**
 * What a clause does not ask for (不作要求): a refusal counts for the word that it governs, and for no other. Pure.
 *
 * “不要求每天打卡” refuses the check-in; “不看天气每天打卡” refuses the weather and asks for it all the more. Between the refusal and the
 * word may stand only words that carry it on. They are taken off one by one: a pattern that tries all ways of splitting a text could be
 * kept trying for ever.
 */
import { bans } from './guard.bans.rules.ts'

/** "没有照片不算完成", "未打卡的不计": two refusals are a demand. */
const insists = /(?:未|没|缺|不)[^不]{0,12}(?:不|一律|视为|扣)/u

/** Characters of a clause in which a refusal is looked for; in a longer one nobody finds it. */
const longest = 400

/** The first word of the clause that is asked for; undefined: each is refused, or there is none. */
export function askedIn(clause: string, words: RegExp): string | undefined {
  const isInsisted = clause.length > longest || insists.test(clause)
  for (const match of clause.matchAll(new RegExp(words, 'gu'))) {
    const [word] = match
    if (isInsisted) return word
    const before = marked(clause.slice(0, match.index))
    if (!isRefusedBefore(before, word) && !isRefusedAfter(marked(clause.slice(match.index + word.length)))) return word
  }
  return undefined
}

/** Stands for any banned word. */
const banned = '※'
const marked = (text: string) => bans.reduce((left, { words }) => (words ? left.replaceAll(new RegExp(words, 'gu'), banned) : left), text)

const longestFirst = (words: string) => words.split(' ').sort((a, b) => b.length - a.length)

/** What carries a refusal on to the word, or ends a clause that refuses it. No nouns but those that demands are made of. */
const carrying = longestFirst(
  '要求 需要 需 用 必须 必 要 看 计入 计 算 作为 作 做 为 当 收 搞 排 比 统计 再 把 以 将 得 强制 许 准 按 凭 能 每天 每日 每周 每月 每季度 ' +
    '每季 每年 每次 上传 上报 报送 提交 交 报 传 附 提供 留 拍 写 填写 填 有 带 发 参加 开展 组织 列入 纳入 考核 考评 评比 评先 评优 ' +
    '依据 条件 内容 的 在 群里 群内 群众 村民 居民 党员 干部 任何人 任何 现场 一律 另外 都 ※、 ※和 ※与 ※及 ※或',
)
/** What may stand between the word and a refusal that follows it. */
const trailing = longestFirst('等 材料 资料 附件 情况 数量 多少 高低 结果 、 和 与 及 或 均 都 全部 一律 ※')
const refusals = longestFirst('不 无需 无须 免 禁止 严禁 取消')
const offers = longestFirst('自愿 可选 可以 可以不 可附')
const refusalsAfter = longestFirst('自愿 可选 选填 可以不 可以附 可附 可不 不 无需 无须')

function isRefusedBefore(before: string, word: string): boolean {
  const own = withoutEnd(before, [banned])
  let rest = withoutEnd(own, carrying)
  // "可以不打卡"; "不可以不" is none.
  if (offers.some(offer => rest.endsWith(offer)) && !rest.endsWith('不可以不')) return true
  // A bare 不 is not enough: "不打卡" may go on "…的通报批评". 不排 refuses the order of merit.
  if (rest.endsWith('不') && rest === own && !word.startsWith('排')) return false
  let count = 0
  // "不能不要求": two of them ask.
  for (let head = headOf(rest); head; head = headOf(rest)) {
    count += 1
    rest = withoutEnd(rest.slice(0, -head.length), carrying)
  }
  return count % 2 === 1
}

const headOf = (text: string) => refusals.find(head => text.endsWith(head))

/** Nothing may come after it: "打卡不用提醒" is about the reminder. */
function isRefusedAfter(after: string): boolean {
  const rest = withoutStart(after, trailing)
  const head = refusalsAfter.find(each => rest.startsWith(each))
  return head !== undefined && withoutStart(rest.slice(head.length), carrying) === ''
}

function withoutEnd(text: string, words: readonly string[]): string {
  // 无需 is one word, though 需 alone carries on.
  if (text.endsWith('无需')) return text
  const word = words.find(each => text.endsWith(each))
  return word ? withoutEnd(text.slice(0, -word.length), words) : text
}

function withoutStart(text: string, words: readonly string[]): string {
  const word = words.find(each => text.startsWith(each))
  return word ? withoutStart(text.slice(word.length), words) : text
}
