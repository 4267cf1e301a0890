/** 星级志愿服务社区: titles granted, in the order of villages, with the document of each; no place in an order, no points. */
import { html } from '#platform/public/html.ts'
import { frame, phone, shownDay } from '#platform/public/layout.ts'
import { stateBox, table } from '#platform/public/parts.ts'
import { definePage } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { communities, communityRules } from '../volunteering.communities.actions.ts'
import { ruleOf } from '../volunteering.communities.rules.ts'
import { askedFor, criterionCounts } from '../volunteering.communities.words.ts'
import { deeper } from './parts.ts'

export const communitiesPage = definePage({
  method: 'GET',
  path: '/volunteer/communities',
  summary: '星级志愿服务社区：哪些村（社区），依据哪份文件',
  async run(visit) {
    const granted = (await visit.call(communities, {})).items.filter(({ state }) => state === 'granted')
    const year = Number(dayOf(visit.now).slice(0, 4))
    const rule = ruleOf((await visit.call(communityRules, {})).items, year)
    const { officePhone } = visit.platform.config
    const body = html`<div class="wrap main flow">
      <h1>星级志愿服务社区</h1>
      <p>村（社区）按记录申请，镇里发文决定。</p>
      <p>只分有没有，不排名次。</p>
      ${
        granted.length === 0
          ? stateBox({ title: '还没有', why: '镇里定了，就列在这里。', call: officePhone })
          : table({
              caption: '按年份和村（社区）编码排',
              columns: ['村（社区）', '年份', '文件', '决定日期'],
              rows: granted.map(({ unitName, year, basis, decidedOn }) => [unitName, `${year}年`, basis, shownDay(decidedOn!)]),
            })
      }
      ${
        rule &&
        html`<h2>${year}年看什么</h2>
          <ul class="plain">
            ${askedFor(rule).map(({ key, text }) => html`<li>${text}。<br /><span class="sub">${criterionCounts[key]}</span></li>`)}
          </ul>
          <p class="sub">依据：${rule.source}。</p>`
      }
      <p>有不同意见，请打${phone(officePhone)}。</p>
    </div>`
    return { html: frame(visit, { title: '星级志愿服务社区', section: 'action', tab: 'open', crumbs: deeper, body }) }
  },
})
