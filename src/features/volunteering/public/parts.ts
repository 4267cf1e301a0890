/** Parts of the volunteering pages (志愿服务页面部件): when a slot is, its line, and what was refused. */
import { html, type Html } from '#platform/public/html.ts'
import { shownDay, shownTime } from '#platform/public/layout.ts'
import { refusal, refusalWords } from '#platform/public/refusal.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { Slot } from '../volunteering.contract.ts'
import { placesText } from '../volunteering.words.ts'

export const home = { href: '/', text: '首页' }
export const crumbs = [home, { href: '/action', text: '亮行动' }]
export const deeper = [...crumbs, { href: '/volunteer', text: '志愿西樵' }]

const clock = (instant: string) => shownTime(new Date(instant)).split(' ')[1]!
const weekdays = '日一二三四五六'

/** 3月3日（周二）14:00到16:00 */
export function shownWhen({ startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>, today: string): string {
  const day = dayOf(new Date(startsAt))
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]!
  return `${shownDay(day, today)}（周${weekday}）${clock(startsAt)}到${clock(endsAt)}`
}

export const activityPath = ({ activityId, id }: Pick<Slot, 'activityId' | 'id'>) => `/volunteer/activities/${activityId}#s-${id}`

/** One slot as a line that opens. */
export const slotLine = (slot: Slot, today: string): Html =>
  html`<li>
    <a href="${activityPath(slot)}"
      ><span><b>${slot.title}</b><br />${shownWhen(slot, today)}<br />${slot.unitName}，${slot.place}</span
      ><span>${placesText(slot)}</span></a
    >
  </li>`

export const refused = (faults: readonly string[]): Html | false => refusal('没有办成', faults)

/** The faults of a refusal that a page shows. Throws whatever else went wrong. */
export function shownFaults(error: unknown): { faults: readonly string[]; status: number } {
  if (!(error instanceof Problem) || error.kind.status >= 500 || error.kind.status === 401 || error.kind.status === 404) throw error
  return { faults: refusalWords(error), status: error.kind.status }
}
