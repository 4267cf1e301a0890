/** One notice for everyone (一份公示): all its versions, how long it still runs, how to object, what became of it. */
import { html, type Html } from '#platform/public/html.ts'
import { frame, phone, shownDay } from '#platform/public/layout.ts'
import { note, pairs } from '#platform/public/parts.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { get } from '../disclosures.actions.ts'
import type { Notice, NoticeVersion } from '../disclosures.contract.ts'
import { object } from '../disclosures.objections.actions.ts'
import { channelNames, noticeRule, objectionStateNames } from '../disclosures.words.ts'
import { deeper, howToObject, noticeLamp, refused, shownFaults, typedFields, versionBody, type Typed } from './parts.ts'
import { blank, readTyped } from './typed-form.ts'

export const noticePage = definePage({
  method: 'GET',
  path: '/notices/:noticeId',
  summary: '一份公示：内容、公示期、怎么提异议、公示结果',
  run: visit => show(visit, { typed: blank(), faults: [], status: 200, received: null }),
})

export const objectionPost = definePage({
  method: 'POST',
  path: '/notices/:noticeId',
  summary: '对公示提异议，可以不留名',
  async run(visit) {
    const typed = readTyped(visit)
    const { formKey, text, name, phone: number } = typed
    try {
      visit.limit('submit')
      const body = { text, ...(name && { name }), ...(number && { phone: number }) }
      const received = await visit.call(object, { params: visit.params, body }, { key: formKey })
      return await show(visit, { typed: blank(), faults: [], status: 200, received: received.number })
    } catch (error) {
      return show(visit, { ...shownFaults(error), typed, received: null })
    }
  },
})

interface Shown {
  typed: Typed
  faults: readonly string[]
  status: number
  /** The number of the objection that was just sent. */
  received: number | null
}

async function show(visit: Visit, { typed, faults, status, received }: Shown): Promise<PageAnswer> {
  const notice = await visit.call(get, { params: visit.params })
  const today = dayOf(visit.now)
  const newest = notice.versions.at(-1)
  const body = html`<div class="wrap main flow">
    ${refused(faults)}
    ${
      received !== null &&
      html`<section class="note ok" role="status">
        <p><strong>收到了，是第${received}号异议。</strong></p>
        <p>从今天起停表，等两方处理。<br />处理结果写在这一页。</p>
      </section>`
    }
    <p class="sub">${notice.unitName}，${noticeRule(notice.type).name}</p>
    <h1>${notice.title}</h1>
    <p>${noticeLamp(notice)}</p>
    ${standing(notice, today)}
    ${newest?.content && html`${versionBody(notice.id, newest, newest.content, today)} ${objecting(notice, typed)}`}
    ${objections(notice, today)}
    ${
      notice.result &&
      html`<h2>公示结果</h2>
        ${pairs([
          ['结果', notice.result.text],
          ['哪天写的', shownDay(notice.result.on, today)],
        ])}`
    }
    ${wall(notice, today)} ${versions(notice, today)} ${doubt(visit, notice)}
  </div>`
  return { html: frame(visit, { title: notice.title, section: 'voice', tab: 'open', crumbs: deeper, body }), status }
}

/** What a reader must know before reading on. */
function standing(notice: Notice, today: string): Html {
  const { clock, state, versions: all } = notice
  return html`${
    clock?.endsOn &&
    state === 'published' &&
    html`<p>
      公示到${shownDay(clock.endsOn, today)}。${clock.estimated && html`<br />假期还没公布，这天是估的。`}${
        !notice.areDaysConfirmed && html`<br />几天是通常做法，待镇里确认。`
      }
    </p>`
  }
    ${
      notice.recalled !== null &&
      note(
        'late',
        html`<p><strong>这份公示不算数了。</strong></p>
          ${pairs([
            ['哪一天', shownDay(notice.recalled.on, today)],
            ['为什么', notice.recalled.reason],
          ])}`,
      )
    }
    ${
      state === 'withdrawn' &&
      notice.recalled === null &&
      note('late', html`<p><strong>这份公示撤下了。</strong></p><p>${shownDay(notice.withdrawnOn!, today)}，异议成立。</p>`)
    }
    ${
      notice.unpublishedOn &&
      note(
        'plain',
        html`<p><strong>这里公示过一份名单。</strong></p>
          <p>${shownDay(notice.unpublishedOn, today)}撤下，档案还在。</p>
          ${pairs([['为什么撤下', notice.unpublishReason]])}`,
      )
    }
    ${all.length > 1 && note('soon', html`<p>更正过，现在是第${all.length}版。<br />公示期从更正那天重新算。</p>`)}
    ${
      notice.resultOverdue &&
      note('late', html`<p><strong>结果逾期没公开。</strong></p><p>应在${shownDay(notice.resultDueOn!, today)}以前公开。</p>`)
    }`
}

function objecting(notice: Notice, typed: Typed): Html {
  const content = notice.versions.at(-1)!.content!
  const isOpen = notice.state === 'published' && notice.allowedActions.includes('object')
  return html`<h2 id="object">有不同意见</h2>
    ${howToObject(content)}
    ${
      isOpen &&
      html`<p>也可以在这里写，不用账号。<br />不留姓名，一样受理。</p>
        <form class="form" action="/notices/${notice.id}" method="post">
          ${typedFields(typed, '您的意见')}
          <div class="btns"><button class="btn go" type="submit">提异议</button></div>
        </form>
        <p class="sub small">只给处理异议的人看，封着存。</p>`
    }`
}

const objections = (notice: Notice, today: string): Html | false =>
  notice.objections.length > 0 &&
  html`<h2>收到的异议</h2>
    ${notice.objections.map(
      ({ number, state, channel, receivedOn, enteredOn, enteredLate, decidedOn, reason }) =>
        html`<section class="card">
          <h3>第${number}号</h3>
          ${pairs([
            ['怎么收到', `${shownDay(receivedOn, today)}，${channelNames[channel]}`],
            ...(enteredLate ? [['迟录', `${shownDay(enteredOn, today)}才登记`] as const] : []),
            ['处理', `${objectionStateNames[state]}${decidedOn === null ? '' : `，${shownDay(decidedOn, today)}`}`],
            ...(reason === null ? [] : [['理由', reason.split('\n').map(line => html`<div>${line}</div>`)] as const]),
          ])}
        </section>`,
    )}`

const wall = (notice: Notice, today: string): Html | false =>
  Boolean(notice.versions.at(-1)?.content) &&
  notice.state !== 'withdrawn' &&
  html`<h2>贴在哪里</h2>
    ${notice.postings.length > 0 && wallDays(notice, today)}
    <p class="row">
      <a class="tap" href="/api/notices/${notice.id}/poster">下载公示栏海报（pdf）</a
      ><a class="tap" href="/api/notices/${notice.id}/poster?form=docx">海报（docx）</a>
    </p>
    <p class="sub small">海报上有二维码，扫了就能核对。</p>`

const wallDays = (notice: Notice, today: string): Html =>
  html`${pairs(
    notice.postings.map(
      ({ place, postedOn, removedOn }) =>
        [place, `${shownDay(postedOn, today)}贴上${removedOn === null ? '' : `，${shownDay(removedOn, today)}取下`}`] as const,
    ),
  )}`

/** Each version with its check; the earlier ones as they were. */
const versions = (notice: Notice, today: string): Html =>
  html`<h2>各版，都能核对</h2>
    <ol class="steps">
      ${notice.versions.map(
        version =>
          html`<li>
            <h3>第${version.number}版</h3>
            <p>${shownDay(version.publishedOn, today)}发布<br /><a class="tap" href="/verify#${version.recordEntryId}">核对这一版有没有被改过</a></p>
            ${version.reason !== null && pairs([['为什么更正', version.reason]])} ${earlier(notice, version, today)}
          </li>`,
      )}
    </ol>`

const earlier = (notice: Notice, version: NoticeVersion, today: string): Html | false =>
  version.number < notice.number &&
  version.content !== null &&
  html`<details class="card">
    <summary>看第${version.number}版的原文</summary>
    ${versionBody(notice.id, version, version.content, today)}
  </details>`

const doubt = (visit: Visit, notice: Notice): Html =>
  html`<h2>对公开的内容有疑问</h2>
    <p>没公开、公开得不实，可以告诉镇里。<br />镇里来查，不经过村里。</p>
    <p class="btns">
      <a class="btn" href="${notice.allowedActions.includes('question') ? `/notices/${notice.id}/question` : '/report?about=disclosure'}">告诉镇里</a>
    </p>
    <p class="sub">也可以打 ${phone(visit.platform.config.officePhone)}</p>
    <p class="sub">网站不好用，<a href="/report?about=site">请告诉我们</a>。</p>`
