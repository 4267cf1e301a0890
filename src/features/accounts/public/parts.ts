/** Parts of the sign-in pages (登录页部件): the narrow frame, fields with their fault beside them, cookies. */
import { html, type Child, type Html } from '#platform/public/html.ts'
import { icon } from '#platform/public/icons.ts'
import { frame, phone } from '#platform/public/layout.ts'
import type { CookieToSet, Visit } from '#platform/server/page.ts'
import { Problem } from '#platform/shared/problem.ts'
import { cookieNames } from '../accounts.identify.actions.ts'
import type { Browser, SignedIn } from '../accounts.sign-in.actions.ts'
import type { Stage } from '../accounts.rules.ts'

/** Faults by field name; "" is the whole form's. */
export type Faults = Readonly<Record<string, string>>

export const page = (visit: Visit, title: string, body: Child, status = 200) => ({
  status,
  html: frame(visit, {
    title,
    personal: true,
    crumbs: [{ href: '/', text: '首页' }],
    body: html`<div class="wrap main cols">
      <div class="flow">${body}</div>
      <aside class="flow" aria-label="帮助">
        <section class="card">
          <h2>登不进去</h2>
          <p>请找本单位的系统管理员，<span class="nb">或打电话。</span></p>
          <p>${phone(visit.platform.config.officePhone)}</p>
          <p class="sub small">
            居民不用登录，<span class="nb">直接<a href="/report">反映问题</a>。</span>
          </p>
        </section>
      </aside>
    </div>`,
  }),
})

export const summary = (faults: Faults) =>
  Object.keys(faults).length > 0 &&
  html`<section class="oops" role="alert" aria-labelledby="oops-t" tabindex="-1">
    <h2 id="oops-t">没有成功</h2>
    <ul>
      ${Object.entries(faults).map(([name, fault]) => html`<li>${name === '' ? fault : html`<a href="#${name}">${fault}</a>`}</li>`)}
    </ul>
  </section>`

export interface Field {
  name: string
  label: string
  hint?: string
  type?: 'text' | 'password'
  /** What password managers fill in (WCAG 1.3.5, 3.3.8). */
  autocomplete: string
  value?: string | undefined
  inputmode?: 'numeric'
}

export function field({ name, label, hint, type = 'text', autocomplete, value, inputmode }: Field, faults: Faults): Html {
  const fault = faults[name]
  const described = [hint && `${name}-h`, fault && `${name}-e`].filter(Boolean).join(' ')
  return html`<div class="f${fault && ' bad'}">
    <label for="${name}">${label}</label>
    ${hint && html`<p class="hint" id="${name}-h">${hint}</p>`}${fault && html`<p class="err" id="${name}-e">${icon('err')}<span>${fault}</span></p>`}
    <input
      class="in"
      id="${name}"
      name="${name}"
      type="${type}"
      autocomplete="${autocomplete}"
      required${value && html` value="${value}"`}${
        inputmode && html` inputmode="${inputmode}"`
      }${described !== '' && html` aria-describedby="${described}"`}${fault && html` aria-invalid="true"`}${type === 'text' && html` autocapitalize="off" spellcheck="false"`}
    />
  </div>`
}

/** A refusal as faults of the form. Throws on what is not a refusal. */
export function faultsOf(error: unknown): { faults: Faults; status: number } {
  if (!(error instanceof Problem) || error.kind.status >= 500) throw error
  const faults =
    error.errors.length > 0
      ? Object.fromEntries(error.errors.map(({ pointer, detail }) => [pointer.slice(2), detail]))
      : { '': error.detail ?? `${error.kind.title}。${error.kind.remedy ?? ''}` }
  return { faults, status: error.kind.status }
}

export const sessionToken = ({ platform, cookies }: Visit) => cookies[cookieNames(platform.config).session]

export const browserOf = ({ platform, cookies, userAgent }: Visit): Browser => ({
  userAgent,
  known: cookies[cookieNames(platform.config).browser],
})

const yearSeconds = 31_536_000
const nextPage: Record<Exclude<Stage, 'open'>, string> = {
  secondFactor: '/sign-in/second-factor',
  enrolment: '/sign-in/second-factor',
  password: '/password',
}

/** On to what is asked next, with the new token, and from there to where the person was. */
export function goOn(visit: Visit, { stage, token, browser }: SignedIn, next = consolePath) {
  const names = cookieNames(visit.platform.config)
  const cookies: CookieToSet[] = [{ name: names.session, value: token }]
  if (browser) cookies.push({ name: names.browser, value: browser, maxAge: yearSeconds })
  return { redirect: stage === 'open' ? next : wayTo(nextPage[stage], next), cookies }
}

export const consolePath = '/console'

/** A page of signing in, which knows where to go on. Where that is the page itself, it is asked once. */
export function wayTo(page: string, next: string): string {
  if (next === page || next.startsWith(`${page}?`)) return next
  return next === consolePath ? page : `${page}?next=${encodeURIComponent(next)}`
}

/** Back to a page of this site only: anything else goes to the console. As addresses are printed, with * and + in what was searched for; no longer than a cookie carries. */
export const safeNext = (next: string | undefined): string =>
  next && /^\/(?![/\\])[\w\-./?=&%*+]{0,1000}$/.test(next) ? next : consolePath

export const nextOf = ({ form, query }: Visit): string => safeNext(form.next ?? query.next)
