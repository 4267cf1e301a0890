/** What members advised beside what residents said (党员首议和居民意见), each with its answer; and the form for one more. */
import { html, type Html } from '#platform/public/html.ts'
import { shownDay } from '#platform/public/layout.ts'
import { pairs } from '#platform/public/parts.ts'
import type { Advice, Comment, Decision } from '../decisions.contract.ts'
import { adoptionNames, opinionNames } from '../decisions.words.ts'
import type { Typed } from './parts.ts'

export function opinionsOf(decision: Decision, typed: Typed, today: string): Html {
  const { advice, comments, commentsWaiting, allowedActions } = decision
  const mayComment = allowedActions.includes('comment')
  const isEmpty = advice.length === 0 && comments.length === 0 && commentsWaiting.length === 0
  if (isEmpty && !mayComment) return html``
  const late = commentsWaiting.filter(due => due < today).length
  return html`<h2>大家的意见</h2>
    ${
      advice.length > 0 &&
      html`<h3>党员首议</h3>
        <p class="sub">党员先议，只是意见。<br />定不定，由大会表决。</p>
        ${advice.map(each => adviceCard(each, today))}`
    }
    ${comments.length > 0 && html`<h3>居民意见</h3> ${comments.map(each => commentCard(each, today))}`}
    ${commentsWaiting.length > 0 && html`<p>还有${commentsWaiting.length}条意见等答复。${late > 0 && html`<br /><strong>其中${late}条逾期了。</strong>`}</p>`}
    ${mayComment && commentForm(decision.id, typed)}`
}

const adviceCard = ({ opinion, reason, heldOn, adoption, adoptionReason, answeredOn }: Advice, today: string): Html =>
  html`<div class="card">
    ${pairs([
      ['意见', opinionNames[opinion]],
      ...(reason ? [['理由', reason] as const] : []),
      ['哪一天', shownDay(heldOn, today)],
      ...(adoption === null ? [] : [['答复', `${adoptionNames[adoption]}。${adoptionReason}`] as const]),
      ...(answeredOn === null ? [] : [['哪天答复', shownDay(answeredOn, today)] as const]),
    ])}
  </div>`

const commentCard = ({ content, sentOn, reply, repliedOn }: Comment, today: string): Html =>
  html`<div class="card">
    ${pairs([
      ['意见', content],
      ['哪一天', shownDay(sentOn, today)],
      ['答复', reply],
      ['哪天答复', shownDay(repliedOn!, today)],
    ])}
  </div>`

const commentForm = (id: string, { formKey, content }: Typed): Html =>
  html`<h3>您怎么看</h3>
    <p>不用账号，也不用留姓名。<br />表决以前都能说。</p>
    <form class="form" action="/decisions/${id}" method="post">
      <input type="hidden" name="formKey" value="${formKey}" />
      <div class="f">
        <label for="what">您的意见</label>
        <textarea class="in" id="what" name="content" required rows="4" maxlength="500">${content}</textarea>
        <p class="sub small">请不要写别人的姓名和电话。</p>
      </div>
      <div class="btns"><button class="btn go" type="submit">说意见</button></div>
    </form>`
