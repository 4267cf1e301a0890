/**
 * Opening what is one's own by number and code (编号和码): the form, and what it does with an answer. Works without script.
 *
 * A number that is typed stays in the form after a refusal, a code never does.
 */
import type { PageAnswer, Visit } from '#platform/server/page.ts'
import { Problem } from '#platform/shared/problem.ts'
import { assetPath } from './assets.ts'
import { html, type Html } from './html.ts'
import { frame, phone, type PageFrame } from './layout.ts'
import { refusal, refusalWords } from './refusal.ts'

export interface CodePage {
  /** Where the form stands and is sent to. */
  path: `/${string}`
  title: string
  /** Where number and code are found. */
  lead: string
  numberLabel: string
  numberHint?: string
  codeLabel: string
  /** What to do when the code is lost, before the telephone of the office. */
  lost: { title: string; text: string }
  /** Cards below it. */
  more?: Html
  frame: Pick<PageFrame, 'section' | 'tab' | 'crumbs'>
  /** Where it leads, and the pass that opens it; throws a Problem for a number or code that is wrong. */
  open(visit: Visit, typed: { number: string; code: string }): Promise<PageAnswer>
}

/** The empty form; `?number=` fills the number in, `?over=` says that a pass ended. */
export const showCodePage = (page: CodePage, visit: Visit): PageAnswer =>
  form(page, visit, visit.query.number ?? '', visit.query.over ? ['离上次打开超过30分钟了，请再输一次。'] : [], 200)

/** Opens, or shows the form again with what was wrong. */
export async function openCodePage(page: CodePage, visit: Visit): Promise<PageAnswer> {
  const { number = '', code = '' } = visit.form
  try {
    visit.limit('lookUp')
    return await page.open(visit, { number, code })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.status >= 500) throw error
    return form(page, visit, number, refusalWords(error), error.kind.status)
  }
}

function form(page: CodePage, visit: Visit, number: string, wrong: readonly string[], status: number): PageAnswer {
  const { officePhone, officeHours } = visit.platform.config
  const body = html`<div class="wrap main cols">
      <div class="flow">
        ${refusal('没有打开', wrong)}
        <h1>${page.title}</h1>
        <p>${page.lead}</p>
        <form class="form" action="${page.path}" method="post">
          <div class="f">
            <label for="num">${page.numberLabel}</label>
            ${page.numberHint && html`<p class="hint" id="num-h">${page.numberHint}</p>`}
            <input class="in" id="num" name="number" required autocomplete="off"${
              page.numberHint && html` aria-describedby="num-h"`
            } value="${number}" />
          </div>
          <div class="f">
            <label for="code">${page.codeLabel}</label>
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
          <h2>${page.lost.title}</h2>
          <p>${page.lost.text}</p>
          <p>或打电话问：${phone(officePhone)}</p>
          <p class="sub small">${officeHours}</p>
        </section>
        ${page.more}
      </aside>
    </div>
    <script src="${assetPath('track.js')}" defer></script>`
  return { html: frame(visit, { title: page.title, ...page.frame, body }), status }
}
