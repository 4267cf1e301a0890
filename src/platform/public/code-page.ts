/**
 * Opening what is one's own by number and code (编号和码): the form, and what it does with an answer. Works without script.
 *
 * A number that is typed stays in the form after a refusal, a code never does. The forms of what was opened come through here too: one
 * telephone has one pass, and a second tab changes what it opens, so each form names its own number and is held to it.
 */
import type { Bearer, PageAnswer, Visit } from '#platform/server/page.ts'
import type { Passes } from '#platform/server/pass.ts'
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
  passes: Passes
  /** The number of what the bearer's pass opens. */
  numberOf(mine: Visit): Promise<string>
  /** Says that the pass opens something else by now. */
  otherWords: string
  /** Fields that go through this page unseen when a form comes without its pass, so that nothing typed is lost; `page` is where it came from. */
  carries: readonly string[]
  /** Where it leads, and the pass that opens it; throws a Problem for a number or code that is wrong. */
  open(visit: Visit, typed: { number: string; code: string }): Promise<PageAnswer>
}

const overWords = '打开的时间过了，或者换了码。请再输一次。'

/** The empty form; `?number=` fills the number in, `?over=` says that a pass ended. */
export const showCodePage = (page: CodePage, visit: Visit): PageAnswer =>
  form(page, visit, { number: visit.query.number, title: '没有打开', wrong: visit.query.over ? [overWords] : [], status: 200 })

/** Opens, or shows the form again with what was wrong. */
export async function openCodePage(page: CodePage, visit: Visit): Promise<PageAnswer> {
  const { number = '', code = '' } = visit.form
  try {
    visit.limit('lookUp')
    return await page.open(visit, { number, code })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.status >= 500) throw error
    return form(page, visit, { number, title: '没有打开', wrong: refusalWords(error), status: error.kind.status })
  }
}

/** What the pass opens, and the next pass; without one the code page. */
export async function showOpened(page: CodePage, visit: Visit, run: (mine: Visit) => Promise<PageAnswer>): Promise<PageAnswer> {
  const bearer = await bearerNow(page, visit)
  if (!bearer) return { redirect: visit.cookies[page.passes.cookie] ? `${page.path}?over=1` : page.path }
  return renewing(bearer, await run(visit.as(bearer.actor)))
}

/**
 * Does what a form asks, if it is a form (`formOf`) of what the pass opens now. Otherwise nothing is done, and the code page asks for the
 * code of the form's number and keeps what was typed.
 */
export async function performOpened(page: CodePage, visit: Visit, run: (mine: Visit) => Promise<PageAnswer>): Promise<PageAnswer> {
  const kept = { ...visit, form: { ...visit.form, page: visit.url.pathname } }
  const again = (why: readonly string[], status: number) =>
    form(page, kept, { number: visit.form.number, title: '刚才那一步还没办', wrong: [...why, ...keptWords(visit)], status })
  const bearer = await bearerNow(page, visit)
  if (!bearer) return again([overWords], 401)
  const mine = visit.as(bearer.actor)
  if (visit.form.number !== (await page.numberOf(mine))) return again([page.otherWords, '要办这一步，请再输一次码。'], 409)
  return renewing(bearer, await run(mine))
}

/** Whoever bears a pass of the code as it is now, or null. */
export const bearerNow = ({ passes }: CodePage, { platform, cookies }: Visit): Promise<Bearer | null> =>
  passes.bearerOf(platform, cookies[passes.cookie])

/** The field by which a form of what was opened says what it belongs to. */
export const formOf = (number: string): Html => html`<input type="hidden" name="number" value="${number}" />`

/** A pass ends some time after its last use, not after the first: whoever reads and writes slowly loses nothing. */
const renewing = ({ renewed }: Bearer, answer: PageAnswer): PageAnswer =>
  'bytes' in answer ? answer : { ...answer, cookies: [...(answer.cookies ?? []), renewed] }

const keptWords = ({ form }: Visit) => (form.text?.trim() ? ['您写的话还在，不用重写。'] : [])

interface Shown {
  number: string | undefined
  title: string
  wrong: readonly string[]
  status: number
}

function form(page: CodePage, visit: Visit, { number = '', title, wrong, status }: Shown): PageAnswer {
  const { officePhone, officeHours } = visit.platform.config
  const body = html`<div class="wrap main cols">
      <div class="flow">
        ${refusal(title, wrong)}
        <h1>${page.title}</h1>
        <p>${page.lead}</p>
        <form class="form" action="${page.path}" method="post">
          ${page.carries.map(name => visit.form[name] !== undefined && html`<input type="hidden" name="${name}" value="${visit.form[name]}" />`)}
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
          <p>电话 ${phone(officePhone)}</p>
          <p class="sub small">${officeHours}</p>
        </section>
        ${page.more}
      </aside>
    </div>
    <script src="${assetPath('track.js')}" defer></script>`
  return { html: frame(visit, { title: page.title, ...page.frame, body }), status }
}
