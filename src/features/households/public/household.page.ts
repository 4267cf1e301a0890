/** 我家的联系卡 (card page): opening a household by number and code, and what it decides there. Works without script. */
import { openCodePage, performOpened, showCodePage, showOpened } from '#platform/public/code-page.ts'
import { frame } from '#platform/public/layout.ts'
import { refusalWords } from '#platform/public/refusal.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { Problem } from '#platform/shared/problem.ts'
import * as card from '../households.card.actions.ts'
import { cardBody } from './card.ts'
import { cardCodePage } from './card.widgets.ts'

const crumbs = [{ href: '/', text: '首页' }]

export const householdPage = definePage({
  method: 'GET',
  path: cardCodePage.path,
  summary: '我家的联系卡：输入户号和卡上的码',
  run: visit => Promise.resolve(showCodePage(cardCodePage, visit)),
})

export const householdPost = definePage({
  method: 'POST',
  path: cardCodePage.path,
  summary: '打开我家的联系卡',
  run: visit => openCodePage(cardCodePage, visit),
})

export const cardPage = definePage({
  method: 'GET',
  path: '/household/card',
  summary: '我家的联系卡：谁来听我家的事，怎么联系，谁看过资料',
  run: visit => showOpened(cardCodePage, visit, mine => show(mine, [], 200)),
})

export const cardPost = definePage({
  method: 'POST',
  path: '/household/card',
  summary: '这一户的决定：答应、不要、结束、怎么联系、收回同意',
  run: visit =>
    performOpened(cardCodePage, visit, async mine => {
      const { answer = '' } = mine.form
      try {
        await perform(mine, answer)
        return { redirect: `/household/card?done=${encodeURIComponent(answer)}` }
      } catch (error) {
        if (!(error instanceof Problem) || error.kind.status >= 500) throw error
        return show(mine, refusalWords(error), error.kind.status)
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
