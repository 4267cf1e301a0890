/** 一件事怎么走: the way of a matter, its limits, what is collected and why, one's own data, and the ways without a screen. */
import { categories } from '#features/requests/requests.categories.actions.ts'
import { levelLimits, limits } from '#features/requests/requests.list.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, phone } from '#platform/public/layout.ts'
import { table } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { registerTable } from './register.ts'

type Category = OutputOf<(typeof categories)['endpoint']>['items'][number]

export const howPage = definePage({
  method: 'GET',
  path: '/how',
  summary: '一件事怎么走；我们收什么，为什么收',
  async run(visit) {
    const { items } = await visit.call(categories, {})
    const body = html`<div class="wrap main cols toc">
      <nav class="stick" aria-label="本页内容">
        <ul class="links">
          ${contents.map(
            ([id, text]) =>
              html`<li>
                <a href="#${id}"><span>${text}</span></a>
              </li>`,
          )}
        </ul>
      </nav>
      <div class="flow">
        <h1>一件事怎么走</h1>
        ${theWay} ${levels} ${limitsOf(items)} ${privacy} ${ownData(visit)} ${onBehalf(visit)} ${forPrograms}
      </div>
    </div>`
    const crumbs = [
      { href: '/', text: '首页' },
      { href: '/action', text: '亮行动' },
    ]
    return { html: frame(visit, { title: '一件事怎么走', section: 'action', tab: 'open', crumbs, body }) }
  },
})

const contents = [
  ['way', '六步'],
  ['levels', '先找谁'],
  ['limits', '多久办好'],
  ['privacy', '收什么，为什么'],
  ['mine', '我的资料'],
  ['paper', '不上网怎么办'],
  ['programs', '给写程序的人'],
] as const

const theWay = html`<h2 id="way">六步</h2>
  <ol class="steps nums">
    <li><h3>您说</h3><p>说什么事，在哪里。马上给编号和查询码。</p></li>
    <li><h3>有人接手</h3><p>${limits.intake}个工作日内有人接。不归这里办的，告诉您该找谁。</p></li>
    <li><h3>有人办</h3><p>办的人要签收。办不了要写理由，不能悄悄推走。</p></li>
    <li><h3>要等，就写明</h3><p>等配件、等天气，可以停表。原因和谁写的都看得到。</p></li>
    <li><h3>说办好了，等您确认</h3><p>办的人写清楚怎么办的。他不能自己说“办结”。</p></li>
    <li><h3>您说了算</h3><p>您说“解决了”才算完。没解决，就退回去重办。</p></li>
  </ol>
  <p>您${limits.answer}个工作日没回答，记为“未回应”。这不算满意。</p>
  <p>办结后${limits.reopenDays}天内，还可以重开一次。</p>`

const levels = html`<h2 id="levels">先找谁，再找谁</h2>
  <p>事情从最近的一级开始。到时限没人接，自动往上走。</p>
  ${table({
    caption: '每一级的时限，从到这一级的第二天算起。',
    columns: ['哪一级', '时限'],
    rows: [
      ['户联系党小组（网格）', `${levelLimits.householdGroup}个工作日`],
      ['经济社、小区党支部', `${levelLimits.cooperative}个工作日`],
      ['村（社区）党委', `${levelLimits.village}个工作日`],
      ['镇', `${levelLimits.town}个工作日`],
    ],
  })}
  <p>说的是村（社区）干部，就不经过村里，直接到镇。</p>
  <p>第${limits.returnsToJointMeeting}次被退回的，列进季度联席会议。</p>`

function limitsOf(items: readonly Category[]): Html {
  const roots = items.filter(({ parentId }) => parentId === null)
  const below = (root: Category) => items.filter(({ parentId }) => parentId === root.id)
  const heading = html`<h2 id="limits">多久办好</h2>
    <p>从有人接手的第二天算起，只算工作日。</p>`
  if (items.length === 0) return html`${heading}<p><span class="none">尚无记录</span> 等镇里定下分类和时限。</p>`
  return html`${heading}
    <p>有两个钟：您的钟从不停，办事的钟只在写明原因时停。</p>
    ${table({
      caption: '时限由镇里定，不是法律规定。',
      columns: ['类别', '时限', '包括'],
      rows: roots.map(root => [
        root.name,
        `${root.workingDays}个工作日`,
        below(root)
          .map(({ name, workingDays }) => `${name}${workingDays}天`)
          .join('，') || '不再细分',
      ]),
    })}`
}

const privacy = html`<h2 id="privacy">我们收什么，为什么收</h2>
  <p>只收办事用得着的。不填电话也能办。</p>
  ${registerTable()}
  <ul class="plain">
    <li>称呼、电话、住址都加密存放，平时只看到几位数。</li>
    <li>工作人员要看全，得写原因。您查进度时看得到。</li>
    <li>不看您在哪里，不记您来过几次，不要您打卡。</li>
    <li>不向别的网站发任何东西，没有广告。</li>
    <li>反映干部的事，被反映的人看不到。</li>
  </ul>`

const ownData = (visit: Visit) =>
  html`<h2 id="mine">看、改、删我的资料</h2>
    <p>用编号和查询码<a href="/track">查进度</a>，就能看到全部记录。</p>
    <p>那一页可以打印，就是您的一份。</p>
    <p>要更正或删除，请带编号到窗口，或打 ${phone(visit.platform.config.officePhone)}。</p>
    <p>依法不能删的，会告诉您理由和去哪里申诉。</p>`

const onBehalf = (visit: Visit) =>
  html`<h2 id="paper">不上网怎么办</h2>
    <ul class="plain">
      <li>打电话：${phone(visit.platform.config.officePhone)}，${visit.platform.config.officeHours}。</li>
      <li>到家门口的党群服务站，工作人员替您登记。</li>
      <li>请联系党员上门登记。</li>
    </ul>
    <p>代为登记要您同意，记下是谁替您填的。</p>
    <p>给您一张纸，上面有编号和查询码。</p>
    <p>电话里说的、纸上写的，和网上的一样办。</p>`

const forPrograms = html`<h2 id="programs">给写程序的人</h2>
  <p>公开的内容，程序也能取。</p>
  <p><a class="tap" href="/openapi.json">接口说明，JSON格式</a></p>`
