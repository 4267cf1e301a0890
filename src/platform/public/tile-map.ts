/**
 * Tile map (示意图): one square for each village, with a table as its twin.
 *
 * Sorted as given (by code), so that it ranks nobody; it is no map, and says so.
 * Source: conventions MAP-01, MAP-04, MAP-05.
 */
import { html, type Child, type Html } from './html.ts'
import { table } from './parts.ts'

export interface Tile {
  href: string
  /** What stands on the square: 2 to 4 characters read best. */
  shortName: string
  name: string
  /** 社区, 村 or 园区; villages and zones are drawn differently. */
  kind: 'community' | 'village' | 'zone'
  kindName: string
}

/** Printed with every tile map (MAP-01). */
export const tileMapTitle = '示意图 · 不表示行政区划界线'

const across = 5
const pitch = 66
const side = 60.5
const styles = { community: null, village: 'cun', zone: 'zone' } as const

/** `labelledBy` is the id of the heading above it; `current` the address one stands at. */
export function tileMap(tiles: readonly Tile[], { labelledBy, current }: { labelledBy: string; current?: string }): Html {
  const rows = Math.ceil(tiles.length / across)
  return html`<div class="map">
    <svg viewBox="0 0 ${pitch * across - 4} ${pitch * rows - 4}" role="group" aria-labelledby="${labelledBy}">
      ${tiles.map((tile, index) => {
        const x = (index % across) * pitch
        const y = Math.floor(index / across) * pitch
        const here = tile.href === current
        const style = here ? 'on' : styles[tile.kind]
        return html`<a
          href="${tile.href}"
          ${style && html` class="${style}"`}${here && html` aria-current="true"`}
          ${/* the name that is heard must hold the name that is seen (WCAG 2.5.3) */ tile.name.includes(tile.shortName) && html`aria-label="${tile.name}"`}
          ><rect x="${x + 0.75}" y="${y + 0.75}" width="${side}" height="${side}" rx="6" />${lettering(tile.shortName, x + 31, y + 32)}</a
        >`
      })}
    </svg>
  </div>`
}

/** Up to three characters on one line, more on two. */
function lettering(name: string, x: number, y: number): Html {
  const letters = [...name]
  if (letters.length <= 3) return html`<text ${letters.length === 3 && html` class="t3"`} x="${x}" y="${y}">${name}</text>`
  const half = Math.ceil(letters.length / 2)
  return html`<text class="t3" x="${x}" y="${y - 12}">${letters.slice(0, half).join('')}</text
    ><text class="t3" x="${x}" y="${y + 12}">${letters.slice(half, half + 3).join('')}</text>`
}

export const tileKeys = (tiles: readonly Tile[]): Html => {
  const count = (kind: Tile['kind']) => tiles.filter(tile => tile.kind === kind).length
  return html`<ul class="keys small">
    ${count('community') > 0 && html`<li>${count('community')}个社区</li>`}
    ${count('village') > 0 && html`<li class="cun">${count('village')}个村</li>`}
    ${count('zone') > 0 && html`<li class="zone">${count('zone')}个园区，由镇直接受理</li>`}
  </ul>`
}

/** The twin for those who read rather than look. */
export const tileTable = (tiles: readonly Tile[], caption: Child): Html =>
  table({
    caption,
    slim: true,
    columns: ['名称', '类别'],
    rows: tiles.map(({ href, name, kindName }) => [html`<a href="${href}">${name}</a>`, kindName]),
  })
