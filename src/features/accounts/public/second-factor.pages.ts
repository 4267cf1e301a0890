/** Second-factor pages (动态口令页): setting up an authenticator app, recovery codes, and giving a code. */
import QRCode from 'qrcode'
import { html, trusted } from '#platform/public/html.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { deskOfVisit } from '../accounts.desk.ts'
import { confirmEnrolment, enrolmentOf, giveCode, type Enrolment } from '../accounts.second-factor.actions.ts'
import { stageOf } from '../accounts.sign-in.actions.ts'
import { browserOf, faultsOf, field, goOn, nextOf, page, sessionToken, summary, wayTo, type Faults } from './parts.ts'

const path = '/sign-in/second-factor'

const codeField = (faults: Faults, hint: string) =>
  field({ name: 'code', label: '动态口令', hint, autocomplete: 'one-time-code', inputmode: 'numeric' }, faults)

const codePage = (visit: Visit, faults: Faults = {}, status = 200): PageAnswer =>
  page(
    visit,
    '输入动态口令',
    html`${summary(faults)}
      <h1>输入动态口令</h1>
      <form class="form" action="${path}" method="post" novalidate>
        <input type="hidden" name="next" value="${nextOf(visit)}" />
        ${codeField(faults, '手机上的6位数字，每30秒换一次。手机丢了，就输一个备用码。')}
        <div class="btns"><button class="btn go" type="submit">确定</button></div>
      </form>
      <form action="/sign-out" method="post"><button class="btn quiet" type="submit">换个账号</button></form>`,
    status,
  )

async function enrolmentPage(visit: Visit, { secret, address }: Enrolment, faults: Faults = {}, status = 200): Promise<PageAnswer> {
  const drawing = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4, width: 240 })
  const grouped = secret.match(/.{1,4}/g)!.join(' ')
  return page(
    visit,
    '设置动态口令',
    html`${summary(faults)}
      <h1>设置动态口令</h1>
      <p>管理员登录和导出个人信息，<span class="nb">除了密码还要动态口令。</span></p>
      <ol class="steps nums">
        <li class="flow">
          <h2>装一个验证器</h2>
          <p>在手机上装任意一款验证器应用。<br />支持TOTP的都可以。</p>
        </li>
        <li class="flow">
          <h2>扫这个二维码</h2>
          <div class="card">${trusted(drawing)}</div>
          <p>扫不了，就手工输入密钥：<br /><span class="code">${grouped}</span></p>
        </li>
        <li class="flow">
          <h2>输入手机上的6位数字</h2>
          <form class="form" action="${path}" method="post" novalidate>
            <input type="hidden" name="enrol" value="1" /><input
              type="hidden"
              name="next"
              value="${nextOf(visit)}"
            />
            ${codeField(faults, '每30秒换一次。')}
            <div class="btns"><button class="btn go" type="submit">设置好了</button></div>
          </form>
        </li>
      </ol>`,
    status,
  )
}

const recoveryPage = (visit: Visit, codes: readonly string[], href: string) =>
  page(
    visit,
    '记下备用码',
    html`<h1>记下备用码</h1>
      <p>手机丢了，用备用码登录。<br />每个只能用一次，<b>只显示这一次。</b></p>
      <ul class="card">
        ${codes.map(code => html`<li class="code num">${code}</li>`)}
      </ul>
      <p>请打印或抄下来，收在别人拿不到的地方。</p>
      <p><a class="btn go" href="${href}">记好了，继续</a></p>`,
  )

export const secondFactorPages = [
  definePage({
    method: 'GET',
    path,
    summary: 'Asks for a one-time code, or sets up the app that makes them.',
    async run(visit) {
      const desk = deskOfVisit(visit)
      const stage = await stageOf(desk, sessionToken(visit))
      if (stage === null) return { redirect: wayTo('/sign-in', wayTo(path, nextOf(visit))) }
      if (stage.name === 'password') return { redirect: wayTo('/password', nextOf(visit)) }
      const enrolment = await enrolmentOf(desk, sessionToken(visit))
      return enrolment ? enrolmentPage(visit, enrolment) : codePage(visit)
    },
  }),
  definePage({
    method: 'POST',
    path,
    summary: 'Takes a one-time code.',
    async run(visit) {
      visit.limit('signIn')
      const desk = deskOfVisit(visit)
      const { code = '', enrol } = visit.form
      if ((await stageOf(desk, sessionToken(visit))) === null) return { redirect: wayTo('/sign-in', wayTo(path, nextOf(visit))) }
      try {
        if (!enrol) return goOn(visit, await giveCode(desk, sessionToken(visit), code, browserOf(visit)), nextOf(visit))
        const { recoveryCodes, ...signedIn } = await confirmEnrolment(desk, sessionToken(visit), code, browserOf(visit))
        const { redirect, cookies } = goOn(visit, signedIn, nextOf(visit))
        return { ...recoveryPage(visit, recoveryCodes, redirect), cookies }
      } catch (error) {
        const { faults, status } = faultsOf(error)
        const shown = '' in faults ? { code: faults[''] } : faults
        const enrolment = enrol ? await enrolmentOf(desk, sessionToken(visit)) : null
        return enrolment ? enrolmentPage(visit, enrolment, shown, status) : codePage(visit, shown, status)
      }
    },
  }),
]
