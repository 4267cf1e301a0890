/** 志愿服务证明公示: what is posted now, by village in the order of posting, without whole names; how to object. */
import { html } from '#platform/public/html.ts'
import { frame, phone, shownDay } from '#platform/public/layout.ts'
import { stateBox, table } from '#platform/public/parts.ts'
import { definePage } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { posted } from '../certificates.check.actions.ts'
import { gradeWords, hoursWord } from '../certificates.words.ts'
import { deeper } from './parts.ts'

export const noticesPage = definePage({
  method: 'GET',
  path: '/volunteer/certificates/notices',
  summary: '志愿服务证明公示：谁申请、多少时长、公示到哪天',
  async run(visit) {
    const { items } = await visit.call(posted, {})
    const { officePhone, officeHours } = visit.platform.config
    const today = dayOf(visit.now)
    const body = html`<div class="wrap main flow">
      <h1>志愿服务证明公示</h1>
      <p>公示7天，第一天是申请的次日。</p>
      ${
        items.length === 0
          ? stateBox({ title: '现在没有公示的', why: '有人申请证明，就列在这里。', call: officePhone })
          : table({
              caption: '正在公示，按先后排',
              columns: ['姓名', '出具单位', '服务时间', gradeWords.onSite, gradeWords.organiser, '公示到'],
              rows: items.map(({ maskedName, unitName, from, to, onSite, organiser, postedUntil }) => [
                maskedName,
                unitName,
                `${shownDay(from)}到${shownDay(to)}`,
                hoursWord(onSite),
                hoursWord(organiser),
                shownDay(postedUntil, today),
              ]),
            })
      }
      <h2>有不同意见</h2>
      <p>打电话或到柜台说，可以不留名。</p>
      <p>${phone(officePhone)}，${officeHours}</p>
      <p>出具单位：各村（社区）和镇政府。无需盖章。</p>
      <p class="sub small">依据：民政部令第67号、民发〔2015〕149号</p>
    </div>`
    return { html: frame(visit, { title: '志愿服务证明公示', section: 'action', tab: 'open', crumbs: deeper, body }) }
  },
})
