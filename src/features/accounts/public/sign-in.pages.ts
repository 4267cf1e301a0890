/** Sign-in pages (登录页): login and password, a new password, signing out. Plain forms, no script; pasting is welcome (A11Y-06). */
import { html, type Child } from '#platform/public/html.ts'
import { definePage, withoutPasses, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { deskOfVisit } from '../accounts.desk.ts'
import { cookieNames } from '../accounts.identify.actions.ts'
import { passwordAdvice } from '../accounts.rules.ts'
import { choosePassword, signIn, signOut, stageOf } from '../accounts.sign-in.actions.ts'
import { browserOf, faultsOf, field, goOn, nextOf, page, sessionToken, summary, wayTo, type Faults } from './parts.ts'
import { sessionEndNote } from './session-end.ts'

const signInPage = (visit: Visit, faults: Faults = {}, status = 200, note: Child = false): PageAnswer =>
  page(
    visit,
    '工作人员登录',
    html`${summary(faults)}
      <h1>工作人员登录</h1>
      ${note}
      <form class="form" action="/sign-in" method="post" novalidate>
        <input type="hidden" name="next" value="${nextOf(visit)}" />
        ${field({ name: 'login', label: '登录名', autocomplete: 'username', value: visit.form.login }, faults)}
        ${field({ name: 'password', label: '密码', type: 'password', autocomplete: 'current-password' }, faults)}
        <div class="btns"><button class="btn go" type="submit">登录</button>${throughProvider(visit)}</div>
      </form>`,
    status,
  )

const newPasswordPage = (
  visit: Visit,
  {
    asksPresent,
    programs,
    faults = {},
    status = 200,
  }: { asksPresent: boolean; programs: readonly string[]; faults?: Faults; status?: number },
): PageAnswer =>
  page(
    visit,
    '设置密码',
    html`${summary(faults)}
      <h1>设置密码</h1>
      <form class="form" action="/password" method="post" novalidate>
        <input type="hidden" name="next" value="${nextOf(visit)}" />
        ${asksPresent && field({ name: 'present', label: '现在的密码', type: 'password', autocomplete: 'current-password' }, faults)}
        ${field({ name: 'password', label: '新密码', hint: passwordAdvice[visit.platform.config.passwordProfile], type: 'password', autocomplete: 'new-password' }, faults)}
        ${programs.length > 0 && keepsTokens(visit, programs)}
        <p class="sub">改好以后，别处的登录都会退出。</p>
        <div class="btns"><button class="btn go" type="submit">保存密码</button></div>
      </form>
      ${binding(visit)}`,
    status,
  )

/** Revoked unless they are kept: a program of the office goes on only where its owner knows it. */
const keepsTokens = (visit: Visit, programs: readonly string[]) =>
  html`<p>程序用的令牌也会作废。<br />现在有：${programs.join('、')}。</p>
    <label class="pick"
      ><input type="checkbox" name="keepsTokens" ${visit.form.keepsTokens && html` checked`} />都是我自己的，留着</label
    >`

const throughProvider = (visit: Visit) =>
  visit.platform.provider &&
  html`<a class="btn" href="${wayTo('/sign-in/provider', nextOf(visit))}">用${visit.platform.provider.name}登录</a>`

const binding = ({ actor, platform: { provider } }: Visit) =>
  actor.kind === 'person' &&
  provider &&
  html`<section>
    <h2>统一登录</h2>
    <p>绑定以后，可以用${provider.name}登录。</p>
    <form action="/sign-in/provider/binding" method="post"><button class="btn" type="submit">绑定${provider.name}</button></form>
  </section>`

export const signInPages = [
  definePage({
    method: 'GET',
    path: '/sign-in',
    summary: 'Login and password.',
    run: async visit =>
      visit.actor.kind === 'person' ? { redirect: nextOf(visit) } : signInPage(visit, {}, 200, await sessionEndNote(visit)),
  }),
  definePage({
    method: 'POST',
    path: '/sign-in',
    summary: 'Checks login and password.',
    async run(visit) {
      visit.limit('signIn')
      const { login = '', password = '' } = visit.form
      try {
        return goOn(visit, await signIn(deskOfVisit(visit), { login, password }, browserOf(visit)), nextOf(visit))
      } catch (error) {
        const { faults, status } = faultsOf(error)
        return signInPage(visit, faults, status)
      }
    },
  }),
  definePage({
    method: 'GET',
    path: '/password',
    summary: 'Asks for a new password.',
    async run(visit) {
      const stage = await stageOf(deskOfVisit(visit), sessionToken(visit))
      if (stage === null) return { redirect: wayTo('/sign-in', wayTo('/password', nextOf(visit))) }
      return stage.name === 'password' || stage.name === 'open'
        ? newPasswordPage(visit, stage)
        : { redirect: wayTo('/sign-in/second-factor', nextOf(visit)) }
    },
  }),
  definePage({
    method: 'POST',
    path: '/password',
    summary: 'Saves a new password.',
    async run(visit) {
      const desk = deskOfVisit(visit)
      const { present, password = '', keepsTokens } = visit.form
      const stage = await stageOf(desk, sessionToken(visit))
      if (stage === null) return { redirect: wayTo('/sign-in', wayTo('/password', nextOf(visit))) }
      try {
        return goOn(
          visit,
          await choosePassword(desk, sessionToken(visit), { present, password, keepsTokens: keepsTokens !== undefined }, browserOf(visit)),
          nextOf(visit),
        )
      } catch (error) {
        return newPasswordPage(visit, { ...stage, ...faultsOf(error) })
      }
    },
  }),
  definePage({
    method: 'POST',
    path: '/sign-out',
    summary: 'Ends the session.',
    async run(visit) {
      await signOut(deskOfVisit(visit), sessionToken(visit))
      return {
        redirect: '/sign-in',
        cookies: [{ name: cookieNames(visit.platform.config).session, value: '', maxAge: 0 }, ...withoutPasses],
      }
    },
  }),
]
