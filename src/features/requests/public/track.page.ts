/** 查进度 (query page): opening a case by number and code, and what the resident does there. */
import { html } from '#platform/public/html.ts'
import { assetPath } from '#platform/public/assets.ts'
import { frame, phone } from '#platform/public/layout.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { Problem } from '#platform/shared/problem.ts'
import { lookUp } from '../requests.intake.actions.ts'
import { passCookie, passMaxAge, readPass } from '../requests.pass.ts'
import { readPhoto } from '../requests.photo.actions.ts'
import * as resident from '../requests.resident.actions.ts'
import { caseBody, type Answer } from './case.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/voice', text: '亮嗓音' },
]

export const trackPage = definePage({
  method: 'GET',
  path: '/track',
  summary: '查进度：输入编号和查询码',
  run: visit =>
    Promise.resolve(
      showForm(visit, { number: visit.query.number ?? '', problem: visit.query.over ? '离上次打开超过30分钟了，请再输一次。' : null }, 200),
    ),
})

export const trackPost = definePage({
  method: 'POST',
  path: '/track',
  summary: '打开一件事',
  async run(visit) {
    const { number = '', code = '' } = visit.form
    try {
      visit.limit('lookUp')
      const { pass } = await visit.call(lookUp, { body: { number, code } })
      return { redirect: '/track/case', cookies: [{ name: passCookie, value: pass, maxAge: passMaxAge }] }
    } catch (error) {
      if (!(error instanceof Problem) || error.kind.status >= 500) throw error
      const problem =
        error.errors.length > 0
          ? error.errors.map(({ detail }) => detail).join('；')
          : `${error.kind.title}。${error.detail ?? error.kind.remedy ?? ''}`
      return showForm(visit, { number, problem }, error.kind.status)
    }
  },
})

function showForm(visit: Visit, { number, problem }: { number: string; problem: string | null }, status: number): PageAnswer {
  const { officePhone, officeHours } = visit.platform.config
  const body = html`<div class="wrap main cols">
      <div class="flow">
        ${
          problem &&
          html`<section class="oops" role="alert" aria-labelledby="oops-t" tabindex="-1">
            <h2 id="oops-t">没有打开</h2>
            <p>${problem}</p>
          </section>`
        }
        <h1>查进度</h1>
        <p>回执上有编号和查询码，照着输就行。</p>
        <form class="form" action="/track" method="post">
          <div class="f">
            <label for="num">编号</label>
            <p class="hint" id="num-h">例如：爱国2026-0417</p>
            <input class="in" id="num" name="number" required autocomplete="off" aria-describedby="num-h" value="${number}" />
          </div>
          <div class="f">
            <label for="code">查询码</label>
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
          <h2>查询码丢了</h2>
          <p>带身份证到党群服务中心，核对后换一个新的。</p>
          <p>或打电话问：${phone(officePhone)}</p>
          <p class="sub small">${officeHours}</p>
        </section>
      </aside>
    </div>
    <script src="${assetPath('track.js')}" defer></script>`
  return { html: frame(visit, { title: '查进度', section: 'voice', tab: 'track', crumbs, body }), status }
}

export const casePage = definePage({
  method: 'GET',
  path: '/track/case',
  summary: '一件事的进度：每一步、两个时钟、谁看过资料',
  run: visit => withCase(visit, mine => show(mine, { errors: [] }, 200)),
})

export const casePost = definePage({
  method: 'POST',
  path: '/track/case',
  summary: '居民的回答：解决了、没解决、补充、撤回、再办一次',
  run: visit =>
    withCase(visit, async mine => {
      const { answer, text = '', formKey = '' } = mine.form
      try {
        await perform(mine, answer, text, /^[0-9a-f]{32}$/.test(formKey) ? formKey : null)
        return { redirect: `/track/case?done=${answer ?? ''}` }
      } catch (error) {
        if (!(error instanceof Problem) || error.kind.status >= 500) throw error
        const errors =
          error.errors.length > 0 ? error.errors.map(({ detail }) => detail) : [error.detail ?? error.kind.remedy ?? error.kind.title]
        return show(mine, { errors, text, answer }, error.kind.status)
      }
    }),
})

function perform(mine: Visit, answer: string | undefined, text: string, key: string | null): Promise<unknown> {
  switch (answer) {
    case 'yes':
      return mine.call(resident.confirm, {})
    case 'no':
      return mine.call(resident.reject, { body: { text } })
    case 'more':
      mine.limit('submit')
      return mine.call(resident.remark, { body: { text } }, { key })
    case 'withdraw':
      return mine.call(resident.withdraw, {})
    case 'reopen':
      return mine.call(resident.reopen, { body: { text } })
    default:
      throw new Problem({ type: '/problems/invalid', status: 422, title: '请先选一项' }, '请先选一项，再提交。')
  }
}

async function show(mine: Visit, answer: Answer, status: number): Promise<PageAnswer> {
  const view = await mine.call(resident.track, {})
  const body = caseBody(mine, view, answer)
  return {
    html: frame(mine, {
      title: `${view.title}：查进度`,
      section: 'voice',
      tab: 'track',
      crumbs: [...crumbs, { href: '/track', text: '查进度' }],
      personal: true,
      body,
    }),
    status,
  }
}

/** Runs as the bearer of the case's pass; without one, or when it has ended, the form asks again. */
async function withCase(visit: Visit, run: (mine: Visit) => Promise<PageAnswer>): Promise<PageAnswer> {
  const pass = visit.cookies[passCookie]
  const requestId = pass && readPass(visit.platform.sealing, pass, visit.now)
  if (!requestId) return { redirect: pass ? '/track?over=1' : '/track' }
  return run(visit.as({ kind: 'receipt', townId: visit.platform.townId, requestId }))
}

export const photoPage = definePage({
  method: 'GET',
  path: '/photos/:photoId',
  summary: '一张照片，只给能看这件事的人',
  async run(visit) {
    const id = visit.params.photoId ?? ''
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem({ type: '/problems/not-found', status: 404, title: '没有找到' })
    const pass = visit.cookies[passCookie]
    const requestId = pass && readPass(visit.platform.sealing, pass, visit.now)
    const reader =
      visit.actor.kind === 'person' || !requestId ? visit : visit.as({ kind: 'receipt', townId: visit.platform.townId, requestId })
    const bytes = await reader.read(context => readPhoto(context, id))
    return {
      bytes,
      mediaType: 'image/jpeg',
      headers: { 'cache-control': 'private, max-age=600', 'content-disposition': 'inline; filename="photo.jpg"' },
    }
  },
})
