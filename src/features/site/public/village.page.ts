/** One village (村社区): what people said, who serves, and where to go. */
import { bodiesCovering } from '#features/bodies/bodies.actions.ts'
import { noticesAt } from '#features/disclosures/disclosures.list.actions.ts'
import { postsShown, type PublicPost } from '#features/people/people.public.actions.ts'
import { countPublicCases } from '#features/requests/requests.list.actions.ts'
import { unitKindNames, type Unit } from '#features/units/units.contract.ts'
import { venuesOf } from '#features/venues/venues.actions.ts'
import type { Venue } from '#features/venues/venues.contract.ts'
import { html, type Child, type Html } from '#platform/public/html.ts'
import { icon } from '#platform/public/icons.ts'
import { frame, shownDay, shownTime } from '#platform/public/layout.ts'
import { note, noRecord, pairs, stateBox } from '#platform/public/parts.ts'
import { shownPhone, venueTable } from '#platform/public/venue-card.ts'
import type { Context } from '#platform/server/action.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { addDays, dayOf } from '#platform/shared/calendar.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { caseFigures, caseTable, casesPath, type PublicCounts } from './case-figures.ts'
import { groupsOf, readTown, type Town } from './places.ts'
import { shownVenue } from './venues.ts'

interface Village {
  town: Town
  unit: Unit
  bodies: readonly VillageBody[]
  posts: readonly PublicPost[]
  venues: readonly Venue[]
  notices: Awaited<ReturnType<typeof noticesAt>>
  lately: PublicCounts
  year: PublicCounts
}

export const villagePage = definePage({
  method: 'GET',
  path: '/villages/:code',
  summary: '一个村（社区）：大家说的事、谁在这里做事、阵地',
  async run(visit) {
    const village = await visit.read(context => readVillage(context, visit.params.code ?? ''))
    const { unit } = village
    const body = html`<div class="wrap main flow">
      ${head(visit, village)}
      <h2 id="cases">近30天，大家说的事</h2>
      ${caseFigures(visit, village.lately, unit.code ?? unit.id)} ${linesSection(village)}
      ${noticesSection(village, visit)}
      <h2 id="people">谁在这里做事</h2>
      ${unit.kind === 'zone' ? html`<p>园区没有村（居）委会，由镇直接受理。</p>` : peopleSection(visit, village)}
      ${groupsSection(village)}
      ${
        unit.kind !== 'zone' &&
        html`<p><a class="tap" href="/villages/${unit.code ?? unit.id}/posts">看党员在做的岗位</a></p>
          <p><a class="tap" href="/villages/${unit.code ?? unit.id}/wishes">看等人认领的微心愿</a></p>`
      }
      <h2 id="venues">阵地</h2>
      ${venuesSection(visit, village)}
      <p class="small sub">以上是${shownTime(visit.now)}的记录。哪里不对，<a href="/report?about=disclosure">请告诉我们</a>。</p>
    </div>`
    const crumbs = [
      { href: '/', text: '首页' },
      { href: '/villages', text: '亮身份' },
    ]
    return { html: frame(visit, { title: unit.name, section: 'identity', tab: 'open', crumbs, body }) }
  },
})

/** Throws not-found (404) for a code or id that is no village today. */
async function readVillage(context: Context, code: string): Promise<Village> {
  const town = await readTown(context)
  const unit = town.villages.find(each => each.code === code || each.id === code)
  if (!unit) throw new Problem(problems.notFound, '没有这个代码的村（社区）。')
  const inside = town.all.filter(({ path }) => path.includes(unit.id)).map(({ id }) => id)
  const { today } = context
  return {
    town,
    unit,
    bodies: await bodiesAt(context, unit.id),
    posts: await postsShown(context, [unit.id]),
    venues: await venuesOf(context, inside),
    notices: await noticesAt(context, unit.id),
    lately: await countPublicCases(context, unit.id, { from: addDays(today, -29), to: today }),
    year: await countPublicCases(context, unit.id, { from: addDays(today, -364), to: today }),
  }
}

function head(visit: Visit, { unit, venues }: Village): Html {
  const centre = venues.find(({ kind, phone }) => kind === 'villageCentre' && phone !== null)
  const call = centre?.phone ? shownPhone(centre.phone) : visit.platform.config.officePhone
  return html`<header class="flow">
    <h1>${unit.name}</h1>
    <p class="sub row">
      <span>${unitKindNames[unit.kind]}</span>${unit.code !== null && html`<span>统计代码 <span class="num">${unit.code}</span></span>`}
    </p>
    <div class="btns">
      <a class="btn go" href="/report?unit=${unit.id}">${icon('say')}反映这里的问题</a>
      <a class="btn quiet" href="tel:${call.replaceAll(' ', '')}">${icon('tel')}<span class="num">${call}</span></a>
    </div>
  </header>`
}

/** The newest lines that may be shown; the rest is one click away. */
const newest = 5

function linesSection({ unit, year }: Village): Html | false {
  if (year.asked === 0) return false
  const path = casesPath(year, unit.code ?? unit.id)
  if (year.lines.length === 0) return html`<p>近一年收到${year.asked}件，都没有同意公开。<a href="${path}">怎么办的，看这里</a></p>`
  const caption = `只列出本人同意公开的，最新的${Math.min(newest, year.lines.length)}件。还有${year.hidden}件没有公开。`
  return html`<h3>近一年的事</h3>
    ${caseTable(year.lines.slice(0, newest), caption)}
    <p><a class="tap" href="${path}">看近一年的每一件</a></p>`
}

/** What is on display here, and whose result is overdue. */
function noticesSection({ unit, notices }: Village, visit: Visit): Html | false {
  const { isAny, running, overdue } = notices
  if (!isAny) return false
  return html`<h2 id="notices">公示公开</h2>
    ${
      overdue.length > 0 &&
      note(
        'late',
        html`<p><strong>有${overdue.length}件逾期没公开结果。</strong></p>
          ${pairs(
            overdue.map(
              ({ id, title, resultDueOn }) =>
                [html`<a href="/notices/${id}">${title}</a>`, `应在${shownDay(resultDueOn!, dayOf(visit.now))}以前`] as const,
            ),
          )}`,
      )
    }
    <p>${running === 0 ? '现在没有公示的。' : `正在公示${running}件。`}<br /><a class="tap" href="/notices?village=${unit.code ?? unit.id}">看${unit.name}的公示</a></p>`
}

/** The three lines of authority that stand in a village, and what each does for residents. */
const duties = { party: '管方向，管党员', selfGovernment: '办居民的事', economy: '管集体的账和地' } as const
type Line = keyof typeof duties

interface VillageBody {
  id: string
  name: string
  does: string
}

async function bodiesAt(context: Context, unitId: string): Promise<VillageBody[]> {
  const found: VillageBody[] = []
  for (const line of Object.keys(duties) as Line[])
    for (const { id, name, kind } of await bodiesCovering(context, [unitId], line))
      found.push({ id, name, does: kind === 'supervisionCommittee' ? '盯着村务和账目' : duties[line] })
  return found
}

function peopleSection(visit: Visit, { unit, bodies, posts }: Village): Html {
  const windows = posts.filter(({ bodyId }) => !bodies.some(({ id }) => id === bodyId))
  if (bodies.length === 0 && windows.length === 0)
    return stateBox({
      title: `${unit.name}的组织还没有录入`,
      why: '录入以后，这里会列出谁在做事。',
      call: visit.platform.config.officePhone,
      level: 3,
    })
  return html`<div class="grid">
      ${bodies.map(body =>
        bodyCard(
          body.name,
          body.does,
          posts.filter(({ bodyId }) => bodyId === body.id),
        ),
      )}
      ${windows.length > 0 && bodyCard('办事窗口', '接待和登记', windows)}
    </div>
    <p class="small sub">只列出同意公开姓名的人。</p>`
}

const bodyCard = (name: string, does: string, posts: readonly PublicPost[]): Html =>
  html`<section class="card">
    <h3>${name}</h3>
    <p class="sub small">${does}</p>
    ${posts.length > 0 ? pairs(holders(posts)) : html`<p>${noRecord}</p>`}
  </section>`

/** One line for each who agreed to be named, and one for all others of the same title. */
function holders(posts: readonly PublicPost[]): (readonly [string, Child])[] {
  const rows: [string, Child][] = []
  for (const title of new Set(posts.map(post => post.title))) {
    const names = posts.flatMap(post => (post.title === title && post.name !== null ? [post.name] : []))
    if (names.length === 0) rows.push([title, html`<span class="sub">没有公开</span>`])
    for (const name of names) rows.push([title, name])
  }
  return rows
}

function groupsSection({ town, unit }: Village): Html | false {
  const groups = groupsOf(town, unit)
  if (groups.length === 0) return false
  const at = (group: Unit) => `/?v=${unit.code ?? unit.id}&g=${group.id}#who`
  return html`<h2 id="groups">小组和小区</h2>
    <p>点名字，看那里的联系党员和站点。</p>
    <ul class="places">
      ${groups.map(
        ({ unit: group, below }) =>
          html`<li>
            <a class="tap" href="${at(group)}">${group.name}</a>${below.map(each => html`<a class="tap" href="${at(each)}">${each.name}</a>`)}
          </li>`,
      )}
    </ul>`
}

function venuesSection(visit: Visit, { unit, venues }: Village): Html {
  if (venues.length > 0) return venueTable(venues.map(shownVenue), `共${venues.length}处。开放时间以门口牌子为准。`)
  const { officePhone } = visit.platform.config
  return stateBox({
    title: `${unit.name}还没有登记阵地`,
    why: '登记以后，这里会有地址和电话。',
    action: { href: '/#who', text: '看我家归谁管' },
    call: officePhone,
    level: 3,
  })
}
