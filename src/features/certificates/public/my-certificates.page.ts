/** 我的志愿服务证明: ask, see the notice, withdraw, print; signed in or with a one-time code, without script. */
import { asSubject } from '#features/rights/rights.pass.actions.ts'
import { doneOf } from '#platform/public/done.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, phone, shownDay } from '#platform/public/layout.ts'
import { pairs } from '#platform/public/parts.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import type { Endpoint, OutputOf } from '#platform/shared/endpoint.ts'
import { ask, mine, withdraw } from '../certificates.actions.ts'
import type { Certificate, endpoints } from '../certificates.contract.ts'
import { certificateStateName } from '../certificates.words.ts'
import { isVoid } from '../certificates.rules.ts'
import { crumbs, gradePairs, refused, replaceIt, shownFaults } from './parts.ts'

type Mine = OutputOf<(typeof endpoints)['mine'] & Endpoint>
const done: Readonly<Record<string, string>> = { ask: '申请好了，从今天起公示。', withdraw: '撤回了，不再公示。' }

export const myCertificatesPage = definePage({
  method: 'GET',
  path: '/volunteer/certificates',
  summary: '我的志愿服务证明：申请、公示到哪天、打印',
  run: visit => show(visit, [], 200),
})

export const myCertificatesPost = definePage({
  method: 'POST',
  path: '/volunteer/certificates',
  summary: '申请志愿服务证明，或撤回',
  async run(visit) {
    const me = await asSubject(visit)
    if (!me) return { redirect: '/volunteer/certificates' }
    const { act, id, unit, from, to, consent } = visit.form
    try {
      if (act === 'withdraw') await me.call(withdraw, { params: { certificateId: id } })
      else await me.call(ask, { body: { unitId: unit, from, to, consent: consent === 'on' } })
      return { redirect: `/volunteer/certificates?done=${act === 'withdraw' ? 'withdraw' : 'ask'}` }
    } catch (error) {
      const { faults, status } = shownFaults(error)
      return show(visit, faults, status)
    }
  },
})

async function show(visit: Visit, faults: readonly string[], status: number): Promise<PageAnswer> {
  const me = await asSubject(visit)
  const all = me && (await me.call(mine, {}))
  const told = doneOf(done, visit)
  const body = html`<div class="wrap main cols">
    <div class="flow">
      ${refused(faults)} ${told !== undefined && html`<div class="note ok" role="status"><p>${told}</p></div>`}
      <h1>志愿服务证明</h1>
      ${all ? own(all, dayOf(visit.now)) : signInFirst()}
    </div>
    ${help(visit)}
  </div>`
  return { html: frame(visit, { title: '志愿服务证明', section: 'action', tab: 'mine', crumbs, personal: true, body }), status }
}

const signInFirst = (): Html =>
  html`<p>证明不收钱，本人来申请。</p>
    <div class="btns">
      <a class="btn go" href="/sign-in?next=/volunteer/certificates">登录后申请</a>
      <a class="btn" href="/my/code">用查看码</a>
    </div>
    <p>用查看码打开“我的信息”后，再回到这里。</p>`

const own = ({ certificates, issuers }: Mine, today: string): Html =>
  html`${certificates.length > 0 && html`<h2>我的证明</h2>${certificates.map(each => card(each, today))}`}
    <h2>申请一份</h2>
    ${
      issuers.length === 0
        ? html`<p>还没有能开证明的时长。</p>
            <p>过了7天核对期，才能开。</p>
            <p><a class="tap" href="/volunteer/mine">看我的时长</a></p>`
        : askForm(issuers, today)
    }`

const card = (
  { id, unitName, state, keyLeaked, serial, postedUntil, refuseReason, revokeReason, allowedActions, from, to, ...minutes }: Certificate,
  today: string,
): Html =>
  html`<div class="card flow">
    <h3>${serial ?? unitName}</h3>
    <p><strong>${certificateStateName({ state: state === 'revoking' ? 'issued' : state, keyLeaked })}</strong></p>
    ${isVoid({ state, keyLeaked }) && replaceIt}
    ${state === 'posted' && html`<p>公示到${shownDay(postedUntil, today)}，再由单位开出。</p>`}
    ${refuseReason !== null && html`<p>原因：${refuseReason}</p>`} ${state === 'revoked' && html`<p>原因：${revokeReason}</p>`}
    ${pairs([['服务时间', `${shownDay(from)}到${shownDay(to)}`], ...gradePairs(minutes)])}
    <div class="btns">
      <a class="btn" href="/volunteer/certificates/${id}">看这份证明</a>
      ${
        allowedActions.includes('withdraw') &&
        html`<form action="/volunteer/certificates" method="post">
          <input type="hidden" name="act" value="withdraw" /><input type="hidden" name="id" value="${id}" />
          <button class="btn" type="submit">不办了<span class="vh">：${unitName}</span></button>
        </form>`
      }
    </div>
  </div>`

const askForm = (issuers: Mine['issuers'], today: string): Html =>
  html`<form class="form" action="/volunteer/certificates" method="post">
    <fieldset class="f">
      <legend>由谁开</legend>
      ${issuers.map(
        ({ unitId, unitName, onSite, organiser }, index) =>
          html`<label class="pick"><input type="radio" name="unit" value="${unitId}" required ${index === 0 && html`checked`} />${unitName}（①${onSite / 60}小时，②${organiser / 60}小时）</label>`,
      )}
    </fieldset>
    <div class="f">
      <label for="from">从哪天</label>
      <input class="in" id="from" name="from" type="date" value="${earliest(issuers)}" max="${today}" required />
    </div>
    <div class="f">
      <label for="to">到哪天</label>
      <input class="in" id="to" name="to" type="date" value="${today}" max="${today}" required />
    </div>
    <div class="box">
      <label class="pick"><input type="checkbox" name="consent" required />我同意公示7天，姓名只显示一部分</label>
    </div>
    <div class="btns"><button class="btn go" type="submit">申请</button></div>
  </form>`

const earliest = (issuers: Mine['issuers']) => issuers.map(({ from }) => from).sort()[0]!

function help(visit: Visit): Html {
  const { officePhone, officeHours } = visit.platform.config
  return html`<aside class="flow stick" aria-label="帮助">
    <section class="card">
      <h2>证明什么</h2>
      <ul class="plain">
        <li>只证明①和②，都写明等级。</li>
        <li>过了7天核对期的才算。</li>
        <li>③事后补记的，不证明。</li>
      </ul>
      <p><a class="tap" href="/volunteer/certificates/notices">正在公示的</a></p>
      <p><a class="tap" href="/volunteer/check">查验一份证明</a></p>
    </section>
    <section class="card">
      <h2>也可以到柜台</h2>
      <p>我们替您申请。证明不收钱。</p>
      <p>${phone(officePhone)}</p>
      <p class="sub small">${officeHours}</p>
    </section>
  </aside>`
}
