/** 我的信息 (my data): everything that is kept, who looked, what one asked; without script, signed in or with a one-time code. */
import { ownPosts as ownPostsOf, showName } from '#features/commitments/commitments.holdings.actions.ts'
import { ownPostNames } from '#features/commitments/public/posts.widgets.ts'
import { agree, mine as ownPlatesOf, withdraw } from '#features/plates/plates.actions.ts'
import { ownPlates } from '#features/plates/public/plates.widgets.ts'
import { approve, mine as ownTextsOf } from '#features/signatures/signatures.actions.ts'
import { ownTexts } from '#features/signatures/public/signatures.widgets.ts'
import { leaving } from '#features/volunteering/public/leaving.widgets.ts'
import { isVolunteer, withdrawConsent } from '#features/volunteering/volunteering.people.actions.ts'
import { formKeyField, formKeyOf } from '#platform/public/form-key.ts'
import { html } from '#platform/public/html.ts'
import { frame } from '#platform/public/layout.ts'
import { pairs, table } from '#platform/public/parts.ts'
import { refusal, refusalBeside } from '#platform/public/refusal.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf, plainDate } from '#platform/shared/calendar.ts'
import { Problem } from '#platform/shared/problem.ts'
import * as actions from '../rights.actions.ts'
import type { RightsKind, RightsRequest } from '../rights.contract.ts'
import { asSubject, subjectPass } from '../rights.pass.actions.ts'
import { outcomeNames, rightsKindNames, rightsStateNames } from '../rights.words.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/my', text: '我的' },
]

const inWords = (error: Problem) => error.errors[0]?.detail ?? error.detail ?? `${error.kind.title}。`

/** What a person typed into the form that asks for something; it comes back after a refusal, and goes through the page of the code. */
interface Typed {
  kind: string
  text: string
}

const readTyped = ({ form: { kind = 'correction', text = '' } }: Visit): Typed => ({ kind, text })

interface Refused {
  title: string
  words: readonly string[]
  status: number
}

const notOpened = (words: readonly string[], status: number): Refused => ({ title: '没有打开', words, status })
const notSent = (words: readonly string[], status: number): Refused => ({ title: '没有交上', words, status })
const fine = notOpened([], 200)

function codeForm(visit: Visit, { title, words, status }: Refused): PageAnswer {
  const { kind, text } = readTyped(visit)
  const body = html`<div class="wrap main flow">
    ${refusal(title, words)}
    <h1>看我的信息</h1>
    <p>带身份证到窗口，领一个查看码。</p>
    <p>查看码24小时内有效，只能用一次。</p>
    <form class="form" action="/my/code" method="post">
      ${
        text.trim() !== '' &&
        html`<input type="hidden" name="kind" value="${kind}" />
          <div class="f">
            <label for="text">您刚才写的</label>
            <p class="hint" id="text-h">还没交上。打开后还在，也可以先抄下。</p>
            <textarea class="in" id="text" name="text" rows="4" maxlength="500" aria-describedby="text-h">${text}</textarea>
          </div>`
      }
      <div class="f">
        <label for="code">查看码</label>
        <p class="hint" id="code-h">20个字母和数字，大小写都可以。</p>
        <input class="in" id="code" name="code" required autocomplete="off" spellcheck="false" aria-describedby="code-h" />
      </div>
      <div class="btns"><button class="btn go" type="submit">打开</button></div>
    </form>
    <p><a class="tap" href="/sign-in?next=/my/data">有账号的，登录后看</a></p>
  </div>`
  return { html: frame(visit, { title: '看我的信息', tab: 'mine', crumbs, personal: true, body }), status }
}

export const codePage = definePage({
  method: 'GET',
  path: '/my/code',
  summary: '看我的信息：输入窗口给的查看码',
  run: visit => Promise.resolve(codeForm(visit, fine)),
})

export const codePost = definePage({
  method: 'POST',
  path: '/my/code',
  summary: '用掉一次性查看码',
  async run(visit) {
    try {
      visit.limit('lookUp')
      const { pass } = await visit.call(actions.openCode, { body: { code: visit.form.code ?? '' } })
      const cookies = [{ name: subjectPass.cookie, value: pass }]
      const typed = readTyped(visit)
      if (typed.text.trim() === '') return { redirect: '/my/data', cookies }
      // What was typed may not travel in an address, so the page is shown here and now.
      const mine = (await asSubject({ ...visit, cookies: { [subjectPass.cookie]: pass } }))!
      return { ...(await show(mine, typed, notSent(['您写的在下面，请再按“交上去”。'], 200))), cookies }
    } catch (error) {
      if (!(error instanceof Problem) || error.kind.status >= 500) throw error
      return codeForm(visit, notOpened([`${inWords(error)}${error.kind.remedy ?? ''}`], error.kind.status))
    }
  },
})

const requestCard = (request: RightsRequest) => html`<section class="card flow">
  <h3>${rightsKindNames[request.kind]}：${rightsStateNames[request.state]}</h3>
  <p class="say">${request.text}</p>
  ${
    request.answer === null
      ? html`<p>最迟${plainDate(request.dueOn)}答复。</p>`
      : html`<p>${outcomeNames[request.outcome!]}。</p>
          <p class="say">${request.answer}</p>
          ${request.appeal && html`<p class="say">不服可以：${request.appeal}</p>`}`
  }
</section>`

/** Whose page it is: asSubject lets nobody else through. */
const personOf = ({ actor }: Visit) => (actor.kind === 'subject' || actor.kind === 'person' ? actor.personId : '')

async function show(mine: Visit, typed: Typed, { title, words, status }: Refused) {
  const all = await mine.call(actions.mine, {})
  const { items: plates } = await mine.call(ownPlatesOf, {})
  const { items: posts } = await mine.call(ownPostsOf, {})
  const volunteers = await mine.read(isVolunteer)
  const { items: texts } = await mine.call(ownTextsOf, {})
  const beside = mine.form.do === 'ask' ? words : []
  // Two people may open theirs on one telephone: what stands on one page is never done in the other's name.
  const action = `/my/data?of=${personOf(mine)}`
  const kept = all.kept.filter(({ rows }) => rows.length > 0)
  const body = html`<div class="wrap main flow">
    ${refusal(title, words)}
    <h1>${all.name}的信息</h1>
    <p>这里是系统里记的您的全部资料。</p>
    ${kept.map(
      ({ title, purpose, basis, retention, rows }) =>
        html`<section class="flow">
          <h2>${title}</h2>
          ${table({ caption: title, columns: ['项目', '内容'], rows: rows.map(({ name, text }) => [name, text]) })}
          ${pairs([
            ['做什么用', purpose],
            ['依据', basis],
            ['保存多久', retention],
          ])}
        </section>`,
    )}
    ${ownPlates(plates, action)} ${ownPostNames(posts, action)} ${ownTexts(texts, action)}
    ${volunteers && leaving({ action, field: 'do', value: 'leaveVolunteers' })}
    <h2>谁看过</h2>
    ${
      all.looks.length === 0
        ? html`<p>还没有人打开过您的电话。</p>`
        : table({
            caption: '谁看过您的资料',
            columns: ['哪天', '谁', '做了什么'],
            rows: all.looks.map(({ at, who, what }) => [plainDate(dayOf(new Date(at))), who ?? '工作人员', what]),
          })
    }
    <h2>我提过的</h2>
    ${all.requests.length === 0 ? html`<p>还没有提过。</p>` : all.requests.map(requestCard)}
    <h2>要改、要删、要说明</h2>
    <form class="form" action="${action}" method="post">
      <input type="hidden" name="do" value="ask" />${formKeyField()}
      <fieldset class="f">
        <legend>您要什么</legend>
        ${(Object.keys(rightsKindNames) as RightsKind[]).map(
          kind =>
            html`<label class="tap"><input type="radio" name="kind" value="${kind}" ${kind === typed.kind && html`checked`} /> ${rightsKindNames[kind]}</label>`,
        )}
      </fieldset>
      <div class="f">
        <label for="text">哪里不对，要怎样</label>
        ${refusalBeside('text-e', beside)}
        <textarea class="in" id="text" name="text" rows="4" required maxlength="500" ${
          beside.length > 0 && html`aria-invalid="true" aria-describedby="text-e"`
        }>${typed.text}</textarea>
      </div>
      <div class="btns"><button class="btn go" type="submit">交上去</button></div>
    </form>
    <p>15个工作日内答复。</p>
    ${
      all.shown &&
      html`<h2>亮身份</h2>
        <p>居民看得到您的名字。您可以撤回同意。</p>
        <form action="${action}" method="post">
          <input type="hidden" name="do" value="hide" />
          <button class="btn" type="submit">不再让居民看到</button>
        </form>`
    }
    <h2>留一份</h2>
    <p class="btns"><a class="btn" href="/my/data/file?format=xlsx">下载表格</a><a class="btn" href="/my/data/file?format=json">下载JSON</a></p>
  </div>`
  return { html: frame(mine, { title: '我的信息', tab: 'mine', crumbs, personal: true, body }), status }
}

export const minePage = definePage({
  method: 'GET',
  path: '/my/data',
  summary: '我的信息：记了什么、谁看过、怎么改',
  async run(visit) {
    const mine = await asSubject(visit)
    return mine ? show(mine, readTyped(mine), fine) : { redirect: '/my/code' }
  },
})

export const minePost = definePage({
  method: 'POST',
  path: '/my/data',
  summary: '要求改、删、说明，或撤回同意',
  async run(visit) {
    const mine = await asSubject(visit)
    if (!mine) return codeForm(visit, notSent(['登录或查看码过时了，请重新打开。'], 401))
    const { do: what, kind, text, plate, holding, names, meeting, digest } = mine.form
    if (mine.query.of !== undefined && mine.query.of !== personOf(mine))
      return show(mine, readTyped(mine), notSent(['刚才那一页是别人的。', '现在是您的，请看清楚再交。'], 409))
    try {
      mine.limit('submit')
      if (what === 'hide') await mine.call(actions.hideName, { body: {} })
      else if (what === 'agreePlate') await mine.call(agree, { params: { plateId: plate }, body: { names: names === 'on' } })
      else if (what === 'withdrawPlate') await mine.call(withdraw, { params: { plateId: plate } })
      else if (what === 'leaveVolunteers') await mine.call(withdrawConsent, {})
      else if (what === 'showPost' || what === 'hidePost')
        await mine.call(showName, { params: { holdingId: holding }, body: { shown: what === 'showPost' } })
      else if (what === 'approveText') await mine.call(approve, { params: { meetingId: meeting }, body: { digest } })
      else await mine.call(actions.ask, { body: { kind, text } }, { key: formKeyOf(mine) })
      return { redirect: '/my/data' }
    } catch (error) {
      if (!(error instanceof Problem) || error.kind.status >= 500) throw error
      return show(mine, readTyped(mine), notSent([inWords(error)], error.kind.status))
    }
  },
})

export const mineFile = definePage({
  method: 'GET',
  path: '/my/data/file',
  summary: '我的信息，下载',
  async run(visit) {
    const mine = await asSubject(visit)
    if (!mine) return { redirect: '/my/code' }
    const { fileName, mediaType, bytes } = await mine.call(actions.download, { query: { format: mine.query.format } })
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`
    return { bytes: Buffer.from(bytes), mediaType, headers: { 'content-disposition': disposition, 'cache-control': 'no-store' } }
  },
})
