/** The home page (首页): say what troubles you, look up, and who is at one's door. */
import { countPublicCases } from '#features/requests/requests.list.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import { html, type Html } from '#platform/public/html.ts'
import { icon, sectionMark } from '#platform/public/icons.ts'
import { frame, phone, withElder } from '#platform/public/layout.ts'
import { tileKeys, tileMap, tileMapTitle, tileTable } from '#platform/public/tile-map.ts'
import type { Context } from '#platform/server/action.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { caseFigures, type PublicCounts } from './case-figures.ts'
import { askForm } from './home.ask.ts'
import { readChoice, type Choice } from './home.choice.ts'
import { scene } from './home.scene.ts'
import { readTown, tilesOf, villagePath, type Town } from './places.ts'

/** Days that "lately" holds, today included. */
const lately = 30

export const homePage = definePage({
  method: 'GET',
  path: '/',
  summary: '首页：反映问题、查进度、我家归谁管',
  async run(visit) {
    const { town, choice, counts } = await visit.read(async context => {
      const town = await readTown(context)
      return { town, choice: await readChoice(context, town, visit.query), counts: await countLately(context, town) }
    })
    const body = html`${isFirstVisit(visit) && elderOffer(visit)}${hero(visit, choice)}
      <section class="wrap pull" aria-labelledby="who"><div class="card up">${askForm(visit, town, choice)}</div></section>
      ${counts && latelySection(visit, counts)}${sections} ${town.villages.length > 0 && mapSection(town, choice)}`
    return { html: frame(visit, { title: '首页', tab: 'home', body }) }
  },
})

/** Nobody has chosen yet: 长辈版 is offered once, in the page and never over it (A11Y-07, A11Y-08). */
const isFirstVisit = ({ cookies, query }: Visit) => cookies.elder === undefined && query.elder === undefined

const elderOffer = (visit: Visit): Html =>
  html`<section class="offer" aria-label="长辈版">
    <div class="wrap">
      <p><strong>字太小？</strong>可以换成长辈版。</p>
      <p class="row"><a class="btn quiet" href="${withElder(visit, 20)}">换长辈版</a><a class="btn quiet" href="${withElder(visit, 0)}">不用</a></p>
    </div>
  </section>`

const hero = ({ platform: { config } }: Visit, { village, group }: Choice): Html =>
  html`<section class="hero">
    <div class="wrap cols even">
      <div>
        <h1>支部建在家门口，<br />服务做到心坎上</h1>
        <p class="lead">有烦心事，随时说。<br />每件事都有人管，都有答复。</p>
        <div class="btns">
          <a class="btn go" href="${reportOf(group ?? village)}">${icon('say')}<span>说说烦心事<span class="nb">（反映问题）</span></span></a>
          <a class="btn" href="/track">${icon('find')}查进度</a>
        </div>
        <p class="sub">不用注册。也可以打电话：${phone(config.officePhone)}</p>
      </div>
      ${scene}
    </div>
  </section>`

/** Who chose where they live need not choose again. */
const reportOf = (place: Unit | null) => (place ? `/report?unit=${place.id}` : '/report')

async function countLately(context: Context, { town }: Town): Promise<PublicCounts | null> {
  if (!town) return null
  return countPublicCases(context, town.id, { from: addDays(context.today, 1 - lately), to: context.today })
}

const latelySection = (visit: Visit, counts: PublicCounts): Html =>
  html`<section class="band" aria-labelledby="lately">
    <div class="wrap flow">
      <h2 id="lately">近${lately}天，大家说的事</h2>
      ${caseFigures(visit, counts, null)}
    </div>
  </section>`

const sections = html`<section class="band" aria-labelledby="three" data-plain>
  <div class="wrap flow">
    <h2 id="three">三盏灯，照着三件事</h2>
    <div class="grid">
      ${section('m1', '亮身份', '谁在听您说', [
        ['/#who', '找我家的联系党员'],
        ['/villages', '村（社区）和阵地'],
      ])}
      ${section('m2', '亮嗓音', '您说了，有回音', [
        ['/report', '反映问题'],
        ['/voice/cases', '大家说的事'],
      ])}
      ${section('m3', '亮行动', '答应的事，有人做', [
        ['/how', '一件事怎么走'],
        ['/voice/cases?show=open', '还在办的事'],
      ])}
      ${section('m4', '点亮', '接下来要做什么', [['/plan', '计划和进度']])}
    </div>
  </div>
</section>`

function section(mark: 'm1' | 'm2' | 'm3' | 'm4', name: string, promise: string, links: readonly (readonly [string, string])[]): Html {
  return html`<section class="card">
    <h3 class="row"><span class="mark">${sectionMark(mark)}</span>${name}</h3>
    <p class="sub">${promise}</p>
    <ul class="links">
      ${links.map(
        ([href, text]) =>
          html`<li>
            <a href="${href}"><span>${text}</span></a>
          </li>`,
      )}
    </ul>
  </section>`
}

function mapSection({ villages }: Town, { village }: Choice): Html {
  const tiles = tilesOf(villages)
  return html`<section class="band" aria-labelledby="map-t">
    <div class="wrap cols even">
      <div class="flow">
        <h2 id="map-t">从村（社区）进去</h2>
        <p>点一格，看这个村（社区）的人和事。</p>
        <p class="small sub">${tileMapTitle}。<br />按统计代码排列，也不表示位置。</p>
        ${tileKeys(tiles)}
        <details>
          <summary>不看图，看列表</summary>
          ${tileTable(tiles, `共${tiles.length}个，按统计代码排列。`)}
        </details>
      </div>
      ${tileMap(tiles, { labelledBy: 'map-t', ...(village && { current: villagePath(village) }) })}
    </div>
  </section>`
}
