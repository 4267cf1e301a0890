/** 我家的联系卡: the page of its code, behind which stand the card, the visits and the plate of the household. */
import type { CodePage } from '#platform/public/code-page.ts'
import { html } from '#platform/public/html.ts'
import * as card from '../households.card.actions.ts'
import { cardPass } from '../households.pass.ts'

const opened = ['/household/card', '/household/visits', '/household/plate']

export const cardCodePage: CodePage = {
  path: '/household',
  title: '我家的联系卡',
  lead: '卡上有户号和一串码，照着输就行。',
  numberLabel: '户号',
  codeLabel: '卡上的码',
  lost: { title: '卡丢了', text: '到村（社区）换一张，旧的就不能用了。' },
  more: html`<section class="card">
    <h2>这张卡做什么</h2>
    <p>看谁来听我家的事。</p>
    <p>要不要，由您家说了算。</p>
  </section>`,
  frame: { section: 'identity', tab: 'mine', crumbs: [{ href: '/', text: '首页' }] },
  passes: cardPass,
  numberOf: async mine => (await mine.call(card.showCard, {})).number,
  otherWords: '您后来又打开了另一家的卡。',
  carries: ['page'],
  async open(visit, { number, code }) {
    const { pass } = await visit.call(card.openCard, { body: { number, code } })
    const { page = '' } = visit.form
    return {
      redirect: opened.includes(page) ? page : '/household/card',
      cookies: [{ name: cardPass.cookie, value: pass }],
    }
  },
}
