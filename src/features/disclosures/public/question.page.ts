/** 对公开内容有疑问: a doubt about a notice goes to the town, past the village (NOT-05). Works like /report, without an account. */
import { problems as requestProblems } from '#features/requests/requests.contract.ts'
import { noDangerName } from '#features/requests/requests.words.ts'
import { html } from '#platform/public/html.ts'
import { frame, phone } from '#platform/public/layout.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { Problem } from '#platform/shared/problem.ts'
import { get } from '../disclosures.actions.ts'
import { question } from '../disclosures.objections.actions.ts'
import { deeper, refused, shownFaults, typedFields, type Typed } from './parts.ts'
import { blank, readTyped } from './typed-form.ts'

export const questionPage = definePage({
  method: 'GET',
  path: '/notices/:noticeId/question',
  summary: '对公开内容有疑问：告诉镇里，不经过村里',
  run: visit => show(visit, blank(), [], 200),
})

export const questionPost = definePage({
  method: 'POST',
  path: '/notices/:noticeId/question',
  summary: '提交对公开内容的疑问',
  async run(visit) {
    const typed = readTyped(visit)
    const { formKey, text, name, phone: number } = typed
    try {
      visit.limit('submit')
      const body = {
        text,
        ...(name && { contactName: name }),
        ...(number && { contactPhone: number }),
        noDanger: visit.form.noDanger === 'on',
      }
      const receipt = await visit.call(question, { params: visit.params, body }, { key: formKey })
      return received(visit, receipt)
    } catch (error) {
      const { faults, status } = shownFaults(error)
      const asksAboutDanger = error instanceof Problem && error.kind.type === requestProblems.emergency.type
      return show(visit, typed, faults, status, asksAboutDanger)
    }
  },
})

async function show(visit: Visit, typed: Typed, faults: readonly string[], status: number, asksAboutDanger = false): Promise<PageAnswer> {
  const { id, title, unitName } = await visit.call(get, { params: visit.params })
  const { officePhone, officeHours } = visit.platform.config
  const body = html`<div class="wrap main flow">
    ${refused(faults)}
    <p class="sub">${unitName}，${title}</p>
    <h1>对公开的内容有疑问</h1>
    <p>镇里来查，不经过村里。<br />不留姓名，一样受理。</p>
    <form class="form" action="/notices/${id}/question" method="post">
      ${typedFields(typed, '哪里不对，或少公开了什么')}
      <div class="btns">
        <button class="btn go" type="submit">告诉镇里</button>
        ${asksAboutDanger && html`<button class="btn" name="noDanger" value="on">${noDangerName}</button>`}
      </div>
    </form>
    <p class="sub">也可以打 ${phone(officePhone)}<br />${officeHours}</p>
    <p class="sub">网站不好用，<a href="/report?about=site">请告诉我们</a>。</p>
  </div>`
  const crumbs = [...deeper, { href: `/notices/${id}`, text: '这份公示' }]
  return { html: frame(visit, { title: '对公开的内容有疑问', section: 'voice', tab: 'open', crumbs, personal: true, body }), status }
}

function received(visit: Visit, { number, code }: { number: string; code: string }): PageAnswer {
  const body = html`<div class="wrap main flow">
    <h1>收到了，请记下这两样</h1>
    <section class="card up">
      <dl class="kv codes">
        <div>
          <dt>编号</dt>
          <dd class="big-code num">${number}</dd>
        </div>
        <div>
          <dt>查询码</dt>
          <dd class="big-code num">${code}</dd>
        </div>
      </dl>
      <p>查询码只出现这一次。<br />请拍照、抄下或打印。</p>
    </section>
    <p class="btns"><a class="btn go" href="/track">查进度</a><a class="btn" href="/notices">回公示公开</a></p>
    <p class="sub">网站不好用，<a href="/report?about=site">请告诉我们</a>。</p>
  </div>`
  return {
    html: frame(visit, { title: '收到了，请记下编号和查询码', section: 'voice', tab: 'open', crumbs: deeper, personal: true, body }),
  }
}
