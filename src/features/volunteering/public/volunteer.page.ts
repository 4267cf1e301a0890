/** 志愿西樵: what is to come, by village, today near me, and one activity; anyone reads, and whoever is signed in signs up. */
import { listUnits } from '#features/units/units.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { icon } from '#platform/public/icons.ts'
import { frame, phone, shownDay } from '#platform/public/layout.ts'
import { pairs, stateBox } from '#platform/public/parts.ts'
import { shownPhone } from '#platform/public/venue-card.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import type { ActivityDetail, Slot } from '../volunteering.contract.ts'
import { activity } from '../volunteering.actions.ts'
import { signUp } from '../volunteering.signups.actions.ts'
import { openSlots } from '../volunteering.slots.actions.ts'
import { hoursText, placesText } from '../volunteering.words.ts'
import { crumbs, deeper, refused, shownFaults, shownWhen, slotLine } from './parts.ts'

const shown = 30
const isId = (text: string | undefined): text is string => text !== undefined && /^[0-9a-f-]{36}$/.test(text)
const villageKinds = ['community', 'village', 'zone']

export const volunteerPage = definePage({
  method: 'GET',
  path: '/volunteer',
  summary: '志愿西樵：近期活动，按村（社区）找，今天附近有什么',
  async run(visit) {
    const villages = (await visit.read(context => listUnits(context))).filter(({ kind }) => villageKinds.includes(kind))
    const village = villages.find(({ id }) => id === visit.query.village)
    const today = dayOf(visit.now)
    const isToday = visit.query.day === 'today'
    const days = { limit: String(shown), ...(isToday && { from: today, to: today }) }
    const { items, nextCursor } = await visit.call(openSlots, { query: { ...days, ...(village && { below: village.id }) } })
    const elsewhere = village && isToday ? await others(visit, days, items) : []
    const body = html`<div class="wrap main cols">
      <div class="flow">
        <h1>志愿西樵</h1>
        <p>不用登录，都能看。想去再报名。</p>
        <form class="form" action="/volunteer" method="get">
          <div class="f">
            <label for="v">在哪个村（社区）</label>
            <select class="in" id="v" name="village">
              <option value="">全镇</option>
              ${villages.map(({ id, name }) => html`<option value="${id}" ${id === village?.id && html` selected`}>${name}</option>`)}
            </select>
          </div>
          <div class="btns">
            <button class="btn go" type="submit">${icon('find')}看近期的</button>
            <button class="btn" type="submit" name="day" value="today">只看今天</button>
          </div>
        </form>
        <h2>${village?.name ?? '全镇'}，${isToday ? '今天还有' : '近期活动'}</h2>
        ${items.length === 0 ? nothing(visit, isToday) : html`<ul class="links card">${items.map(slot => slotLine(slot, today))}</ul>`}
        ${elsewhere.length > 0 && html`<h2>镇里别处，今天还有</h2>`}
        ${elsewhere.length > 0 && html`<ul class="links card">${elsewhere.map(slot => slotLine(slot, today))}</ul>`}
        ${nextCursor !== null && html`<p class="sub small">只列最近${shown}场。选一个村（社区），可看得更细。</p>`}
      </div>
      ${help(visit)}
    </div>`
    return { html: frame(visit, { title: '志愿西樵', section: 'action', tab: 'open', crumbs, body }) }
  },
})

/** Who has nothing to do at home today may go a little further: the rest of the town, in the order of the hours. */
async function others(visit: Visit, query: { limit: string; from?: string; to?: string }, here: readonly Slot[]): Promise<Slot[]> {
  const { items } = await visit.call(openSlots, { query })
  const known = new Set(here.map(({ id }) => id))
  return items.filter(({ id }) => !known.has(id))
}

const nothing = (visit: Visit, isToday: boolean): Html =>
  stateBox({
    title: isToday ? '今天没有别的活动了' : '近期没有活动',
    why: '活动公开报名后，列在这里。',
    action: { href: '/volunteer', text: '看全镇近期的' },
    call: visit.platform.config.officePhone,
    level: 3,
  })

const help = (visit: Visit): Html => {
  const { officePhone, officeHours } = visit.platform.config
  return html`<aside class="flow stick" aria-label="帮助">
    <section class="card">
      <h2>我报过的</h2>
      <p>看报名、时长和星级。</p>
      <p><a class="btn" href="/volunteer/mine">我的志愿服务</a></p>
    </section>
    <section class="card">
      <h2>没有账号也能报</h2>
      <p>打电话，或到家门口的站点。</p>
      <p>我们替您登记。</p>
      <p>${phone(officePhone)}</p>
      <p class="sub small">${officeHours}</p>
    </section>
    <section class="card">
      <h2>时长怎么算</h2>
      <ul class="plain">
        <li>①现场双方都确认。</li>
        <li>②组织者按名册确认。</li>
        <li>③事后补记，有上限，不算星。</li>
      </ul>
      <p>公布后7天内，您可以提异议。</p>
    </section>
    <section class="card">
      <h2>星级志愿服务社区</h2>
      <p>村（社区）按记录申请，镇里发文决定。</p>
      <p><a class="btn" href="/volunteer/communities">看有哪些</a></p>
    </section>
  </aside>`
}

export const activityPage = definePage({
  method: 'GET',
  path: '/volunteer/activities/:activityId',
  summary: '一个志愿活动：做什么、每一场还差几人',
  run: visit => show(visit, visit.params.activityId, [], 200),
})

export const signUpPost = definePage({
  method: 'POST',
  path: '/volunteer/activities/:activityId',
  summary: '报名一场志愿服务',
  async run(visit) {
    const { activityId } = visit.params
    const { slot } = visit.form
    if (visit.actor.kind !== 'person') return { redirect: `/sign-in?next=/volunteer/activities/${activityId}` }
    if (!isId(slot)) return show(visit, activityId, ['请先选一场，再报名。'], 422)
    try {
      await visit.call(signUp, { params: { slotId: slot }, body: {} })
      return { redirect: '/volunteer/mine?done=signUp' }
    } catch (error) {
      const { faults, status } = shownFaults(error)
      return show(visit, activityId, faults, status)
    }
  },
})

async function show(visit: Visit, activityId: string | undefined, faults: readonly string[], status: number): Promise<PageAnswer> {
  const found = await visit.call(activity, { params: { activityId } })
  const today = dayOf(visit.now)
  const coming = found.slots.filter(({ startsAt, state }) => new Date(startsAt) > visit.now && state !== 'draft' && state !== 'checked')
  const body = html`<div class="wrap main cols">
    <div class="flow">
      ${refused(faults)}
      <h1>${found.title}</h1>
      ${found.about !== '' && html`<p>${found.about}</p>`} ${facts(found)}
      <h2>还有哪些场</h2>
      ${
        coming.length === 0
          ? stateBox({
              title: '近期没有场次',
              why: '有新的场次，会列在这里。',
              action: { href: '/volunteer', text: '看别的活动' },
              call: visit.platform.config.officePhone,
              level: 3,
            })
          : html`<div class="flow">${coming.slice(0, shown).map(slot => slotCard(visit, slot, today))}</div>`
      }
      ${later(found, today)}
    </div>
    ${help(visit)}
  </div>`
  return { html: frame(visit, { title: found.title, section: 'action', tab: 'open', crumbs: deeper, body }), status }
}

const facts = (found: ActivityDetail): Html =>
  pairs([
    ['谁组织', found.teamName === null ? found.unitName : `${found.unitName}，${found.teamName}`],
    ['地点', found.place],
    ...(found.contactPhone === null ? [] : [['联系人', html`${found.contactName}，${phone(shownPhone(found.contactPhone))}`] as const]),
    ...(found.needs === '' ? [] : [['要带的、要会的', found.needs] as const]),
    ...(found.minAge > 0 ? [['年龄', `满${found.minAge}岁`] as const] : []),
    ...(found.risky ? [['保险', '有风险，已买保险'] as const] : []),
  ])

function slotCard(visit: Visit, slot: Slot, today: string): Html {
  const when = shownWhen(slot, today)
  const isOpen = slot.state === 'open' || slot.state === 'full'
  return html`<div class="card" id="s-${slot.id}">
    <h3>${when}</h3>
    <p>${placesText(slot)}。共${slot.places}个名额。</p>
    ${slot.cancelReason !== null && html`<p>原因：${slot.cancelReason}</p>`}
    ${
      isOpen &&
      (visit.actor.kind === 'person'
        ? html`<form action="/volunteer/activities/${slot.activityId}" method="post">
            <input type="hidden" name="slot" value="${slot.id}" />
            <button class="btn go" type="submit">${slot.state === 'full' ? '排候补' : '报名'}<span class="vh">：${when}</span></button>
          </form>`
        : html`<div class="btns">
            <a class="btn" href="/sign-in?next=/volunteer/activities/${slot.activityId}">登录后报名<span class="vh">：${when}</span></a>
            ${
              visit.platform.config.messageGateway !== null &&
              html`<a class="btn" href="/volunteer/slots/${slot.id}/phone">手机验证码报名<span class="vh">：${when}</span></a>`
            }
          </div>`)
    }
  </div>`
}

const later = ({ later: rows }: ActivityDetail, today: string): Html | false =>
  rows.length > 0 &&
  html`<h2>事后补记的时长</h2>
    <p>补记要公开原因，不算星级。</p>
    <ul class="plain">
      ${rows.map(({ servedOn, credited, reason }) => html`<li>${shownDay(servedOn, today)}，${hoursText(credited)}：${reason}</li>`)}
    </ul>`
