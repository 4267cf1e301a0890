/** A household's card as the household reads it (联系卡): who listens, how to be reached, who looked. The decision comes first. */
import { formOf } from '#platform/public/code-page.ts'
import { doneOf } from '#platform/public/done.ts'
import { html, type Html } from '#platform/public/html.ts'
import { phone, shownDay, shownTime } from '#platform/public/layout.ts'
import { pairs } from '#platform/public/parts.ts'
import { refusal } from '#platform/public/refusal.ts'
import type { Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { ContactPreference, type CardView } from '../households.contract.ts'
import { fieldNames, preferenceNames, revealReasonNames } from '../households.words.ts'

const doneSentences: Readonly<Record<string, string>> = {
  agree: '记下了，谢谢您。',
  decline: '记下了，不用说原因。',
  end: '记下了，联系已经结束。',
  ask: '记下了，村里会找一位来。',
  reach: '改好了。',
  withdraw: '记下了。电话和走访备注已经删掉，没人再联系您家。',
}

export function cardBody(visit: Visit, view: CardView, errors: readonly string[]): Html {
  const today = dayOf(visit.now)
  const done = doneOf(doneSentences, visit)
  return html`<div class="wrap main cols">
    <div class="flow">
      ${refusal('还没记下', errors)}
      ${
        done &&
        html`<div class="note ok" role="status">
          <p><strong>${done}</strong></p>
        </div>`
      }
      <header class="flow">
        <p class="row small sub"><span>户号 <span class="num">${view.number}</span></span><span>${view.unitName}</span></p>
        <h1>我家的联系卡</h1>
      </header>
      ${listener(view, today)} ${reaching(view)} ${readers(view, today)}
    </div>
    <aside class="flow stick" aria-label="帮助">
      ${withdrawal(view)}
      <section class="card">
        <h2>谁来我家走访过</h2>
        <p>写了什么都看得到，可以删。</p>
        <p><a class="btn" href="/household/visits">看我家的走访</a></p>
      </section>
      <section class="card">
        <h2>门口的党员户牌</h2>
        <p>挂不挂，由您家说了算。</p>
        <p><a class="btn" href="/household/plate">看我家的牌</a></p>
      </section>
      <section class="card">
        <h2>有事要反映</h2>
        <p><a class="btn" href="/report">反映一件事</a></p>
        <p>或打电话：${phone(visit.platform.config.officePhone)}</p>
      </section>
    </aside>
  </div>`
}

const button = ({ number }: CardView, answer: string, text: string, strong = false) =>
  html`<form action="/household/card" method="post">
    ${formOf(number)}<input type="hidden" name="answer" value="${answer}" /><button class="btn${strong && ' go'}" type="submit">${text}</button>
  </form>`

function listener(view: CardView, today: string): Html {
  const may = (action: string) => view.allowedActions.includes(action)
  const { contact } = view
  const name = contact?.memberName ?? '一位党员'
  return html`<section class="card up" aria-labelledby="who">
    <h2 id="who">谁来听我家的事</h2>
    ${
      contact?.state === 'active' &&
      html`<p><strong>${name}</strong></p>
        <p>从${shownDay(contact.startedOn!, today)}起联系您家。</p>
        ${contact.memberName === null && html`<p class="small sub">本人没答应在这里写姓名。</p>`}`
    }
    ${
      contact?.state === 'proposed' &&
      html`<p>${shownDay(contact.proposedOn, today)}提的：<strong>${name}</strong>。</p>
        <p>${contact.householdAgreed ? '您家答应了，等对方答应。' : '要不要这位党员来联系您家？'}</p>`
    }
    ${contact === null && html`<p>${view.wantsContactOn === null ? '现在还没有人。' : `您家${shownDay(view.wantsContactOn, today)}说想要一位。`}</p>`}
    <div class="btns">
      ${may('acceptMember') && button(view, 'agree', '答应', true)} ${may('declineMember') && button(view, 'decline', '不要')}
      ${may('leaveMember') && button(view, 'end', '不用再联系了')} ${may('askForMember') && button(view, 'ask', '我家想要一位', true)}
    </div>
    ${(may('declineMember') || may('leaveMember')) && html`<p class="small sub">不用说原因，对您家没有影响。</p>`}
  </section>`
}

const reaching = (view: CardView): Html =>
  html`<section class="card" aria-labelledby="how">
    <h2 id="how">怎么联系我家</h2>
    <form action="/household/card" method="post">
      ${formOf(view.number)}<input type="hidden" name="answer" value="reach" />
      <fieldset>
        <legend class="vh">怎么联系我家</legend>
        ${ContactPreference.options.map(
          value =>
            html`<div class="box">
              <label class="pick"
                ><input type="radio" name="contactPreference" value="${value}" ${view.contactPreference === value && html` checked`} required />${preferenceNames[value]}</label
              >
            </div>`,
        )}
      </fieldset>
      <button class="btn" type="submit">就这样联系</button>
    </form>
  </section>`

const readers = (view: CardView, today: string): Html =>
  html`<section aria-labelledby="seen" class="flow">
    <h2 id="seen">谁看过我家的资料</h2>
    ${
      view.readers.length === 0
        ? html`<p>还没有人看过。</p>`
        : html`<ul class="plain">
            ${view.readers.map(
              reader =>
                html`<li class="small">
                  ${shownTime(new Date(reader.at))}，${reader.name ?? '一位工作人员'}看了${fieldNames[reader.field]}。原因：${revealReasonNames[reader.reason]}。
                </li>`,
            )}
          </ul>`
    }
    ${pairs([
      ['住在这里', `从${shownDay(view.occupiedFrom, today)}起`],
      ['电话', view.hasPhone ? '已登记，加密保存' : '没有登记'],
    ])}
    <p class="small sub">不记家里有几口人，也不记证件号。</p>
  </section>`

const withdrawal = (view: CardView): Html | false =>
  view.allowedActions.includes('withdrawConsent') &&
  html`<section class="card" aria-labelledby="stop">
    <h2 id="stop">收回同意</h2>
    <p>联系到此为止，电话和走访备注删掉。</p>
    <p>有党员户牌的，牌也无效。</p>
    <p>办事、反映问题都照常。</p>
    ${button(view, 'withdraw', '收回同意')}
  </section>`
