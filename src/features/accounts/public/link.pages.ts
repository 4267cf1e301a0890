/** Link pages (一次性链接页): one button, which uses the link up; and the set-up of a town's first administrator. */
import { html } from '#platform/public/html.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { Problem } from '#platform/shared/problem.ts'
import { problems } from '../accounts.contract.ts'
import { deskOfVisit } from '../accounts.desk.ts'
import { followLink, linkAt, setUp } from '../accounts.links.actions.ts'
import { passwordAdvice } from '../accounts.rules.ts'
import { browserOf, faultsOf, field, goOn, page, summary, type Faults } from './parts.ts'

const tokenOf = (visit: Visit) => visit.params.token ?? ''

const setUpPage = (visit: Visit, faults: Faults = {}, status = 200): PageAnswer =>
  page(
    visit,
    '第一次使用',
    html`${summary(faults)}
      <h1>第一次使用</h1>
      <p>先设一名系统管理员。<br />以后由他给别人开账号。</p>
      <form class="form" action="/set-up/${tokenOf(visit)}" method="post" novalidate>
        ${field({ name: 'name', label: '姓名', autocomplete: 'name', value: visit.form.name }, faults)}
        ${field({ name: 'login', label: '登录名', hint: '小写字母或数字，3到40个。', autocomplete: 'username', value: visit.form.login }, faults)}
        ${field({ name: 'password', label: '密码', hint: passwordAdvice[visit.platform.config.passwordProfile], type: 'password', autocomplete: 'new-password' }, faults)}
        <div class="btns"><button class="btn go" type="submit">设好，登录</button></div>
      </form>`,
    status,
  )

export const linkPages = [
  definePage({
    method: 'GET',
    path: '/set-up/:token',
    summary: "Asks for the town's first system administrator.",
    async run(visit) {
      if ((await linkAt(deskOfVisit(visit), tokenOf(visit))) !== 'setUp') throw new Problem(problems.linkSpent)
      return setUpPage(visit)
    },
  }),
  definePage({
    method: 'POST',
    path: '/set-up/:token',
    summary: "Makes the town's first system administrator.",
    async run(visit) {
      visit.limit('signIn')
      const { name = '', login = '', password = '' } = visit.form
      try {
        return goOn(visit, await setUp(deskOfVisit(visit), tokenOf(visit), { name, login, password }, browserOf(visit)))
      } catch (error) {
        if (error instanceof Problem && error.kind === problems.linkSpent) throw error
        const { faults, status } = faultsOf(error)
        return setUpPage(visit, faults, status)
      }
    },
  }),
  definePage({
    method: 'GET',
    path: '/sign-in/link/:token',
    summary: 'Shows the button that uses a one-time link.',
    async run(visit) {
      const purpose = await linkAt(deskOfVisit(visit), tokenOf(visit))
      if (purpose === null || purpose === 'setUp') throw new Problem(problems.linkSpent)
      return page(
        visit,
        '用链接登录',
        html`<h1>用链接登录</h1>
          <p>
            ${purpose === 'invitation' ? html`这个链接是给您一个人的。<br />登录后请设置自己的密码。` : '这是演示账号，里面的人都是虚构的。'}
          </p>
          <form class="form" action="/sign-in/link/${tokenOf(visit)}" method="post">
            <div class="btns"><button class="btn go" type="submit">登录</button></div>
          </form>
          <p class="sub">链接只能用一次。</p>`,
      )
    },
  }),
  definePage({
    method: 'POST',
    path: '/sign-in/link/:token',
    summary: 'Uses a one-time link up and signs in.',
    async run(visit) {
      visit.limit('signIn')
      return goOn(visit, await followLink(deskOfVisit(visit), tokenOf(visit), browserOf(visit)))
    },
  }),
]
