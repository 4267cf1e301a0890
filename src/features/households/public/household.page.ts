/** 我家的联系卡 (card page): opening a household by number and code, and what it decides there. Works without script. */
import { assetPath } from '#platform/public/assets.ts'
import { html } from '#platform/public/html.ts'
import { frame, phone } from '#platform/public/layout.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { Problem } from '#platform/shared/problem.ts'
import * as card from '../households.card.actions.ts'
import { passCookie, passMaxAge, readPass } from '../households.pass.ts'
import { cardBody } from './card.ts'

const crumbs = [{ href: '/', text: '首页' }]

export const householdPage = definePage({
  method: 'GET',
  path: '/household',
  summary: '我家的联系卡：输入户号和卡上的码',
  run: visit =>
    Promise.resolve(
      showForm(visit, { number: visit.query.number ?? '', problem: visit.query.over ? '离上次打开超过30分钟了，请再输一次。' : null }, 200),
    ),
})

export const householdPost = definePage({
  method: 'POST',
  path: '/household',
  summary: '打开我家的联系卡',
  async run(visit) {
    const { number = '', code = '' } = visit.form
    try {
      visit.limit('lookUp')
      const { pass } = await visit.call(card.openCard, { body: { number, code } })
      return { redirect: '/household/card', cookies: [{ name: passCookie, value: pass, maxAge: passMaxAge }] }
    } catch (error) {
      if (!(error instanceof Problem) || error.kind.status >= 500) throw error
      return showForm(visit, { number, problem: wordsOf(error).join('；') }, error.kind.status)
    }
  },
})

export const cardPage = definePage({
  method: 'GET',
  path: '/household/card',
  summary: '我家的联系卡：谁来听我家的事，怎么联系，谁看过资料',
  run: visit => withCard(visit, mine => show(mine, [], 200)),
})

export const cardPost = definePage({
  method: 'POST',
  path: '/household/card',
  summary: '这一户的决定：答应、不要、结束、怎么联系、收回同意',
  run: visit =>
    withCard(visit, async mine => {
      const { answer = '' } = mine.form
      try {
        await perform(mine, answer)
        return { redirect: `/household/card?done=${encodeURIComponent(answer)}` }
      } catch (error) {
        if (!(error instanceof Problem) || error.kind.status >= 500) throw error
        return show(mine, wordsOf(error), error.kind.status)
      }
    }),
})

function perform(mine: Visit, answer: string): Promise<unknown> {
  switch (answer) {
    case 'agree':
      return mine.call(card.acceptMember, {})
    case 'decline':
      return mine.call(card.declineMember, {})
    case 'end':
      return mine.call(card.leaveMember, {})
    case 'ask':
      return mine.call(card.askForMember, {})
    case 'reach':
      return mine.call(card.preferContact, { body: { contactPreference: mine.form.contactPreference } })
    case 'withdraw':
      return mine.call(card.withdrawConsent, {})
    default:
      throw new Problem({ type: '/problems/invalid', status: 422, title: '请先选一项' }, '请先选一项，再提交。')
  }
}

const wordsOf = (error: Problem) =>
  error.errors.length > 0
    ? error.errors.map(({ detail }) => detail)
    : [`${error.kind.title}。`, error.detail ?? error.kind.remedy ?? ''].filter(Boolean)

function showForm(visit: Visit, { number, problem }: { number: string; problem: string | null }, status: number): PageAnswer {
  const { officePhone, officeHours } = visit.platform.config
  const body = html`<div class="wrap main cols">
      <div class="flow">
        ${
          problem &&
          html`<section class="oops" role="alert" aria-labelledby="oops-t" tabindex="-1">
            <h2 id="oops-t">没有打开</h2>
            <p>${problem}</p>
          </section>`
        }
        <h1>我家的联系卡</h1>
        <p>卡上有户号和一串码，照着输就行。</p>
        <form class="form" action="/household" method="post">
          <div class="f">
            <label for="num">户号</label>
            <input class="in" id="num" name="number" required autocomplete="off" value="${number}" />
          </div>
          <div class="f">
            <label for="code">卡上的码</label>
            <p class="hint" id="code-h">10个字母和数字，大小写都可以。</p>
            <input
              class="in"
              id="code"
              name="code"
              required
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
              aria-describedby="code-h"
            />
          </div>
          <div class="btns"><button class="btn go" type="submit">打开</button></div>
        </form>
      </div>
      <aside class="flow stick" aria-label="帮助">
        <section class="card">
          <h2>卡丢了</h2>
          <p>到村（社区）换一张，旧的就不能用了。</p>
          <p>或打电话问：${phone(officePhone)}</p>
          <p class="sub small">${officeHours}</p>
        </section>
        <section class="card">
          <h2>这张卡做什么</h2>
          <p>看谁来听我家的事。</p>
          <p>要不要，由您家说了算。</p>
        </section>
      </aside>
    </div>
    <script src="${assetPath('track.js')}" defer></script>`
  return { html: frame(visit, { title: '我家的联系卡', section: 'identity', tab: 'mine', crumbs, body }), status }
}

async function show(mine: Visit, errors: readonly string[], status: number): Promise<PageAnswer> {
  const view = await mine.call(card.showCard, {})
  return {
    html: frame(mine, {
      title: '我家的联系卡',
      section: 'identity',
      tab: 'mine',
      crumbs,
      personal: true,
      body: cardBody(mine, view, errors),
    }),
    status,
  }
}

/** Runs as the bearer of the card's pass; without one, or when it has ended, the form asks again. */
async function withCard(visit: Visit, run: (mine: Visit) => Promise<PageAnswer>): Promise<PageAnswer> {
  const pass = visit.cookies[passCookie]
  const householdId = pass && readPass(visit.platform.sealing, pass, visit.now)
  if (!householdId) return { redirect: pass ? '/household?over=1' : '/household' }
  return run(visit.as({ kind: 'household', townId: visit.platform.townId, householdId }))
}
