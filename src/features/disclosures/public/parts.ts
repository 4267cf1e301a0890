/** Parts of the pages of notices (公示页面部件): the lamp, the lists, what a version says, and what was refused. */
import { html, type Html } from '#platform/public/html.ts'
import { phone, shownDay } from '#platform/public/layout.ts'
import { lamp, pairs, table } from '#platform/public/parts.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { FrozenContent, NoticeSummary, NoticeVersion } from '../disclosures.contract.ts'
import { dayUnitNames, noticeRule } from '../disclosures.words.ts'

export const crumbs = [
  { href: '/', text: '首页' },
  { href: '/voice', text: '亮嗓音' },
]
export const deeper = [...crumbs, { href: '/notices', text: '公示公开' }]

/** Where a notice stands: a word and a shape before a colour. */
export function noticeLamp({ state, clock }: NoticeSummary): Html {
  if (state === 'withdrawn') return html`<span class="lamp done">已撤下</span>`
  if (state === 'concluded') return lamp('done', '有公示结果')
  if (state === 'ended') return lamp('waiting', '公示期满了，等填结果')
  return clock?.isPaused ? lamp('paused', clock.words) : lamp('ok', clock?.words)
}

/** Notices as links, each with its village and where it stands. */
export const noticeLinks = (items: readonly NoticeSummary[]): Html =>
  html`<ul class="links card">
    ${items.map(
      notice =>
        html`<li>
          <a href="/notices/${notice.id}"
            ><span>${notice.title}<br /><span class="sub">${notice.unitName}，${noticeRule(notice.type).name}</span></span
            >${noticeLamp(notice)}</a
          >
        </li>`,
    )}
  </ul>`

/** What a version says, in the order in which the sheet on the wall says it. */
export function versionBody(noticeId: string, { days, dayUnit, publishedOn }: NoticeVersion, content: FrozenContent, today: string): Html {
  return html`${pairs([
    ['公示几天', `${days}${dayUnitNames[dayUnit]}，从${shownDay(publishedOn, today)}的第二天算起`],
    ['依据', content.basis],
    ['公示单位', content.issuer],
    ...(content.issuedOn ? [['落款日期', shownDay(content.issuedOn, today)] as const] : []),
    ['盖章', content.seal === 'scan' ? '见附件里的扫描件' : '无需盖章'],
    ...(content.audit ? [['预审', content.audit] as const] : []),
    ...(content.pollingOn ? [['选举日', shownDay(content.pollingOn, today)] as const] : []),
    ...(content.resultDueOn ? [['结果最晚公开', shownDay(content.resultDueOn, today)] as const] : []),
  ])}
    ${content.content !== '' && html`<div class="card">${content.content.split('\n').map(line => html`<div>${line}</div>`)}</div>`}
    ${content.table && table({ caption: content.title, columns: content.table.columns, rows: content.table.rows })}
    ${
      content.files.length > 0 &&
      html`<ul class="links card">
        ${content.files.map(({ id, name }) => html`<li><a href="/api/notices/${noticeId}/files/${id}"><span>附件：${name}</span></a></li>`)}
      </ul>`
    }`
}

export const howToObject = (content: FrozenContent): Html =>
  pairs([
    ['电话', phone(content.objectPhone)],
    ['地址', content.objectAddress],
    ['窗口', content.objectWindow],
  ])

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
    <h2 id="oops-t">还没提交，请改一下</h2>
    ${faults.map(fault => html`<p>${fault}</p>`)}
  </section>`

export interface Typed {
  formKey: string
  text: string
  name: string
  phone: string
}

/** The fields of both forms: what, and if one likes a name and a telephone number. */
export const typedFields = (typed: Typed, ask: string): Html =>
  html`<input type="hidden" name="formKey" value="${typed.formKey}" />
    <div class="f">
      <label for="what">${ask}</label>
      <textarea class="in" id="what" name="text" required rows="4" maxlength="1000">${typed.text}</textarea>
    </div>
    <div class="f">
      <label for="nm">姓名 <span class="opt">（可以不留）</span></label>
      <input class="in" id="nm" name="name" autocomplete="name" maxlength="50" value="${typed.name}" />
    </div>
    <div class="f">
      <label for="tel">电话 <span class="opt">（可以不留）</span></label>
      <input class="in" id="tel" name="phone" type="tel" inputmode="tel" autocomplete="tel" value="${typed.phone}" />
    </div>`
