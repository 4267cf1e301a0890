/** The sections 亮嗓音 and 亮行动: what is there today, and for what the rest waits. */
import { countPublicCases } from '#features/requests/requests.list.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { icon } from '#platform/public/icons.ts'
import { frame, type Section } from '#platform/public/layout.ts'
import { noRecord } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { caseFigures, casesPath, shows, type PublicCounts } from './case-figures.ts'
import { readTown } from './places.ts'
import { waitingSection } from './waiting.ts'

const crumbs = [{ href: '/', text: '首页' }]

export const voicePage = definePage({
  method: 'GET',
  path: '/voice',
  summary: '亮嗓音：您说了，有回音',
  async run(visit) {
    const counts = await countYear(visit)
    const body = html`<h1>亮嗓音</h1>
      <p>您说了，有回音。</p>
      <div class="btns">
        <a class="btn go" href="/report">${icon('say')}<span>说说烦心事<span class="nb">（反映问题）</span></span></a>
        <a class="btn" href="/track">${icon('find')}查进度</a>
      </div>
      <h2>近一年，大家说的事</h2>
      ${counts ? caseFigures(visit, counts, null) : html`<p>${noRecord} 等村（社区）名单录入。</p>`}
      <h2>村里的大事</h2>
      <ul class="links card">
        <li>
          <a href="/matters"><span>重要事权清单：大事怎么定</span></a>
        </li>
        <li>
          <a href="/decisions"><span>四议两公开：大事办到哪一步</span></a>
        </li>
        <li>
          <a href="/notices"><span>公示公开：正在公示的</span></a>
        </li>
      </ul>
      ${waitingSection(visit, [{ name: '红棉聊天室、季度联席会议', waitsFor: '活动和会议记录录进来' }])}`
    return page(visit, 'voice', '亮嗓音', body)
  },
})

export const actionPage = definePage({
  method: 'GET',
  path: '/action',
  summary: '亮行动：答应的事，有人做',
  async run(visit) {
    const counts = await countYear(visit)
    const body = html`<h1>亮行动</h1>
      <p>答应的事，有人做，有日子，有结果。</p>
      <ul class="links card">
        ${counts && [caseLink(counts, 'open'), caseLink(counts, 'solved')]}
        <li>
          <a href="/volunteer"><span>志愿西樵：近期活动，怎么报名</span></a>
        </li>
        <li>
          <a href="/posts"><span>党员领岗：做什么，还差几人</span></a>
        </li>
        <li>
          <a href="/how"><span>一件事怎么走，多久办好</span></a>
        </li>
      </ul>
      ${waitingSection(visit, [
        { name: '民生工程', waitsFor: '工程和进度录进来' },
        { name: '问题整改', waitsFor: '整改台账录进来' },
      ])}`
    return page(visit, 'action', '亮行动', body)
  },
})

function page(visit: Visit, section: Section, title: string, body: Html) {
  return { html: frame(visit, { title, section, tab: 'open', crumbs, body: html`<div class="wrap main flow">${body}</div>` }) }
}

const countYear = (visit: Visit): Promise<PublicCounts | null> =>
  visit.read(async context => {
    const { town } = await readTown(context)
    return town && countPublicCases(context, town.id, { from: addDays(context.today, -364), to: context.today })
  })

const caseLink = (counts: PublicCounts, show: 'open' | 'solved') =>
  html`<li>
    <a href="${casesPath(counts, null, show)}"><span>近一年，${shows[show].label}</span><span class="num">${shows[show].count(counts)}件</span></a>
  </li>`
