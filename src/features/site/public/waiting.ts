/** What waits for records (还没有记录的): said plainly instead of an empty column. */
import { html, type Html } from '#platform/public/html.ts'
import { phone } from '#platform/public/layout.ts'
import { noRecord } from '#platform/public/parts.ts'
import type { Visit } from '#platform/server/page.ts'

/** A part of the town's work that has no records yet: what it will show, and what it waits for. */
export interface Waiting {
  name: string
  /** Ends the sentence 等…. */
  waitsFor: string
}

/** Said plainly instead of an empty column (conventions 2.3, UX-19). */
export const waitingSection = (visit: Visit, waiting: readonly Waiting[]): Html =>
  html`<h2>还没有记录的</h2>
    <dl class="kv wide card">
      ${waiting.map(
        ({ name, waitsFor }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${noRecord} 等${waitsFor}。</dd>
          </div>`,
      )}
    </dl>
    <p class="sub">要问，请打 ${phone(visit.platform.config.officePhone)}</p>`
