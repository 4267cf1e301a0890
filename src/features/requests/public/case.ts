/** One case as its resident sees it (查进度): the question first, both clocks, every step, who opened the sealed fields. */
import { formOf } from '#platform/public/code-page.ts'
import { formKeyField } from '#platform/public/form-key.ts'
import { doneOf } from '#platform/public/done.ts'
import { html, type Html } from '#platform/public/html.ts'
import { icon } from '#platform/public/icons.ts'
import { phone, shownDay, shownTime } from '#platform/public/layout.ts'
import type { Visit } from '#platform/server/page.ts'
import { dayOf, daysBetween, estimateNote } from '#platform/shared/calendar.ts'
import type { Lamp, ResidentView } from '../requests.contract.ts'
import { lampNames, pauseReasonNames, stateNames, stateSentences } from '../requests.words.ts'

export interface Answer {
  errors: readonly string[]
  text?: string
  answer?: string | undefined
  /** The step that it was given to; where there is another by now, nothing is chosen. */
  answers?: string | undefined
  /** It came with a form that was not sent, through the page of the code. */
  isKept?: boolean
}

const lampClasses: Record<Lamp, string> = { ok: 'ok', soon: 'soon', late: 'late', paused: 'pause', waiting: 'wait', done: 'done' }
const lamp = (name: Lamp, text: string) => html`<span class="lamp ${lampClasses[name]}">${text}</span>`

const doneSentences: Readonly<Record<string, string>> = {
  yes: '谢谢您。这件事记为“解决了”。',
  no: '记下了，已经退回去再办。',
  more: '补充的话记下了，办的人看得到。',
  withdraw: '已经撤回。',
  reopen: '记下了，再办一次。',
  apart: '记下了，您这件另外办。',
}

export function caseBody(visit: Visit, view: ResidentView, answer: Answer): Html {
  const today = dayOf(visit.now)
  const done = doneOf(doneSentences, visit)
  return html`<div class="wrap main cols">
    <div class="flow">
      ${
        answer.errors.length > 0 &&
        html`<section class="oops" role="alert" aria-labelledby="oops-t" tabindex="-1">
          <h2 id="oops-t">还没提交</h2>
          <ul>
            ${answer.errors.map(text => html`<li><a href="#ask">${text}</a></li>`)}
          </ul>
        </section>`
      }
      ${
        done &&
        html`<div class="note ok" role="status">
          <p><strong>${done}</strong></p>
        </div>`
      }
      ${
        answer.isKept &&
        html`<div class="note late" role="status">
          <p><strong>${isAboutAnother(view, answer) ? '情况有变，请看了再说。' : '刚才那一步还没办，请再按一次。'}</strong></p>
        </div>`
      }
      <header class="flow">
        <p class="row small sub">
          <span>编号 <span class="num">${view.number}</span></span
          ><span>${view.villageName}${view.unitName !== view.villageName && ` · ${view.unitName}`}</span>
        </p>
        <h1>${view.title}</h1>
        <p class="row">${statusLamps(view)}</p>
        <p>
          ${stateSentences[view.state]}${view.mergedIntoNumber && view.state === 'merged' && html` 合在一起的编号：<span class="num">${view.mergedIntoNumber}</span>`}
        </p>
      </header>
      ${question(view, answer, today)} ${clocks(view, today)} ${story(view, today)}
    </div>
    ${aside(visit, view, answer, today)}
  </div>`
}

const isAboutAnother = ({ asks }: ResidentView, { answers }: Answer) => answers !== undefined && answers !== asks?.id

function statusLamps(view: ResidentView): Html {
  const waits = view.state === 'proposed'
  return html`${waits ? lamp('waiting', '等您确认') : lamp(view.lamp === 'waiting' ? 'ok' : view.lamp, view.lamp === 'done' ? stateNames[view.state] : lampNames[view.lamp])}${!waits && view.lamp !== 'done' && html`<span class="sub">${stateNames[view.state]}</span>`}`
}

/** What the resident may do now. The question comes first on the page (LOOK: the resident decides). */
function question(view: ResidentView, answer: Answer, today: string): Html | false {
  const may = (action: string) => view.allowedActions.includes(action)
  const chosen = (value: string) => answer.answer === value && !isAboutAnother(view, answer) && html` checked`
  const form = (title: string, lead: string, boxes: Html, button: string, foot: Html | false) =>
    html`<section class="card up" aria-labelledby="ask">
      <h2 id="ask">${title}</h2>
      <p>${lead}</p>
      <form action="/track/case" method="post">
        ${formOf(view.number)}${formKeyField()}${view.asks && html`<input type="hidden" name="answers" value="${view.asks.id}" />`}
        <fieldset>
          <legend class="vh">您的回答</legend>
          ${boxes}
        </fieldset>
        <button class="btn go" type="submit">${button}</button>
      </form>
      ${foot}
    </section>`
  const words = (label: string) =>
    html`<label class="vh" for="why">${label}</label
      ><textarea class="in" id="why" name="text" maxlength="500" rows="3" placeholder="${label}">${answer.text ?? ''}</textarea>`
  const shared =
    view.isCodeShared && html`<p class="small sub">码是经手的窗口给的，您说“解决了”会另计。<br />想换码，可到没经手的窗口。</p>`
  if (may('confirm')) {
    const speaker = view.asks?.name === 'requests.decideAnswer' ? '联席会议' : view.handlerName
    return form(
      '办好了吗？请您说了算',
      `${speaker}说：${view.asks?.text ?? '已办好'}`,
      html`<div class="box">
          <label class="pick"><input type="radio" name="answer" value="yes" ${chosen('yes')} required />解决了</label>
        </div>
        <div class="box">
          <label class="pick"><input type="radio" name="answer" value="no" ${chosen('no')} />没解决，请再办</label>
        </div>
        <div class="box">
          <label class="pick"><input type="radio" name="answer" value="more" ${chosen('more')} />先补充一句，不作决定</label>
        </div>
        ${words('没解决或要补充，请写一句')}`,
      '提交我的回答',
      html`${
        view.answerDueOn !== null &&
        html`<p class="small sub">
            ${shownDay(view.answerDueOn, today)}前没回答，记为<span class="nb">“未回应”。</span><br />未回应不算满意。30天内还可再办一次。
          </p>`
      }${shared}`,
    )
  }
  if (may('reopen') && view.reopenUntil) {
    return form(
      '又出问题了？',
      `${shownDay(view.reopenUntil, today)}前可以再办一次，只能一次。`,
      html`<input type="hidden" name="answer" value="reopen" />${words('出了什么问题，请写一句')}`,
      '再办一次',
      false,
    )
  }
  if (may('separate')) {
    return form(
      '您这件解决了吗？',
      '合在一起办的那件，说已办好。解决了，不用回答。',
      html`<input type="hidden" name="answer" value="apart" />${words('没解决，请写一句')}`,
      '没解决，另外办',
      false,
    )
  }
  return (
    may('remark') &&
    form(
      '想补充一句？',
      '写在这里，办的人看得到。',
      html`<input type="hidden" name="answer" value="more" />${words('补充什么，请写一句')}`,
      '补充',
      false,
    )
  )
}

function clocks(view: ResidentView, today: string): Html {
  const { clock } = view
  const ended = clock.state === 'ended'
  const left = clock.remaining >= 0 ? `剩${clock.remaining}个工作日` : `超了${-clock.remaining}个工作日`
  return html`<section aria-labelledby="clk" class="flow">
    <h2 id="clk">两个时钟</h2>
    <div class="card">
      <div class="clock">
        <h3>您的时钟</h3>
        <div class="split">
          <p>从您提交那刻起，${ended ? '走到了办结。' : '一直在走。'}</p>
          <p><b class="num">${view.residentDays}天</b></p>
        </div>
        ${bar([[0, 1, 'me']])}
        <div class="split small sub">
          <span>${shownDay(dayOf(new Date(view.submittedAt)), today)}</span
          ><span>${view.closedAt ? shownDay(dayOf(new Date(view.closedAt)), today) : '今天'}</span>
        </div>
      </div>
      <div class="clock">
        <h3>办理单位的时钟</h3>
        <div class="split">
          <p>限${clock.limit}个工作日，已用${clock.used}个。</p>
          <p><b class="num">${ended ? '已停' : clock.state === 'running' ? left : '停着'}</b></p>
        </div>
        ${bar(runsOf(view, today))}
        <ul class="small sub">
          <li>实条是在办，空条是停表。</li>
          ${clock.stops.map(
            (stop, index) =>
              html`<li>
                停表${index + 1}：${shownDay(stop.from, today)}${stop.to ? `—${shownDay(stop.to, today)}` : '起'}，${stop.kind === 'waiting' ? '等您回答' : stop.reason ? pauseReasonNames[stop.reason] : '暂缓'}${stop.kind === 'pause' && stop.authorName && `（${stop.authorName}）`}。
              </li>`,
          )}${clock.estimated && html`<li>${estimateNote}</li>`}
        </ul>
      </div>
    </div>
  </section>`
}

type Run = readonly [from: number, to: number, kind: 'me' | 'run']

const bar = (runs: readonly Run[]): Html =>
  html`<svg viewBox="0 0 220 14" preserveAspectRatio="none" aria-hidden="true">
    <path class="track" d="M0 3h220v8H0z" />
    ${runs.map(([from, to, kind]) => html`<path class="${kind}" d="M${Math.round(from * 220)} 3h${Math.max(1, Math.round((to - from) * 220))}v8h-${Math.max(1, Math.round((to - from) * 220))}z" />`)}
  </svg>`

/** When the unit's clock ran, as parts of the time since it began. */
function runsOf({ clock, closedAt }: ResidentView, today: string): Run[] {
  const end = closedAt ? dayOf(new Date(closedAt)) : today
  const whole = Math.max(1, daysBetween(clock.startedOn, end))
  const at = (day: string) => Math.min(1, Math.max(0, daysBetween(clock.startedOn, day) / whole))
  const runs: Run[] = []
  let from = 0
  for (const stop of clock.stops) {
    runs.push([from, at(stop.from), 'run'])
    from = stop.to ? at(stop.to) : 1
  }
  return [...runs, [from, 1, 'run'] as Run].filter(([a, b]) => b > a)
}

function story(view: ResidentView, today: string): Html {
  return html`<section aria-labelledby="story" class="flow">
    <h2 id="story">每一步</h2>
    <ol class="steps">
      ${
        view.state === 'proposed' &&
        html`<li class="now">
          <span class="when">今天</span>
          <h3>等您回答</h3>
          <p>办好没有，由您决定。</p>
        </li>`
      }
      ${view.steps.toReversed().map(
        (step, index) =>
          html`<li${index === 0 && view.lamp !== 'done' && view.state !== 'proposed' && html` class="now"`}${step.name === 'requests.pause' && html` class="halt"`}><time datetime="${step.at}">${stepTime(step.at, today)}</time><h3>${step.sentence.replace(/^居民说：/, '您说：').replace(/^居民/, '您')}</h3>
${step.actorName && html`<p>${step.actorName}</p>`}${step.text && html`<blockquote>${step.text}</blockquote>`}${step.name === 'requests.submit' && html`<blockquote>${view.text}<br />地点：${view.near}</blockquote>`}</li>`,
      )}
    </ol>
    ${
      view.photos.length > 0 &&
      html`<h3>照片</h3>
        <ul class="photos">
          ${view.photos.map(
            (photo, index) =>
              html`<li>
                <a href="/photos/${photo.id}"
                  ><img src="/photos/${photo.id}" width="${photo.width}" height="${photo.height}" alt="照片${index + 1}" loading="lazy"
                /></a>
              </li>`,
          )}
        </ul>`
    }
  </section>`
}

const stepTime = (at: string, today: string) => {
  const shown = shownTime(new Date(at))
  return shown.startsWith(`${today.slice(0, 4)}年`) ? shown.slice(5) : shown
}

function aside(visit: Visit, view: ResidentView, answer: Answer, today: string): Html {
  return html`<aside class="flow" aria-label="资料和帮助">
    <section class="card">
      <h2>谁看过您的资料</h2>
      <p class="sub small">称呼和电话平时是封着的。<br />拆封要写原因，您都能看到。</p>
      ${
        view.readers.length === 0
          ? html`<p>还没有人看过。</p>`
          : html`<ol class="steps">
                ${view.readers.map(
                  reader =>
                    html`<li>
                      <time datetime="${reader.at}">${stepTime(reader.at, today)}</time>
                      <p>${reader.sentence}</p>
                    </li>`,
                )}
              </ol>
              <p><a href="/report?about=privacy" class="tap">觉得不该看？告诉镇里</a></p>`
      }
    </section>
    <section class="card">
      <h2>需要帮忙</h2>
      <p>${icon('tel')}${phone(visit.platform.config.officePhone)}<br />${visit.platform.config.officeHours}</p>
      ${view.allowedActions.includes('withdraw') && html`<details${answer.answer === 'withdraw' && html` open`}><summary>撤回这件事</summary><form action="/track/case" method="post">${formOf(view.number)}<input type="hidden" name="answer" value="withdraw"><p>撤回后就不再办了，记录还在。</p><button class="btn quiet" type="submit">确定撤回</button></form></details>`}
    </section>
  </aside>`
}
