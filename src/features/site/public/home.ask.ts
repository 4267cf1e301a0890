/** 我家归谁管: a plain form that asks village, then group, and shows the four doors of that household. */
import { bodiesOf } from '#features/bodies/bodies.public.actions.ts'
import { postsShown, type PublicPost } from '#features/people/people.public.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import { venuesOf } from '#features/venues/venues.actions.ts'
import type { Venue } from '#features/venues/venues.contract.ts'
import { html, type Html } from '#platform/public/html.ts'
import { stateBox } from '#platform/public/parts.ts'
import type { Context } from '#platform/server/action.ts'
import type { Visit } from '#platform/server/page.ts'
import { doorsOf, type BodyAt, type Doors } from '../site.doors.rules.ts'
import { shownDoors } from './home.doors.ts'
import { groupsOf, pathOf, type Town } from './places.ts'

export interface Choice {
  village: Unit | null
  /** Below the village; null until it is chosen. */
  group: Unit | null
  doors: Doors<PublicPost, BodyAt, Venue> | null
  /** The town's own centre, which answers for the zones. */
  townCentre: Venue | null
}

/** What the address names: v a village's code, g a unit's id. What does not exist, or lies elsewhere, is not chosen. */
export async function readChoice(context: Context, town: Town, query: Visit['query']): Promise<Choice> {
  const village = town.villages.find(({ code, id }) => query.v && [code, id].includes(query.v)) ?? null
  if (!village) return { village: null, group: null, doors: null, townCentre: null }
  const group = town.all.find(({ id, path }) => id === query.g && id !== village.id && path.includes(village.id)) ?? null
  const path = pathOf(town, group ?? village)
  const ids = path.map(({ id }) => id)
  const venues = await venuesOf(context, town.town ? [...ids, town.town.id] : ids)
  const doors = doorsOf(path, { posts: await postsShown(context, ids), bodies: await bodiesOf(context, ids), venues })
  return { village, group, doors, townCentre: venues.find(({ kind, status }) => kind === 'townCentre' && status === 'inUse') ?? null }
}

export const askForm = (visit: Visit, town: Town, choice: Choice): Html => {
  const { village, group } = choice
  const { officePhone } = visit.platform.config
  if (town.villages.length === 0)
    return stateBox({ title: '村（社区）名单还没有录入', why: '录入以后，这里可以查到您家归谁管。', call: officePhone })
  return html`<h2 id="who">我家归谁管</h2>
    <form action="/#who" method="get" class="ask">
      <div class="f">
        <label for="v">村（社区）</label>
        <select class="in" id="v" name="v" autocomplete="off">
          ${village === null && html`<option value="">请选一个</option>`}
          ${town.villages.map(unit => option(unit.code ?? unit.id, unit.name, unit === village))}
        </select>
      </div>
      ${village && groupField(town, village, group)}
      <button class="btn quiet" type="submit">查一查</button>
    </form>
    ${village ? shownDoors(visit, town, choice, village) : html`<p class="sub">选好按“查一查”，再选小组或小区。</p>`}`
}

function groupField(town: Town, village: Unit, group: Unit | null): Html | false {
  const groups = groupsOf(town, village)
  if (groups.length === 0) return false
  return html`<div class="f">
    <label for="g">小组或小区</label>
    <select class="in" id="g" name="g" autocomplete="off">
      <option value="">请选一个</option>
      ${groups.map(({ unit, below }) =>
        below.length === 0
          ? option(unit.id, unit.name, unit === group)
          : html`<optgroup label="${unit.name}">
              ${option(unit.id, `${unit.name}（不清楚小组）`, unit === group)}${below.map(each => option(each.id, each.name, each === group))}
            </optgroup>`,
      )}
    </select>
  </div>`
}

const option = (value: string, text: string, isChosen: boolean) =>
  html`<option value="${value}" ${isChosen && html` selected`}>${text}</option>`
