/** 我的时长 (own hours) on 我的志愿服务: each entry, and the forms that say what is wrong with it. */
import { html, type Html } from '#platform/public/html.ts'
import { shownDay } from '#platform/public/layout.ts'
import { refusalBeside } from '#platform/public/refusal.ts'
import type { Visit } from '#platform/server/page.ts'
import type { Hours } from '../volunteering.contract.ts'
import { hoursSentence } from '../volunteering.words.ts'
import { shownWhen } from './parts.ts'

export interface Answer {
  faults: readonly string[]
  code: string | null
  /** What was refused; it comes back into its form. */
  typed: Visit['form']
}

export const hoursPart = (hours: readonly Hours[], answer: Answer, today: string): Html =>
  html`<h2>时长</h2>
    ${hours.length === 0 ? html`<p>还没有记录。服务后由组织者公布。</p>` : hours.map(each => hoursCard(each, answer, today))}`

function hoursCard(each: Hours, answer: Answer, today: string): Html {
  const may = (name: string) => each.allowedActions.includes(name)
  const what = `${each.title}，${shownWhen(each, today)}`
  return html`<div class="card">
    <h3>${each.title}</h3>
    <p>${shownWhen(each, today)}，${each.unitName}</p>
    <p><strong>${hoursSentence(each)}</strong></p>
    ${each.publicReason !== null && html`<p>补记的原因：${each.publicReason}</p>`}
    ${each.disputeUntil !== null && html`<p class="sub">${each.locked ? '已定' : `${shownDay(each.disputeUntil, today)}前可提异议`}</p>`}
    ${each.dispute && html`<p>您说：${each.dispute.text}</p><p>${each.dispute.answer === null ? '等组织者答复' : html`答复：${each.dispute.answer}`}</p>`}
    ${each.corrections.map(({ oldMinutes, newMinutes, state, reason }) => {
      const word = { proposed: '等核对', made: '已更正', refused: '没有同意' }[state]
      return html`<p>更正：${oldMinutes}分钟改${newMinutes}分钟，${word}。${reason}</p>`
    })}
    ${may('dispute') && sayForm('dispute', each.id, what, answer)} ${may('proposeCorrection') && sayForm('ask', each.id, what, answer)}
  </div>`
}

function sayForm(act: 'dispute' | 'ask', id: string, what: string, { faults, typed }: Answer): Html {
  const isRefused = typed.act === act && typed.id === id
  const { hours = '', text = '' } = isRefused ? typed : {}
  return html`<details ${isRefused && html`open`}>
    <summary>${act === 'dispute' ? '哪里不对，提异议' : '请求更正'}</summary>
    <form class="form" action="/volunteer/mine" method="post">
      <input type="hidden" name="act" value="${act}" /><input type="hidden" name="id" value="${id}" />
      ${isRefused && refusalBeside(`e-${id}`, faults)}
      ${
        act === 'ask' &&
        html`<div class="f">
          <label for="m-${id}">应是几小时</label>
          <input class="in" id="m-${id}" name="hours" inputmode="decimal" required value="${hours}" ${isRefused && html`aria-describedby="e-${id}"`} />
        </div>`
      }
      <div class="f">
        <label for="d-${id}">${act === 'dispute' ? '哪里不对' : '为什么'}<span class="vh">：${what}</span></label>
        <textarea class="in" id="d-${id}" name="text" maxlength="${act === 'dispute' ? 500 : 200}" required ${isRefused && html`aria-describedby="e-${id}"`}>${text}</textarea>
      </div>
      <div class="btns"><button class="btn" type="submit">提交<span class="vh">：${what}</span></button></div>
    </form>
  </details>`
}
