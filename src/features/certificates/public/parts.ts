/** Parts of the certificate pages (证明页面部件): the way here, what was refused, and the facts of a certificate. */
import { html, type Html } from '#platform/public/html.ts'
import { shownDay } from '#platform/public/layout.ts'
import { pairs } from '#platform/public/parts.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { CertifiedFacts } from '../certificates.contract.ts'
import { gradeWords, hoursWord } from '../certificates.words.ts'

export const crumbs = [
  { href: '/', text: '首页' },
  { href: '/action', text: '亮行动' },
  { href: '/volunteer', text: '志愿西樵' },
]
export const deeper = [...crumbs, { href: '/volunteer/certificates', text: '志愿服务证明' }]

/** What a refusal says to the person. Throws whatever else went wrong. */
export function shownFaults(error: unknown): { faults: readonly string[]; status: number } {
  if (!(error instanceof Problem) || error.kind.status >= 500 || error.kind.status === 401 || error.kind.status === 404) throw error
  const { errors, detail, kind } = error
  const faults = errors.length > 0 ? errors.map(each => each.detail) : [`${kind.title}。`, detail ?? kind.remedy ?? ''].filter(Boolean)
  return { faults, status: kind.status }
}
export const refused = (faults: readonly string[]): Html | false =>
  faults.length > 0 &&
  html`<section class="oops" role="alert" aria-labelledby="oops-t" tabindex="-1">
    <h2 id="oops-t">没有办成</h2>
    ${faults.map(fault => html`<p>${fault}</p>`)}
  </section>`

export const replaceIt = html`<p>签名的密钥已作废，扫码查不过。</p>
  <p>请再申请一份，不收钱。</p>`

/** Both grades, one under the other; never a sum. */
export const gradePairs = ({ onSite, organiser }: { onSite: number; organiser: number }) =>
  [
    [gradeWords.onSite, hoursWord(onSite)],
    [gradeWords.organiser, hoursWord(organiser)],
  ] as const

export const factPairs = (facts: CertifiedFacts): Html =>
  pairs([
    ['姓名', facts.name],
    ...gradePairs(facts),
    ['服务时间', `${shownDay(facts.from)}到${shownDay(facts.to)}`],
    ['出具单位', facts.unitName],
    ['编号', facts.serial],
    ['出具日期', shownDay(facts.issuedOn)],
    ['有效到', shownDay(facts.validUntil)],
  ])
