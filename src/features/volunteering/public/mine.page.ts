/** 我的志愿服务: what is kept about oneself, and what one may do: register, step back, swap, confirm, dispute, ask for a correction. */
import { doneOf } from '#platform/public/done.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, phone, shownDay } from '#platform/public/layout.ts'
import { pairs } from '#platform/public/parts.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { invalidField } from '#platform/shared/problem.ts'
import type { SignUp, Star, Volunteer } from '../volunteering.contract.ts'
import { dispute, proposeCorrection } from '../volunteering.disputes.actions.ts'
import { mine, register, withdrawConsent } from '../volunteering.people.actions.ts'
import { confirm, offerSwap, takeOver, withdraw, withdrawSwap } from '../volunteering.signups.actions.ts'
import { hoursText, starText } from '../volunteering.words.ts'
import { leaving } from './leaving.widgets.ts'
import { hoursPart, type Answer } from './mine.hours.ts'
import { activityPath, deeper, refused, shownFaults, shownWhen } from './parts.ts'

const done: Readonly<Record<string, string>> = {
  signUp: '报好了。记得准时到。',
  register: '登记好了，可以报名了。',
  withdraw: '退好了。名额给下一位。',
  leave: '登记收回了，报的名也退了。',
  confirm: '记下了，您在现场。',
  withdrawSwap: '不换了，名额还是您的。',
  takeOver: '换好了。',
  dispute: '收到了，组织者会答复您。',
  ask: '收到了，要两个人核对。',
}

export const minePage = definePage({
  method: 'GET',
  path: '/volunteer/mine',
  summary: '我的志愿服务：报名、时长和等级、星级',
  run: visit => show(visit, { faults: [], code: null, typed: {} }, 200),
})

export const minePost = definePage({
  method: 'POST',
  path: '/volunteer/mine',
  summary: '登记、退出、换人、在场确认、异议、请求更正',
  async run(visit) {
    if (visit.actor.kind !== 'person') return { html: page(visit, signInFirst(visit)), status: 401 }
    try {
      const { act = '' } = visit.form
      const code = await perform(visit, act)
      return code === null ? { redirect: `/volunteer/mine?done=${act}` } : await show(visit, { faults: [], code, typed: {} }, 200)
    } catch (error) {
      const { faults, status } = shownFaults(error)
      return show(visit, { faults, code: null, typed: visit.form }, status)
    }
  },
})

/** Does what the form asks; the code of a swap, or null. */
async function perform(visit: Visit, act: string): Promise<string | null> {
  const { id, text = '', code = '', hours = '', skills = '', times = '' } = visit.form
  const own = { params: { signUpId: id } }
  switch (act) {
    case 'withdraw':
      await visit.call(withdraw, own)
      return null
    case 'leave':
      await visit.call(withdrawConsent, {})
      return null
    case 'confirm':
      await visit.call(confirm, own)
      return null
    case 'offer':
      return (await visit.call(offerSwap, { ...own, body: {} })).code
    case 'withdrawSwap':
      await visit.call(withdrawSwap, own)
      return null
    case 'takeOver':
      visit.limit('lookUp')
      await visit.call(takeOver, { body: { code } })
      return null
    case 'dispute':
      await visit.call(dispute, { params: { hoursId: id }, body: { text } })
      return null
    case 'ask':
      await visit.call(proposeCorrection, {
        params: { hoursId: id },
        body: { minutes: minutesOf(hours), reason: text },
      })
      return null
    case 'register': {
      const personId = visit.actor.kind === 'person' ? visit.actor.personId : ''
      await visit.call(register, { params: { personId }, body: { consent: visit.form.consent === 'on', skills, times } })
      return null
    }
    default:
      throw invalidField('#/act', '请先选一项，再提交。')
  }
}

/** Throws invalid (422) for what is no number of hours. */
function minutesOf(typed: string): number {
  const hours = typed.normalize('NFKC').trim()
  if (!/^\d{1,3}(?:\.\d{1,2})?$/.test(hours)) throw invalidField('#/minutes', '几小时请写数字，例如：2.5')
  return Math.round(Number(hours) * 60)
}

async function show(visit: Visit, answer: Answer, status: number): Promise<PageAnswer> {
  if (visit.actor.kind !== 'person') return { html: page(visit, signInFirst(visit)), status: 200 }
  const { faults, code, typed } = answer
  const { volunteer, signUps, hours, star } = await visit.call(mine, {})
  const today = dayOf(visit.now)
  const told = doneOf(done, visit)
  const body = html`${refused(faults)}
    ${told !== undefined && html`<div class="note ok" role="status"><p>${told}</p></div>`}
    ${
      code !== null &&
      html`<section class="card" aria-labelledby="code-t">
        <h2 id="code-t">换人码</h2>
        <p class="big-code">${code}</p>
        <p>告诉来替您的人。只能用一次。</p>
        <p>他填了，名额才换。</p>
      </section>`
    }
    <h1>我的志愿服务</h1>
    ${volunteer ? about(visit, volunteer) : joining(typed)} ${volunteer && coming(signUps, today)} ${starPart(star)} ${hoursPart(hours, answer, today)}
    ${volunteer && swapForm(typed)}
    ${volunteer && leaving({ action: '/volunteer/mine', field: 'act', value: 'leave' })}`
  return { html: page(visit, body), status }
}

const page = (visit: Visit, body: Html) =>
  frame(visit, {
    title: '我的志愿服务',
    section: 'action',
    tab: 'mine',
    crumbs: deeper,
    personal: true,
    body: html`<div class="wrap main flow">${body}</div>`,
  })

/** For a form, with what was typed: signing in takes other pages, so it is there to copy. */
const signInFirst = (visit: Visit): Html => {
  const { text = '', hours = '', skills = '', times = '' } = visit.form
  const typed = [hours, text, skills, times].filter(each => each.trim() !== '').join('\n')
  return html`${visit.form.act !== undefined && refused(['登录过时了，请先登录。'])}
    <h1>我的志愿服务</h1>
    ${
      typed !== '' &&
      html`<div class="f">
        <label for="kept">您刚才写的</label>
        <p class="hint" id="kept-h">还没交上。先抄下，登录后再交。</p>
        <textarea class="in" id="kept" rows="4" readonly aria-describedby="kept-h">${typed}</textarea>
      </div>`
    }
    <p>登录后，看您的报名和时长。</p>
    <p><a class="btn go" href="/sign-in?next=/volunteer/mine">登录</a></p>
    <h2>没有账号</h2>
    <p>到柜台，工作人员替您查和办。</p>
    <p>电话 ${phone(visit.platform.config.officePhone)}，${visit.platform.config.officeHours}。</p>`
}

const joining = (typed: Visit['form']): Html =>
  html`<section class="card" aria-labelledby="join">
    <h2 id="join">登记为志愿者</h2>
    <p>满18岁可在这里登记。</p>
    <p>未满18岁，请和监护人到柜台。</p>
    <form class="form" action="/volunteer/mine" method="post">
      <input type="hidden" name="act" value="register" />
      <div class="f">
        <label for="skills">会做什么 <span class="opt">（可以不写）</span></label>
        <input class="in" id="skills" name="skills" maxlength="200" autocomplete="off" value="${typed.skills ?? ''}" />
      </div>
      <div class="f">
        <label for="times">什么时候有空 <span class="opt">（可以不写）</span></label>
        <input class="in" id="times" name="times" maxlength="200" autocomplete="off" value="${typed.times ?? ''}" />
      </div>
      <div class="box">
        <label class="pick"><input type="checkbox" name="consent" required ${typed.consent === 'on' && html`checked`} />我满18岁，同意记下我的服务</label>
      </div>
      <div class="btns"><button class="btn go" type="submit">登记</button></div>
    </form>
  </section>`

const about = (visit: Visit, volunteer: Volunteer): Html | false =>
  volunteer.bannedUntil !== null &&
  html`<div class="note late">
    <p><strong>${shownDay(volunteer.bannedUntil)}前不能参加。</strong></p>
    <p>原因：${volunteer.banReason}</p>
    <p>有不同意见，请打${phone(visit.platform.config.officePhone)}。</p>
  </div>`

const button = (act: string, id: string, text: string, what: string, style = ''): Html =>
  html`<form action="/volunteer/mine" method="post">
    <input type="hidden" name="act" value="${act}" /><input type="hidden" name="id" value="${id}" />
    <button class="btn ${style}" type="submit">${text}<span class="vh">：${what}</span></button>
  </form>`

function stands({ state, place, slot, confirmed }: SignUp): string {
  if (state === 'moved') return slot.movedTo === null ? '这一场取消了' : '改了时间，请看新的一场'
  if (state === 'withdrawn') return '您退了'
  if (state === 'swapped') return '换给别人了'
  if (place !== null && place > slot.places) return `候补第${place - slot.places}位`
  return confirmed ? '您在现场，已确认' : '有名额'
}

const coming = (signUps: readonly SignUp[], today: string): Html =>
  html`<h2>报名</h2>
    ${
      signUps.length === 0
        ? html`<p>还没有报名。<a class="tap" href="/volunteer">去看活动</a></p>`
        : signUps.map(each => {
            const { id, slot, allowedActions } = each
            const what = `${slot.title}，${shownWhen(slot, today)}`
            const may = (name: string) => allowedActions.includes(name)
            return html`<div class="card">
              <h3><a class="tap" href="${activityPath(slot)}">${slot.title}</a></h3>
              <p>${shownWhen(slot, today)}<br />${slot.place}</p>
              <p><strong>${stands(each)}</strong></p>
              ${slot.cancelReason !== null && html`<p>原因：${slot.cancelReason}</p>`}
              <div class="btns">
                ${may('confirm') && !each.confirmed && button('confirm', id, '我在现场', what, 'go')}
                ${may('offerSwap') && button('offer', id, '换别人去', what)}
                ${may('withdrawSwap') && button('withdrawSwap', id, '不换了', what)} ${may('withdraw') && button('withdraw', id, '退出', what)}
              </div>
            </div>`
          })
    }`

const starPart = (star: Star): Html =>
  html`<h2>星级</h2>
    <p>${starText(star.stars)}。只算①和②，过了核对期才算。</p>
    ${pairs([
      ['①现场双方确认', hoursText(star.onSite)],
      ['②组织者确认', hoursText(star.organiser)],
      ['③事后补记，不算星', hoursText(star.enteredLater)],
      ['核对期里，还没算', hoursText(star.waiting)],
      ...(star.nextAtHours === null ? [] : [['下一颗星', `满${star.nextAtHours}小时`] as const]),
    ])}
    <p>每一条都在下面，哪里不对请提出。</p>
    <p><a class="tap" href="/volunteer/certificates">开志愿服务证明</a></p>`

const swapForm = (typed: Visit['form']): Html =>
  html`<h2>替别人去</h2>
    <form class="form" action="/volunteer/mine" method="post">
      <input type="hidden" name="act" value="takeOver" />
      <div class="f">
        <label for="code">换人码</label>
        <p class="hint" id="code-h">对方给您的8个字母和数字。</p>
        <input class="in" id="code" name="code" required autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-h" value="${typed.code ?? ''}" />
      </div>
      <div class="btns"><button class="btn" type="submit">我来替</button></div>
    </form>`
