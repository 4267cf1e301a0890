/** 四道门: contact member, branch, station and centre of one household, each with how to reach it. */
import { levelLimits } from '#features/requests/requests.list.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import type { Venue } from '#features/venues/venues.contract.ts'
import { html, type Child, type Html } from '#platform/public/html.ts'
import { phone } from '#platform/public/layout.ts'
import { venueLines } from '#platform/public/venue-card.ts'
import type { Visit } from '#platform/server/page.ts'
import type { Choice } from './home.choice.ts'
import { groupsOf, villagePath, type Town } from './places.ts'
import { shownVenue } from './venues.ts'

type FourDoors = NonNullable<Choice['doors']>

export function shownDoors(visit: Visit, town: Town, choice: Choice, village: Unit): Html {
  const { group, doors } = choice
  if (village.kind === 'zone') return zoneDoor(visit, choice, village)
  if (!doors) return html``
  return html`${group ? fourDoors(visit, doors, group, village) : centreAlone(visit, doors, village, groupsOf(town, village).length > 0)}
    <p><a class="tap" href="/report?unit=${(group ?? village).id}">向${(group ?? village).name}反映一件事</a></p>
    <p><a class="tap" href="${villagePath(village)}">看${village.name}的人和事</a></p>`
}

function fourDoors(visit: Visit, doors: FourDoors, group: Unit, village: Unit): Html {
  const canCall = (doors.station?.phone ?? doors.centre?.phone ?? null) !== null
  return html`<h3>${group.name}的四道门</h3>
    <p class="sub">先找最近的。没人接手，自动往上走。</p>
    <ol class="steps nums across">
      <li>${contactDoor(doors.contact, canCall)}</li>
      <li>${branchDoor(doors.branch)}</li>
      <li>${venueDoor(doors.station, group, '党群服务站', '可以直接去服务中心。')}</li>
      <li>${centreDoor(visit, doors, village)}</li>
    </ol>`
}

const centreAlone = (visit: Visit, doors: FourDoors, village: Unit, hasGroups: boolean): Html =>
  html`<h3>${village.name}</h3>
    <p class="sub">${hasGroups ? '再选小组或小区，能看到最近的门。' : '这里还没有登记小组，先找服务中心。'}</p>
    <div class="near">${centreDoor(visit, doors, village)}</div>`

/** Days that the level has to take the matter on before it climbs; one that is being worked on stays. */
const days = (kind: string) => levelLimits[kind] ?? levelLimits.village!

function contactDoor(contact: FourDoors['contact'], canCall: boolean): Html {
  if (!contact) return door('联系党员', html`<p class="sub">还没有登记。</p>`, '先找下一道门。')
  const { post, place } = contact
  const within = `${days(place.kind)}个工作日内回话。`
  if (post.name !== null) return door(`联系党员：${post.name}`, html`<p>负责${place.name}。</p>`, html`${within}<br />本人同意公开姓名。`)
  const how = canCall ? '可以打站点电话找他。' : '可以到站点找他。'
  return door('联系党员', html`<p>负责${place.name}，姓名没有公开。</p>`, html`${how}<br />${within}`)
}

function branchDoor(branch: FourDoors['branch']): Html {
  if (!branch) return door('党支部', html`<p class="sub">还没有登记。</p>`, '先找下一道门。')
  const { body, secretary } = branch
  const who = secretary === null ? html`<p class="sub">书记姓名没有公开。</p>` : html`<p>书记：${secretary}</p>`
  return door(body.name, who, `${days('cooperative')}个工作日没人接手，转到村（社区）。`)
}

function venueDoor(venue: Venue | null, place: Unit, kindName: string, otherwise: Child): Html {
  if (!venue) return door(kindName, html`<p class="sub">${place.name}还没有登记。</p>`, otherwise)
  return html`<h4>${venue.name}</h4>
    ${venueLines(shownVenue(venue))}`
}

const centreDoor = (visit: Visit, { centre }: FourDoors, village: Unit) =>
  venueDoor(centre, village, '党群服务中心', html`请打 ${phone(visit.platform.config.officePhone)}`)

const door = (title: string, body: Html, small: Child): Html =>
  html`<h4>${title}</h4>
    ${body}
    <p class="small sub">${small}</p>`

/** The zones govern themselves in nothing: the town answers. */
function zoneDoor(visit: Visit, { townCentre }: Choice, zone: Unit): Html {
  const { officePhone, officeHours } = visit.platform.config
  return html`<h3>${zone.name}</h3>
    <p class="sub">这里由镇直接受理。</p>
    <div class="near">
      ${
        townCentre
          ? html`<h4>${townCentre.name}</h4>
              ${venueLines(shownVenue(townCentre))}`
          : door('镇里的电话', html`<p>电话 ${phone(officePhone)}</p>`, officeHours)
      }
    </div>`
}
