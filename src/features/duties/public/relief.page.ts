/** 减负账 at /relief: what the town asks of each village in minutes, and what it refused to ask (UX-B7). */
import { refusals } from '#features/guard/guard.actions.ts'
import { demandKindNames, type RefusedDemand } from '#features/guard/guard.contract.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { stateBox, table } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import type { Relief } from '../duties.contract.ts'
import { reliefGoals } from '../duties.relief.rules.ts'
import { burden } from '../duties.templates.actions.ts'

export const reliefPage = definePage({
  method: 'GET',
  path: '/relief',
  summary: '减负账：每个村一个月要填多少分钟，哪些要求没有发',
  async run(visit) {
    const load = await visit.call(burden, {})
    const refused = await visit.call(refusals, { query: { limit: '25' } })
    const body = html`<div class="wrap main flow">
      <h1>减负账</h1>
      <p>有了记录就自己了结。<span class="nb">不打卡，不排名，不要照片。</span></p>
      <h2>每个村一个月花多少分钟</h2>
      <p class="sub">按代码排，不是名次。上限${load.capMinutes}分钟。</p>
      ${
        load.items.length === 0
          ? stateBox({ title: '还没有村（社区）名单', why: '名单录进来，这里就有。', call: visit.platform.config.officePhone, level: 3 })
          : table({
              caption: '各村（社区）每月的清单和分钟',
              columns: ['村（社区）', '清单', '分钟'],
              rows: load.items.map(({ unitName, lists, monthlyMinutes }) => [unitName, `${lists}张`, `${monthlyMinutes}`]),
              slim: true,
            })
      }
      ${goals(load.relief)}
      <h2>没有发出去的要求</h2>
      <p class="sub">只写要求和理由，不写是谁提的。</p>
      ${refused.items.length === 0 ? html`<p><span class="none">尚无记录</span></p>` : refusedList(visit, refused.items)}
    </div>`
    return { html: frame(visit, { title: '减负账', section: 'plan', tab: 'open', crumbs, body }) }
  },
})

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/plan', text: '点亮' },
]

const goals = ({ cells, prefilled, prefilledPercent, facts, twice, villages, mostMinutes, over }: Relief): Html =>
  html`<h2>三个目标</h2>
    <p class="sub">按现在发出的清单，算一年。</p>
    ${table({
      caption: '减负的目标和现在的数',
      columns: ['目标', '现在', '怎么数的'],
      rows: [
        [
          `系统填好${reliefGoals.prefilledPercent}%以上`,
          reached(prefilledPercent === null ? null : prefilledPercent >= reliefGoals.prefilledPercent, `${prefilledPercent}%`),
          `一年${cells}格，系统填${prefilled}格`,
        ],
        ['一件事只问一次', reached(facts === 0 ? null : twice === 0, twice === 0 ? '没有重复' : `重复${twice}件`), `要人填的有${facts}件`],
        [
          `每村每月${reliefGoals.monthlyMinutes}分钟以内`,
          reached(mostMinutes === null ? null : over === 0, `最多${mostMinutes}分钟`),
          over === 0 ? `${villages}个村（社区）` : `${villages}个里有${over}个超过`,
        ],
      ],
    })}`

/** Null: there is nothing to measure. */
const reached = (isReached: boolean | null, now: string): Html =>
  isReached === null ? html`<span class="none">尚无记录</span>` : html`${now}，${isReached ? '做到了' : '还没做到'}`

const refusedList = (visit: Visit, items: readonly RefusedDemand[]): Html =>
  html`<ul class="flow">
    ${items.map(
      ({ title, kind, unitName, refusedOn, findings, yearlyMinutes }) =>
        html`<li class="card flow">
          <h3>${title}</h3>
          <p class="sub">${shownDay(refusedOn, dayOf(visit.now))}，${unitName}的${demandKindNames[kind]}。每年省${yearlyMinutes}分钟。</p>
          <ul>
            ${findings.map(({ detail, source }) => html`<li>${detail}<span class="sub">${source.name}，${source.article}</span></li>`)}
          </ul>
        </li>`,
    )}
  </ul>`
