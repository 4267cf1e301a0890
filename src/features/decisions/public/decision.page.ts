/** One matter for everyone (一件事的办理): its chart with what has happened, votes, disclosures, opinions, and every check. */
import { processChart } from '#features/matters/public/process-chart.widgets.ts'
import { categoryNames, yuan } from '#features/matters/matters.words.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { note, pairs } from '#platform/public/parts.ts'
import { refusal, refusalWords } from '#platform/public/refusal.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { Problem } from '#platform/shared/problem.ts'
import { get } from '../decisions.actions.ts'
import type { Decision } from '../decisions.contract.ts'
import { comment } from '../decisions.opinions.actions.ts'
import { authorityNames, lineNames, orderNames, proposerKindNames, stepName } from '../decisions.words.ts'
import { opinionsOf } from './opinions.ts'
import { blank, checkLink, crumbs, readTyped, stateMark, typedText, type Typed } from './parts.ts'

export const decisionPage = definePage({
  method: 'GET',
  path: '/decisions/:decisionId',
  summary: '一件大事办到哪一步：流程图、表决、公开、意见，每一步能核对',
  run: visit => show(visit, { typed: blank(), faults: [], status: 200, replyBy: null }),
})

export const commentPost = definePage({
  method: 'POST',
  path: '/decisions/:decisionId',
  summary: '对一件大事说说意见，不用账号',
  async run(visit) {
    const typed = readTyped(visit.form)
    try {
      visit.limit('submit')
      const { replyBy } = await visit.call(comment, { params: visit.params, body: { content: typed.content } }, { key: typed.formKey })
      return await show(visit, { typed: blank(), faults: [], status: 200, replyBy })
    } catch (error) {
      if (!(error instanceof Problem) || error.kind.status >= 500 || error.kind.status === 404) throw error
      return show(visit, { typed, faults: refusalWords(error), status: error.kind.status, replyBy: null })
    }
  },
})

interface Shown {
  typed: Typed
  faults: readonly string[]
  status: number
  /** By when the opinion just sent is answered. */
  replyBy: string | null
}

async function show(visit: Visit, { typed, faults, status, replyBy }: Shown): Promise<PageAnswer> {
  const decision = await visit.call(get, { params: visit.params })
  const today = dayOf(visit.now)
  const chart = { line: decision.line, title: '办到哪一步', steps: decision.steps }
  const body = html`<div class="wrap main flow">
    ${refusal('还没提交，请改一下', faults)}
    ${
      replyBy !== null &&
      html`<section class="note ok" role="status">
        <p><strong>收到了，谢谢您。</strong></p>
        <p>${shownDay(replyBy, today)}以前答复，登在这一页。</p>
      </section>`
    }
    <p class="sub">${decision.unitName}，${categoryNames[decision.category]}</p>
    <h1>${decision.title}</h1>
    <p>${stateMark(decision)}</p>
    ${standing(decision, today)} ${what(decision, today)}
    <h2>办到哪一步</h2>
    ${processChart(chart, decision.line, visit.elder)}
    ${ballots(decision, today)} ${notices(decision, today)} ${opinionsOf(decision, typed, today)} ${rules(decision, today)} ${checks(decision, today)}
    <p class="sub">有疑问，<a href="/report?about=disclosure">请告诉我们</a>。</p>
    <p class="sub">网站不好用，<a href="/report?about=site">请告诉我们</a>。</p>
  </div>`
  const way = [...crumbs, { href: '/decisions', text: '四议两公开' }]
  return { html: frame(visit, { title: decision.title, section: 'voice', tab: 'open', crumbs: way, body }), status }
}

/** What a reader must know before reading on. */
function standing({ overdue, waitsFor, urgent, orders }: Decision, today: string): Html {
  return html`${overdue.length > 0 && note('late', html`<p><strong>逾期了。</strong></p><ul>${overdue.map(each => html`<li>${each}</li>`)}</ul>`)}
    ${orders.map(({ kind, authority, orderedOn, document }) =>
      note(
        'late',
        html`<p><strong>${authorityNames[authority]}${orderNames[kind]}了。</strong></p>${pairs([
          ['哪一天', shownDay(orderedOn, today)],
          ['文书', document],
        ])}`,
      ),
    )}
    ${
      urgent?.signedTwice &&
      note(
        'soon',
        html`<p><strong>紧急的事，先办后追认。</strong></p>
          ${pairs([
            ['为什么急', urgent.reason],
            ['依据', urgent.document],
            urgent.ratifiedOn ? ['哪天追认', shownDay(urgent.ratifiedOn, today)] : ['最迟追认', shownDay(urgent.ratifyBy!, today)],
          ])}`,
      )
    }
    ${waitsFor !== null && pairs([['现在等什么', waitsFor]])}`
}

function what(decision: Decision, today: string): Html {
  const { proposerKind, proposer, amountFen, begunOn, resultDueOn, state, text } = decision
  const who = proposerKind === 'body' || proposerKind === 'representative' ? proposer : null
  return html`${pairs([
    ['哪一项', html`<a class="tap" href="/matters/${decision.listId}/${decision.code}">${decision.code} ${decision.entryName}</a>`],
    ['哪一级的事', lineNames[decision.line]],
    ['谁来定', decision.bodies.map(body => bodyNames[body]).join('或者')],
    ['谁提议', `${proposerKindNames[proposerKind]}${who ? `，${who}` : ''}`],
    ...(amountFen === null ? [] : [['金额', yuan(amountFen)] as const]),
    ...(begunOn === null ? [] : [['登记', shownDay(begunOn, today)] as const]),
    ...(resultDueOn === null ? [] : [['最迟公开结果', shownDay(resultDueOn, today)] as const]),
  ])}
  ${papers(decision, today)}
  ${text === null ? note('plain', html`<p>${state === 'draft' ? '内容正在改，登记以后再登。' : '这件事写到个人，内容不登在网上。'}</p>`) : typedText(text)}`
}

/** The papers that the list asks for: that each is there, since when, and what it can be compared by. */
const papers = ({ asks, files }: Decision, today: string): Html | false =>
  asks.attachments.length > 0 &&
  html`<h2>清单要的材料</h2>
    <ul class="card">
      ${asks.attachments.map(name => {
        const there = files.filter(({ attachment }) => attachment === name)
        if (there.length === 0) return html`<li>${name}：还没有附上</li>`
        return html`<li>
          ${name}：已附上 ${there.map(({ addedOn, addedAs, digest }) =>
            pairs([
              ['哪一天', shownDay(addedOn, today)],
              ...(addedAs === null ? [] : [['谁附的', addedAs] as const]),
              ['摘要', `${digest.slice(0, 16)}…`],
            ]),
          )}
        </li>`
      })}
    </ul>
    <p class="sub">想看原件，请到村里看。</p>`

const ballots = ({ ballots: all }: Decision, today: string): Html | false =>
  all.length > 0 &&
  html`<h2>表决</h2>
    ${all.map(
      ({
        stage,
        past,
        body,
        heldOn,
        state,
        tally,
        words,
        enteredLate,
        sameText,
        recordEntryId,
        cancelReason,
        putRight,
      }) => html`<div class="card flow">
        <h3>${stepName(stage)}${past && '（上一轮）'}</h3>
        ${pairs([
          ['谁开会', bodyNames[body]],
          ['哪一天', `${shownDay(heldOn, today)}${enteredLate ? '（迟录）' : ''}`],
          ...(tally === null ? [['到了哪一步', state === 'cancelled' ? '会议中止，没有表决' : '还没有表决完'] as const] : []),
          ...(tally === null ? [] : [['票数', votes(tally)] as const]),
          ...(cancelReason === null ? [] : [['为什么中止', cancelReason] as const]),
          ...(words.length > 0 ? [['怎么算的', words.join('；')] as const] : []),
          ...(sameText ? [] : [['注意', '这次表决的文字和上面的不一样'] as const]),
        ])}
        ${putRight.map(correction)}
        ${checkLink(`${stepName(stage)}的票数`, recordEntryId)}
      </div>`,
    )}`

/** What was put right stands beside what was there before. */
const correction = ({ reason, wasTally, tally, wasText, text, recordEntryId }: Decision['ballots'][number]['putRight'][number]): Html =>
  html`<h4>两个人更正过</h4>
    ${pairs([
      ['为什么更正', reason],
      ['原来的票数', votes(wasTally)],
      ['现在的票数', votes(tally)],
      ...(wasText === null ? [] : [['原来的文字', wasText] as const]),
      ...(text === null ? [] : [['现在的文字', text] as const]),
    ])}
    ${checkLink('这次更正', recordEntryId)}`

const votes = (tally: { for: number; against: number; abstain: number }) => `同意${tally.for}，反对${tally.against}，弃权${tally.abstain}`

const notices = ({ notices: all }: Decision, today: string): Html | false => {
  const out = all.filter(({ publishedOn }) => publishedOn !== null)
  return (
    out.length > 0 &&
    html`<h2>公开</h2>
      <ul class="links card">
        ${out.map(
          ({ id, stage, past, publishedOn, result, upheld }) =>
            html`<li>
              <a href="/notices/${id}"
                ><span>${stepName(stage)}${past && '（上一轮）'}<br /><span class="sub">${shownDay(publishedOn!, today)}贴出</span></span
                ><span class="sub">${upheld !== null ? '异议成立' : result !== null ? '有公示结果' : '看内容、提异议'}</span></a
              >
            </li>`,
        )}
      </ul>`
  )
}

/** Both rules where they differ: that of the day of the vote counts. */
const rules = ({ twoRules }: Decision, today: string): Html | false =>
  twoRules !== null &&
  html`<h2>规定变过</h2>
    <p>开始办和表决，中间换了规定。<br />按表决那天的规定算。</p>
    <h3>开始那天，${shownDay(twoRules.begunOn, today)}</h3>
    ${typedText(twoRules.begun.join('\n'))}
    <h3>表决那天，${shownDay(twoRules.votedOn, today)}</h3>
    ${typedText(twoRules.voted.join('\n'))}`

/** Each step that is on record, with what it came to. */
const checks = ({ stages, recusals }: Decision, today: string): Html =>
  html`<h2>每一步的记录</h2>
    ${recusals.length > 0 && html`<ul>${recusals.map(({ capacity, people }) => html`<li>${stepName(capacity)}：${people}人回避</li>`)}</ul>`}
    <ol class="steps nums">
      ${stages.map(
        (
          {
            id,
            name,
            past,
            heldOn,
            noticedOn,
            outcomeName,
            verdict,
            reason,
            document,
            chair,
            recorder,
            recordedAs,
            late,
            dissent,
            recordedAt,
            recordEntryId,
          },
          index,
        ) => html`<li id="s-${id}">
          <h3>${name}${past && '（上一轮）'}</h3>
          ${pairs([
            ['哪一天', shownDay(heldOn, today)],
            ...(noticedOn === null ? [] : [['通知开会', shownDay(noticedOn, today)] as const]),
            ['结果', outcomeName],
            ...(verdict ? [['票数', verdict] as const] : []),
            ...(reason ? [['理由', reason] as const] : []),
            ...(document ? [['材料', document] as const] : []),
            ...(chair ? [['主持', chair] as const] : []),
            ...(recorder ? [['记录', recorder] as const] : []),
            ...(chair === null && recordedAs ? [['谁登记', recordedAs] as const] : []),
            ...(dissent ? [['不同意见', dissent] as const] : []),
            ...(late ? [['迟录', `${shownDay(dayOf(new Date(recordedAt)), today)}才登记`] as const] : []),
          ])}
          ${checkLink(`第${index + 1}步，${name}`, recordEntryId)}
        </li>`,
      )}
    </ol>`
