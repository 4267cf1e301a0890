/** 我家的走访 (visits to us): who came, what was written, who looked; deleting it, and how often we want somebody. Works without script. */
import { cardCodePage } from '#features/households/public/card.widgets.ts'
import { formOf, performOpened, showOpened } from '#platform/public/code-page.ts'
import { doneOf } from '#platform/public/done.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay, shownTime } from '#platform/public/layout.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { Problem } from '#platform/shared/problem.ts'
import * as card from '../visits.card.actions.ts'
import type { CardVisit, CardVisits } from '../visits.contract.ts'
import { noteReasonNames, outcomeNames, topicNames, wayNames } from '../visits.words.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/household/card', text: '我家的联系卡' },
]
const doneSentences: Readonly<Record<string, string>> = {
  delete: '删掉了，不用说原因。',
  monthly: '记下了，以后每月来一次。',
  ordinary: '记下了，以后一年来两次。',
  ask: '记下了，会有人来您家。',
}

export const householdVisitsPage = definePage({
  method: 'GET',
  path: '/household/visits',
  summary: '我家的走访：谁来过，写了什么，谁看过；可以删掉',
  run: visit => showOpened(cardCodePage, visit, mine => show(mine, null, 200)),
})

export const householdVisitsPost = definePage({
  method: 'POST',
  path: '/household/visits',
  summary: '这一户对走访的决定：删掉、多久来一次、请人来',
  run: visit =>
    performOpened(cardCodePage, visit, async mine => {
      const { answer = '' } = mine.form
      try {
        await perform(mine, answer)
        return { redirect: `/household/visits?done=${encodeURIComponent(answer)}` }
      } catch (error) {
        if (!(error instanceof Problem) || error.kind.status >= 500) throw error
        return show(mine, error.detail ?? `${error.kind.title}。`, error.kind.status)
      }
    }),
})

function perform(mine: Visit, answer: string): Promise<unknown> {
  switch (answer) {
    case 'delete':
      return mine.call(card.deleteMine, { params: { visitId: mine.form.visitId } })
    case 'monthly':
    case 'ordinary':
      return mine.call(card.wishMonthly, { body: { monthly: answer === 'monthly' } })
    case 'ask':
      return mine.call(card.ask, {})
    default:
      throw new Problem({ type: '/problems/invalid', status: 422, title: '请先选一项' }, '请先选一项，再提交。')
  }
}

async function show(mine: Visit, problem: string | null, status: number): Promise<PageAnswer> {
  const view = await mine.call(card.showMine, {})
  const own = formOf(await cardCodePage.numberOf(mine))
  const today = dayOf(mine.now)
  const done = doneOf(doneSentences, mine)
  const body = html`<div class="wrap main cols">
    <div class="flow">
      ${
        problem !== null &&
        html`<section class="oops" role="alert" aria-labelledby="oops-t" tabindex="-1">
          <h2 id="oops-t">还没记下</h2>
          <p>${problem}</p>
        </section>`
      }
      ${
        done &&
        html`<div class="note ok" role="status">
          <p><strong>${done}</strong></p>
        </div>`
      }
      <h1>我家的走访</h1>
      ${view.visits.length === 0 && html`<p>现在没有走访记录。</p>`} ${view.visits.map(each => one(each, own, today))}
    </div>
    <aside class="flow stick" aria-label="您家说了算">
      ${rhythm(view, own, today)}
      <section class="card">
        <h2>删掉会怎样</h2>
        <p>写的都没有了。</p>
        <p>只留下哪天、哪个网格，算个数。</p>
        <p>转出去的诉求照常办。</p>
        <p><a class="btn" href="/household/card">回联系卡</a></p>
      </section>
    </aside>
  </div>`
  return { html: frame(mine, { title: '我家的走访', section: 'identity', tab: 'mine', crumbs, personal: true, body }), status }
}

const one = (visit: CardVisit, own: Html, today: string): Html =>
  html`<section class="card up" aria-labelledby="v${visit.id}">
    <h2 id="v${visit.id}">${shownDay(visit.visitedOn, today)}，${visit.visitorName ?? '一位党员'}</h2>
    <p>${wayNames[visit.way]}，${outcomeNames[visit.outcome]}。</p>
    ${visit.topics.length > 0 && html`<p>谈了：${visit.topics.map(topic => topicNames[topic]).join('、')}。</p>`}
    ${visit.note !== null && html`<p>写了：</p><blockquote>${visit.note}</blockquote>`}
    ${visit.needsFollowUp && html`<p>对方说会再来办。</p>`}
    ${visit.items.map(({ number, isOver }) => html`<p>诉求<span class="num">${number}</span>，${isOver ? '办完了' : '还在办'}。</p>`)}
    ${
      visit.readers.length > 0 &&
      html`<ul class="plain">
        ${visit.readers.map(
          reader =>
            html`<li class="small">${shownTime(new Date(reader.at))}，${reader.name ?? '一位工作人员'}看了。原因：${noteReasonNames[reader.reason]}。</li>`,
        )}
      </ul>`
    }
    <form action="/household/visits" method="post">
      ${own}<input type="hidden" name="answer" value="delete" /><input type="hidden" name="visitId" value="${visit.id}" />
      <button class="btn" type="submit">删掉这次记录</button>
    </form>
  </section>`

const rhythm = ({ monthlySince, askedOn, notBefore }: CardVisits, own: Html, today: string): Html =>
  html`<section class="card" aria-labelledby="often">
    <h2 id="often">多久来一次</h2>
    <p>${monthlySince === null ? '一般一年来两次。' : '您家要每月来一次。'}</p>
    ${notBefore !== null && notBefore > today && html`<p>${shownDay(notBefore, today)}前不会再来。</p>`}
    ${askedOn !== null && html`<p>您家${shownDay(askedOn, today)}请人来。</p>`}
    <div class="btns">
      ${monthlySince === null ? button(own, 'monthly', '每月来一次') : button(own, 'ordinary', '不用每月来')}
      ${askedOn === null && button(own, 'ask', '请人来一趟')}
    </div>
  </section>`

const button = (own: Html, answer: string, text: string) =>
  html`<form action="/household/visits" method="post">
    ${own}<input type="hidden" name="answer" value="${answer}" /><button class="btn" type="submit">${text}</button>
  </form>`
