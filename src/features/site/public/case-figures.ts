/** Cases as counts (大家说的事): each number a door to the lines behind it, with its definition and as-of time. */
import type { RequestState } from '#features/requests/requests.contract.ts'
import { solvedByNames } from '#features/requests/requests.words.ts'
import { isOpen, type countPublicCases } from '#features/requests/requests.list.actions.ts'
import { html, type Child, type Html } from '#platform/public/html.ts'
import { shownDay, shownPeriod, shownTime } from '#platform/public/layout.ts'
import { figures, stateBox, table, type Figure } from '#platform/public/parts.ts'
import type { Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'

export type PublicCounts = Awaited<ReturnType<typeof countPublicCases>>

/** What a list of cases may be narrowed to, and the count that it must agree with. */
export const shows = {
  all: { label: '收到', count: counts => counts.asked, holds: () => true },
  open: { label: '还在办', count: counts => counts.open, holds: ({ state }) => isOpen(state) },
  solved: { label: '居民说“解决了”', count: counts => counts.solved, holds: ({ solvedBy }) => solvedBy === 'resident' },
  sharedCode: {
    label: '凭经手窗口给的码“解决了”',
    count: counts => counts.solvedBySharedCode,
    holds: ({ solvedBy }) => solvedBy === 'sharedCode',
  },
  onBehalf: { label: '代为登记“解决了”', count: counts => counts.solvedOnBehalf, holds: ({ solvedBy }) => solvedBy === 'onBehalf' },
  unanswered: { label: '居民没有回应', count: counts => counts.unanswered, holds: ({ state }) => state === 'unanswered' },
  withdrawn: { label: '居民撤回', count: counts => counts.withdrawn, holds: ({ state }) => state === 'withdrawn' },
  notAccepted: { label: '不归这里办', count: counts => counts.notAccepted, holds: ({ state }) => state === 'notAccepted' },
} as const satisfies Record<string, Show>
export type ShowName = keyof typeof shows

interface Show {
  label: string
  count: (counts: PublicCounts) => number
  holds: (line: PublicCounts['lines'][number]) => boolean
}

export const isShow = (name: string | undefined): name is ShowName => name !== undefined && Object.hasOwn(shows, name)

/** Address of the lines behind a count. `unit` is a village's code or a unit's id; null: the whole town. */
export function casesPath(counts: Pick<PublicCounts, 'from' | 'to'>, unit: string | null, show: ShowName = 'all'): string {
  const query = new URLSearchParams({ ...(unit && { unit }), ...(show !== 'all' && { show }), from: counts.from, to: counts.to })
  return `/voice/cases?${query}`
}

/** The counts of a period with what they mean. `unit` as in casesPath. */
export function caseFigures(visit: Visit, counts: PublicCounts, unit: string | null): Html {
  if (counts.asked === 0)
    return stateBox({
      title: '这段时间还没有人说过事',
      why: '有事可以第一个说。',
      action: { href: '/report', text: '说说烦心事' },
      call: visit.platform.config.officePhone,
      level: 3,
    })
  const figure = (show: ShowName): Figure => ({
    value: shows[show].count(counts),
    unit: '件',
    label: shows[show].label,
    href: casesPath(counts, unit, show),
  })
  const shown: ShowName[] = ['all', 'open', 'solved', 'unanswered']
  const apart: ShowName[] = ['sharedCode', 'onBehalf']
  shown.splice(3, 0, ...apart.filter(show => shows[show].count(counts) > 0))
  // with these the figures add up to what came in
  const others = (['withdrawn', 'notAccepted'] as const).filter(show => shows[show].count(counts) > 0)
  return html`${figures(shown.map(figure))} ${
    others.length > 0 &&
    html`<p>
        另有${others.map((show, index) => html`${index > 0 && '、'}<a href="${casesPath(counts, unit, show)}">${shows[show].label}${shows[show].count(counts)}件</a>`)}。
      </p>`
  }
    ${definition(visit, counts)}`
}

/** Beside every count: of when, since when, and what is not in it. */
export const definition = (visit: Visit, { from, to, solvedBySharedCode }: PublicCounts): Html => {
  return html`<p class="small sub">
      ${shownPeriod(from, to, dayOf(visit.now))}收到的，截至${shownTime(visit.now)}。<br />点数字，看每一件。
    </p>
    <p class="small sub">“没有回应”不算满意。只有您说解决，才算解决。<br />${solvedBySharedCode > 0 && html`码是经手的窗口给的，分不清谁点的，另计。<br />`}已并案的只算一件。反映干部的由镇里另办，不列在这里。</p>`
}

/** Where a case stands, for anyone. */
const stateWords: Record<RequestState, string> = {
  submitted: '等人接手',
  accepted: '正在安排谁来办',
  notAccepted: '不归这里办',
  assigned: '等签收',
  inProgress: '正在办',
  paused: '先停一停',
  proposed: '等居民确认',
  rejectedByResident: '居民说没解决',
  solved: '居民说解决了',
  unanswered: '居民没有回应',
  returned: '退回，另找人办',
  withdrawn: '居民撤回',
  merged: '已并案',
}

/** Lines whose reporters agreed, without the reporter; newest first. */
export const caseTable = (lines: PublicCounts['lines'], caption: Child): Html =>
  table({
    caption,
    columns: ['事情', '类别', '提交', '办到哪'],
    rows: lines.map(line => [
      html`${line.line}<span class="sub small where">${line.number}</span>`,
      line.categoryName ?? '还没分类',
      shownDay(line.submittedOn),
      line.solvedBy === null || line.solvedBy === 'resident' ? stateWords[line.state] : `${solvedByNames[line.solvedBy]}：解决了`,
    ]),
  })
