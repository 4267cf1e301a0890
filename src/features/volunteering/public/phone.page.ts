/** 手机验证码报名: a registered volunteer without an account asks for a code and signs up with it; works without script. */
import { html, type Html } from '#platform/public/html.ts'
import { frame, phone } from '#platform/public/layout.ts'
import { note, pairs } from '#platform/public/parts.ts'
import { shownPhone } from '#platform/public/venue-card.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { activity } from '../volunteering.actions.ts'
import { askCode, signUpByCode } from '../volunteering.codes.actions.ts'
import { slot as oneSlot } from '../volunteering.slots.actions.ts'
import { deeper, refused, shownFaults, shownWhen } from './parts.ts'

export const phonePage = definePage({
  method: 'GET',
  path: '/volunteer/slots/:slotId/phone',
  summary: '手机验证码报名：写姓名和登记的手机号',
  run: visit => {
    if (visit.platform.config.messageGateway === null) throw new Problem(problems.notFound)
    return show(visit, askForm(visit))
  },
})

export const phonePost = definePage({
  method: 'POST',
  path: '/volunteer/slots/:slotId/phone',
  summary: '手机验证码报名：发验证码',
  async run(visit) {
    const { name, phone: number } = visit.form
    try {
      visit.limit('submit')
      const { codeId, minutes } = await visit.call(askCode, { params: visit.params, body: { name, phone: number } })
      return await show(visit, codeForm(visit, codeId, minutes))
    } catch (error) {
      const { faults, status } = shownFaults(error)
      return show(visit, askForm(visit), faults, status)
    }
  },
})

export const codePost = definePage({
  method: 'POST',
  path: '/volunteer/slots/:slotId/code',
  summary: '手机验证码报名：用验证码报上',
  async run(visit) {
    const { code, codeId } = visit.form
    try {
      visit.limit('lookUp')
      const { place, waits } = await visit.call(signUpByCode, { params: { ...visit.params, codeId }, body: { code } })
      const { places } = await visit.call(oneSlot, { params: visit.params })
      return await show(visit, done(waits, place - places))
    } catch (error) {
      const { faults, status } = shownFaults(error)
      return show(visit, codeForm(visit, codeId ?? '', null), faults, status)
    }
  },
})

async function show(visit: Visit, part: Html, faults: readonly string[] = [], status = 200): Promise<PageAnswer> {
  const slot = await visit.call(oneSlot, { params: visit.params })
  const found = await visit.call(activity, { params: { activityId: slot.activityId } })
  const crumbs = [...deeper, { href: `/volunteer/activities/${slot.activityId}`, text: found.title }]
  const body = html`<div class="wrap main flow">
    ${refused(faults)}
    <h1>手机验证码报名</h1>
    ${pairs([
      ['活动', found.title],
      ['时间', shownWhen(slot, dayOf(visit.now))],
      ['地点', found.place],
    ])}
    ${part}
    <p>要取消、要换人，请打${phone(shownPhone(found.contactPhone ?? visit.platform.config.officePhone))}。</p>
  </div>`
  return { html: frame(visit, { title: '手机验证码报名', section: 'action', tab: 'open', crumbs, personal: true, body }), status }
}

const pathOf = ({ params }: Visit, end: 'phone' | 'code') => `/volunteer/slots/${params.slotId}/${end}`

const askForm = (visit: Visit): Html =>
  html`<form class="form" action="${pathOf(visit, 'phone')}" method="post">
      <div class="f">
        <label for="name">姓名</label>
        <p class="hint" id="name-h">登记志愿者时写的姓名。</p>
        <input class="in" id="name" name="name" required maxlength="50" autocomplete="name" aria-describedby="name-h" value="${visit.form.name}" />
      </div>
      <div class="f">
        <label for="phone">手机号</label>
        <p class="hint" id="phone-h">登记志愿者时留的手机号。</p>
        <input class="in" id="phone" name="phone" required inputmode="tel" autocomplete="tel" aria-describedby="phone-h" value="${visit.form.phone}" />
      </div>
      <div class="btns"><button class="btn go" type="submit">发验证码</button></div>
    </form>
    <p>还没登记的，请到家门口的站点登记。</p>`

const codeForm = (visit: Visit, codeId: string, minutes: number | null): Html =>
  html`${
    minutes !== null &&
    html`<p>登记过的，会收到一条短信。</p>
        <p>验证码${minutes}分钟内有效。</p>`
  }
    <form class="form" action="${pathOf(visit, 'code')}" method="post">
      <input type="hidden" name="codeId" value="${codeId}" />
      <div class="f">
        <label for="code">验证码</label>
        <p class="hint" id="code-h">短信里的6位数字。</p>
        <input class="in" id="code" name="code" required inputmode="numeric" autocomplete="one-time-code" aria-describedby="code-h" />
      </div>
      <div class="btns"><button class="btn go" type="submit">报名</button></div>
    </form>
    <p><a class="tap" href="${pathOf(visit, 'phone')}">没有收到，再要一个</a></p>`

const done = (waits: boolean, queue: number): Html =>
  note('ok', html`<p>${waits ? `名额满了，您排候补第${queue}位，有人退就补上。` : '报上名了，到时候见。'}</p>`)
