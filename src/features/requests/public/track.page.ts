/** 查进度 (query page): opening a case by number and code, and what the resident does there. */
import { bearerNow, openCodePage, performOpened, showCodePage, showOpened, type CodePage } from '#platform/public/code-page.ts'
import { formKeyOf } from '#platform/public/form-key.ts'
import { frame } from '#platform/public/layout.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { lookUp } from '../requests.intake.actions.ts'
import { receiptPass } from '../requests.pass.ts'
import { readPhoto } from '../requests.photo.actions.ts'
import * as resident from '../requests.resident.actions.ts'
import { problems } from '../requests.shapes.contract.ts'
import { lostCodeWords } from '../requests.words.ts'
import { caseBody, type Answer } from './case.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/voice', text: '亮嗓音' },
]

const codePage: CodePage = {
  path: '/track',
  title: '查进度',
  lead: '回执上有编号和查询码，照着输就行。',
  numberLabel: '编号',
  numberHint: '例如：爱国2026-0417',
  codeLabel: '查询码',
  lost: { title: '查询码丢了', text: lostCodeWords },
  frame: { section: 'voice', tab: 'track', crumbs },
  passes: receiptPass,
  numberOf: async mine => (await mine.call(resident.track, {})).number,
  otherWords: '您后来又打开了另一件事。',
  carries: ['answer', 'answers', 'text'],
  async open(visit, body) {
    const { pass } = await visit.call(lookUp, { body })
    const cookies = [{ name: receiptPass.cookie, value: pass }]
    const { answer, answers, text = '' } = visit.form
    if (answer === undefined) return { redirect: '/track/case', cookies }
    // What was typed may not travel in an address, so the case is shown here and now.
    const mine = visit.as((await receiptPass.bearerOf(visit.platform, pass))!.actor)
    return { ...(await show(mine, { errors: [], text, answer, answers, isKept: true }, 200)), cookies }
  },
}

export const trackPage = definePage({
  method: 'GET',
  path: codePage.path,
  summary: '查进度：输入编号和查询码',
  run: visit => Promise.resolve(showCodePage(codePage, visit)),
})

export const trackPost = definePage({
  method: 'POST',
  path: codePage.path,
  summary: '打开一件事',
  run: visit => openCodePage(codePage, visit),
})

export const casePage = definePage({
  method: 'GET',
  path: '/track/case',
  summary: '一件事的进度：每一步、两个时钟、谁看过资料',
  run: visit => showOpened(codePage, visit, mine => show(mine, { errors: [] }, 200)),
})

export const casePost = definePage({
  method: 'POST',
  path: '/track/case',
  summary: '居民的回答：解决了、没解决、补充、撤回、再办一次、另外办',
  run: visit =>
    performOpened(codePage, visit, async mine => {
      const { answer, text = '' } = mine.form
      try {
        await perform(mine, answer, text)
        return { redirect: `/track/case?done=${answer ?? ''}` }
      } catch (error) {
        if (!(error instanceof Problem) || error.kind.status >= 500) throw error
        return show(mine, { errors: wordsOf(error), text, answer, answers: mine.form.answers ?? '' }, error.kind.status)
      }
    }),
})

/** The page that shows them is the answer to a form: reading it anew would send the form again. */
const wordsOf = ({ errors, kind, detail }: Problem): string[] => {
  if (errors.length > 0) return errors.map(each => each.detail)
  return [kind === common.wrongState ? '情况刚刚变了，下面是现在的样子。' : (detail ?? kind.remedy ?? kind.title)]
}

function perform(mine: Visit, answer: string | undefined, text: string): Promise<unknown> {
  const { answers } = mine.form
  switch (answer) {
    case 'yes':
      return mine.call(resident.confirm, { body: { ...read(answers), ...(text.trim() !== '' && { text }) } })
    case 'no':
      return mine.call(resident.reject, { body: { ...read(answers), text } })
    case 'more':
      mine.limit('submit')
      return mine.call(resident.remark, { body: { text } }, { key: formKeyOf(mine) })
    case 'withdraw':
      return mine.call(resident.withdraw, {})
    case 'reopen':
      return mine.call(resident.reopen, { body: { text } })
    case 'apart':
      return mine.call(resident.separate, { body: { text } })
    default:
      throw new Problem({ type: '/problems/invalid', status: 422, title: '请先选一项' }, '请先选一项，再提交。')
  }
}

/** A form that names no answer was made before the office gave one. */
function read(answers: string | undefined) {
  if (!answers) throw new Problem(problems.answeredAnew)
  return { answers }
}

async function show(mine: Visit, answer: Answer, status: number) {
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

export const photoPage = definePage({
  method: 'GET',
  path: '/photos/:photoId',
  summary: '一张照片，只给能看这件事的人',
  async run(visit) {
    const id = visit.params.photoId ?? ''
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem({ type: '/problems/not-found', status: 404, title: '没有找到' })
    const bearer = await bearerNow(codePage, visit)
    const reader = visit.actor.kind === 'person' || !bearer ? visit : visit.as(bearer.actor)
    const bytes = await reader.read(context => readPhoto(context, id))
    return {
      bytes,
      mediaType: 'image/jpeg',
      headers: { 'cache-control': 'private, max-age=600', 'content-disposition': 'inline; filename="photo.jpg"' },
    }
  },
})
