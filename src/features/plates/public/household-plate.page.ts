/** The plate on the household's card (我家的党员户牌): the household says yes, or takes it back as easily. Works without script. */
import { cardCodePage } from '#features/households/public/card.widgets.ts'
import { formOf, performOpened, showOpened } from '#platform/public/code-page.ts'
import { doneOf } from '#platform/public/done.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame } from '#platform/public/layout.ts'
import { refusal } from '#platform/public/refusal.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { Problem } from '#platform/shared/problem.ts'
import * as card from '../plates.card.actions.ts'
import type { PlateCard } from '../plates.contract.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/household/card', text: '我家的联系卡' },
]
const doneSentences: Readonly<Record<string, string>> = {
  agree: '记下了，谢谢您家。',
  withdraw: '记下了。这块牌从现在起无效。',
}

export const householdPlatePage = definePage({
  method: 'GET',
  path: '/household/plate',
  summary: '我家的党员户牌：同意，或收回同意',
  run: visit => showOpened(cardCodePage, visit, mine => show(mine, null, 200)),
})

export const householdPlatePost = definePage({
  method: 'POST',
  path: '/household/plate',
  summary: '这一户对党员户牌的决定',
  run: visit =>
    performOpened(cardCodePage, visit, async mine => {
      const { answer = '', names } = mine.form
      try {
        if (answer === 'agree') await mine.call(card.agreeByCard, { body: { names: names === 'on' } })
        else await mine.call(card.withdrawByCard, {})
        return { redirect: `/household/plate?done=${answer === 'agree' ? 'agree' : 'withdraw'}` }
      } catch (error) {
        if (!(error instanceof Problem) || error.kind.status >= 500) throw error
        return show(mine, `${error.kind.title}。`, error.kind.status)
      }
    }),
})

async function show(mine: Visit, problem: string | null, status: number): Promise<PageAnswer> {
  const view = await mine.call(card.showCard, {})
  const number = await cardCodePage.numberOf(mine)
  const done = doneOf(doneSentences, mine)
  const body = html`<div class="wrap main cols">
    <div class="flow">
      ${refusal('还没记下', problem === null ? [] : [problem])}
      ${
        done &&
        html`<div class="note ok" role="status">
          <p><strong>${done}</strong></p>
        </div>`
      }
      <h1>我家的党员户牌</h1>
      ${standing(view, number)}
    </div>
    <aside class="flow stick" aria-label="说明">
      <section class="card">
        <h2>挂不挂，您家定</h2>
        <p>家里每个人都愿意，才挂。</p>
        <p>不挂也没有任何影响。</p>
        <p><a class="btn" href="/household/card">回联系卡</a></p>
      </section>
    </aside>
  </div>`
  return { html: frame(mine, { title: '我家的党员户牌', section: 'identity', tab: 'mine', crumbs, personal: true, body }), status }
}

function standing({ plate, allowedActions }: PlateCard, number: string): Html {
  if (!plate) return html`<section class="card up"><p>现在没有牌，也没人提。</p></section>`
  return html`<section class="card up" aria-labelledby="state">
    <h2 id="state">${titleOf(plate)}</h2>
    ${
      plate.members.length > 0
        ? html`<p>已同意的党员：<strong>${plate.members.join('、')}</strong></p>`
        : html`<p>您家的党员还没有答复。</p>`
    }
    ${plate.number !== null && html`<p>牌号 <span class="num">${plate.number}</span></p>`}
    ${
      allowedActions.includes('agreeByCard') &&
      html`<form class="form" action="/household/plate" method="post">
        ${formOf(number)}<input type="hidden" name="answer" value="agree" />
        <div class="box">
          <label class="pick"><input type="checkbox" name="names" />扫码时也可以显示姓名</label>
        </div>
        <div class="btns"><button class="btn go" type="submit">全家同意挂牌</button></div>
      </form>`
    }
    ${
      allowedActions.includes('withdrawByCard') &&
      html`<form action="/household/plate" method="post">
          ${formOf(number)}<input type="hidden" name="answer" value="withdraw" />
          <button class="btn" type="submit">${plate.householdAgreed ? '收回同意' : '不要挂'}</button>
        </form>
        <p class="small sub">不用说原因，对您家没有影响。</p>`
    }
  </section>`
}

function titleOf({ state, householdAgreed }: NonNullable<PlateCard['plate']>): string {
  if (state === 'withdrawn') return '这块牌已经无效，等村里取下'
  if (state === 'mounted') return '牌挂在门口'
  if (state === 'issued') return '牌做好了，等着挂'
  return householdAgreed ? '您家同意了' : '村里想给您家挂牌'
}
