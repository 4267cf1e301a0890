/** 我家归谁管: a plain form that asks village, then group, and shows the four doors of that household. */
import type { Unit } from '#features/units/units.contract.ts'
import { html, type Html } from '#platform/public/html.ts'
import { stateBox } from '#platform/public/parts.ts'
import type { Visit } from '#platform/server/page.ts'
import type { Choice } from './home.choice.ts'
import { shownDoors } from './home.doors.ts'
import { groupsOf, type Town } from './places.ts'

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
