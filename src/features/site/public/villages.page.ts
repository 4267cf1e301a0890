/** All villages (亮身份): a tile map with its table, by code and never ranked; the town's own venues. */
import { venuesOf } from '#features/venues/venues.actions.ts'
import type { Venue } from '#features/venues/venues.contract.ts'
import { unitKindNames, type Unit } from '#features/units/units.contract.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownTime } from '#platform/public/layout.ts'
import { stateBox, table } from '#platform/public/parts.ts'
import { tileKeys, tileMap, tileMapTitle } from '#platform/public/tile-map.ts'
import { venueTable } from '#platform/public/venue-card.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { readTown, tilesOf, villagePath, type Town } from './places.ts'
import { shownVenue } from './venues.ts'

export const villagesPage = definePage({
  method: 'GET',
  path: '/villages',
  summary: '全部村（社区）：示意图、名单、镇里的阵地',
  async run(visit) {
    const { town, venues } = await visit.read(async context => {
      const town = await readTown(context)
      return {
        town,
        venues: await venuesOf(
          context,
          town.all.map(({ id }) => id),
        ),
      }
    })
    const body = html`<div class="wrap main flow">
      <h1>亮身份</h1>
      <p>谁在您家门口，在哪里，怎么找。</p>
      <p><a class="btn" href="/#who">看我家归谁管</a></p>
      ${town.villages.length > 0 ? placesSection(town, venues) : empty(visit)} ${townVenues(town, venues)}
      <p class="small sub">以上是${shownTime(visit.now)}的记录。</p>
    </div>`
    const crumbs = [{ href: '/', text: '首页' }]
    return { html: frame(visit, { title: '亮身份：村（社区）和阵地', section: 'identity', tab: 'open', crumbs, body }) }
  },
})

const empty = (visit: Visit) =>
  stateBox({ title: '村（社区）名单还没有录入', why: '录入以后，这里可以点进每个村（社区）。', call: visit.platform.config.officePhone })

function placesSection({ villages, all }: Town, venues: readonly Venue[]): Html {
  const tiles = tilesOf(villages)
  const inUse = venues.filter(({ status }) => status === 'inUse')
  const venuesIn = (village: Unit) => {
    const inside = new Set(all.filter(({ path }) => path.includes(village.id)).map(({ id }) => id))
    return inUse.filter(({ unitId }) => inside.has(unitId)).length
  }
  return html`<h2 id="map-t">村（社区）</h2>
    <div class="cols even">
      <div class="flow stick">
        <p class="small sub">${tileMapTitle}。<br />按统计代码排列，也不表示位置。</p>
        ${tileMap(tiles, { labelledBy: 'map-t' })} ${tileKeys(tiles)}
      </div>
      <div>
        ${table({
          slim: true,
          caption: '按统计代码排列，不是排名。阵地只算使用中的。',
          columns: ['名称', '类别', '阵地'],
          rows: villages.map(village => [
            html`<a href="${villagePath(village)}">${village.name}</a>`,
            unitKindNames[village.kind],
            html`<a href="${villagePath(village)}#venues">${venuesIn(village)}处</a>`,
          ]),
        })}
      </div>
    </div>`
}

/** Places of the town itself, which belong to no village. */
function townVenues({ town }: Town, venues: readonly Venue[]): Html | false {
  const own = venues.filter(({ unitId }) => unitId === town?.id)
  if (own.length === 0) return false
  return html`<h2 id="venues">镇里的阵地</h2>
    ${venueTable(own.map(shownVenue), `共${own.length}处。开放时间以门口牌子为准。`)}`
}
