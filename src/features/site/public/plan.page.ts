/** The section 点亮 at /plan: what the town means to do, and how far it is by its records. */
import { plansOf } from '#features/plans/plans.actions.ts'
import type { Plan, PlanGoal } from '#features/plans/plans.contract.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay, shownPeriod } from '#platform/public/layout.ts'
import { table } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { readTown } from './places.ts'
import { waitingSection } from './waiting.ts'

export const planPage = definePage({
  method: 'GET',
  path: '/plan',
  summary: '点亮：接下来要做什么',
  async run(visit) {
    const plans = await visit.read(async context => {
      const { town } = await readTown(context)
      return town ? plansOf(context, town.id) : []
    })
    const body = html`<div class="wrap main flow">
      <h1>点亮</h1>
      <p>接下来要做什么，做到哪一步。</p>
      ${plans.map(plan => planSection(visit, plan))}
      ${plans.length === 0 && waitingSection(visit, [{ name: '年度计划', waitsFor: '镇里把计划逐条录进来' }])}
      <h2>现在能看的</h2>
      <ul class="links card">
        <li>
          <a href="/reports"><span>年度报告：点数字，看记录</span></a>
        </li>
        <li>
          <a href="/standards"><span>制度和工作法</span></a>
        </li>
        <li>
          <a href="/record"><span>公开存证：公布过的有没有改过</span></a>
        </li>
        <li>
          <a href="/relief"><span>减负账：村里一个月花多少分钟</span></a>
        </li>
        <li>
          <a href="/voice/cases"><span>近一年，大家说的事</span></a>
        </li>
        <li>
          <a href="/villages"><span>村（社区）和阵地</span></a>
        </li>
      </ul>
    </div>`
    return { html: frame(visit, { title: '点亮', section: 'plan', tab: 'open', crumbs: [{ href: '/', text: '首页' }], body }) }
  },
})

const planSection = (visit: Visit, plan: Plan): Html =>
  html`<h2>${plan.name}</h2>
    <p class="sub">${shownPeriod(plan.from, plan.to, dayOf(visit.now))}。“做到哪里”都由记录算出来。</p>
    ${plan.aspects.map(
      ({ name, goals }) =>
        html`<h3>${name}</h3>
          ${table({
            caption: `${name}的目标`,
            columns: ['目标', '要多少', '做到哪里'],
            rows: goals.map(goal => [goal.name, goal.target === null ? '没有定数' : `${goal.target}${goal.measure}`, goal.course]),
          })}
          ${goals.filter(({ items }) => items.length > 0).map(itemList)}`,
    )}
    ${plan.revisions.length > 0 && revisionList(plan.revisions)}`

/** What a plan said before stays in sight. */
const revisionList = (revisions: Plan['revisions']): Html =>
  html`<details>
    <summary>改过${revisions.length}次：看原来怎么写</summary>
    ${revisions.map(
      ({ revisedOn, reason, old }) =>
        html`<h4>${shownDay(revisedOn)}改的：${reason}</h4>
          <p>原来叫“${old.name}”。</p>
          <ul>
            ${old.aspects.flatMap(({ name, goals }) =>
              goals.map(goal => html`<li>${name}：${goal.name}${goal.target !== null && `，${goal.target}${goal.measure}`}</li>`),
            )}
          </ul>`,
    )}
  </details>`

/** One after another by code; who is late is said of the item, not of anyone. */
const itemList = ({ name, items }: PlanGoal): Html =>
  html`<details>
    <summary>${name}：看${items.length}个事项</summary>
    <ul>
      ${items.map(
        ({ name: what, doneOn, droppedReason, lamp }) =>
          html`<li>${what}：${droppedReason ? `不再做（${droppedReason}）` : doneOn ? '已验收' : lamp === 'late' ? '逾期' : '在做'}</li>`,
      )}
    </ul>
  </details>`
