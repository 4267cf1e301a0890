/** Texts that wait for my approval (等我同意的文字), for the page of what is kept about me. Works without script. */
import { html, type Html } from '#platform/public/html.ts'
import { dayOf, plainDate } from '#platform/shared/calendar.ts'
import type { OwnText } from '../signatures.contract.ts'

/** One section; nothing when there is no text. The forms go to `action` with `do`, `meeting`, and the `digest` of the text that was shown. */
export const ownTexts = (items: readonly OwnText[], action: string): Html | false =>
  items.length > 0 &&
  html`<h2>会上要签的文字</h2>
    <p>也可以在纸上签，一样有效。</p>
    ${items.map(
      ({ meetingId, title, heldOn, text, digest, approvedAt, isOwn }) =>
        html`<section class="card flow">
          <h3>${title}，${plainDate(heldOn)}</h3>
          <p class="say">${text}</p>
          ${approvedAt !== null && html`<p>您${plainDate(dayOf(new Date(approvedAt)))}同意了。</p>`}
          ${
            approvedAt !== null &&
            !isOwn &&
            html`<p>码是记这份文字的人给的。<span class="nb">还不算您本人同意。</span></p>
            <p>请在纸上签，或登录后再点。</p>`
          }
          ${
            (approvedAt === null || !isOwn) &&
            html`<form action="${action}" method="post">
              <input type="hidden" name="do" value="approveText" />
              <input type="hidden" name="meeting" value="${meetingId}" />
              <input type="hidden" name="digest" value="${digest}" />
              <button class="btn" type="submit">我看过，同意</button>
            </form>`
          }
        </section>`,
    )}`
