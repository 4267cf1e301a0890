/** The list of important matters for everyone (重要事权清单公开), and each matter with how it is decided. */
import { findUnitByCode, listUnits } from '#features/units/units.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { noRecord, pairs } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { catalogue, entry as getEntry, lists } from '../matters.actions.ts'
import { MatterCategory, type MatterEntry, type MatterListSummary } from '../matters.contract.ts'
import { matterListRecord } from '../matters.recorded.actions.ts'
import { categoryNames, levelNames, yuan } from '../matters.words.ts'
import { processChart } from './process-chart.widgets.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/voice', text: '亮嗓音' },
]

export const mattersPage = definePage({
  method: 'GET',
  path: '/matters',
  summary: '重要事权清单：哪些大事要大家定，每一件怎么定',
  async run(visit) {
    const code = visit.query.village
    const unitId = code ? (await visit.read(context => findUnitByCode(context, code))).id : undefined
    const shown = await visit.call(catalogue, { query: { ...(unitId && { unitId }) } })
    const { items: all } = await visit.call(lists, { query: {} })
    const body = html`<div class="wrap main flow">
      <p class="sub">${shown.unitName}</p>
      <h1>重要事权清单</h1>
      <p>村里的大事，按这张单子来定。<br />点开一件，看怎么定。</p>
      ${
        shown.items.length === 0
          ? html`<p>${noRecord} 等清单通过、备案后公布。</p>`
          : html`${inForce(visit, shown.list, '镇清单', await checkOf(visit, shown.list))}
            ${inForce(visit, shown.villageList, `${shown.unitName}的规定`, await checkOf(visit, shown.villageList))}
            ${MatterCategory.options.map(category =>
              section(
                category,
                shown.items.filter(each => each.category === category),
                code,
              ),
            )}`
      }
      ${villages(all, await codesOf(visit, all))}
    </div>`
    return { html: frame(visit, { title: '重要事权清单', section: 'voice', tab: 'open', crumbs, body }) }
  },
})

const checkOf = async (visit: Visit, list: MatterListSummary | null): Promise<string | null> =>
  list && (await visit.read(context => matterListRecord.checkOf(context, list.id)))

const inForce = (visit: Visit, list: MatterListSummary | null, name: string, entryId: string | null): Html | null =>
  list?.inForceOn
    ? html`<p class="sub">${name}第${list.number}版，${list.entries}项。${shownDay(list.inForceOn, dayOf(visit.now))}起施行。</p>
        ${entryId !== null && html`<p><a class="tap" href="/verify#${entryId}">核对这一版有没有被改过</a></p>`}`
    : null

const section = (category: MatterCategory, items: readonly MatterEntry[], village: string | undefined): Html | null =>
  items.length === 0
    ? null
    : html`<h2>${categoryNames[category]}</h2>
        <ul class="links card">
          ${items.map(
            ({ code, name, listId, ofVillage }) =>
              html`<li>
                <a href="/matters/${listId}/${code}${village && `?village=${encodeURIComponent(village)}`}"
                  ><span>${code} ${name}</span>${ofVillage && html`<span class="sub">本村规定</span>`}</a
                >
              </li>`,
          )}
        </ul>`

interface VillageCode {
  code: string | null
}

/** The villages that have entries of their own, by code. */
async function codesOf(visit: Visit, all: readonly MatterListSummary[]): Promise<ReadonlyMap<string, VillageCode>> {
  const ids = new Set(all.filter(({ state }) => state === 'inForce').map(({ unitId }) => unitId))
  const units = await visit.read(context => listUnits(context))
  return new Map(units.filter(({ id, kind }) => ids.has(id) && kind !== 'town').map(({ id, code }) => [id, { code }]))
}

function villages(all: readonly MatterListSummary[], codes: ReadonlyMap<string, VillageCode>): Html | null {
  const own = all.filter(({ unitId, state }) => state === 'inForce' && codes.get(unitId)?.code)
  if (own.length === 0) return null
  return html`<h2>另有规定的村（社区）</h2>
    <p class="sub">只能比镇里的更严。</p>
    <ul class="links card">
      ${own.map(
        ({ unitId, unitName, entries }) =>
          html`<li>
            <a href="/matters?village=${codes.get(unitId)!.code}"><span>${unitName}</span><span class="sub">${entries}项</span></a>
          </li>`,
      )}
    </ul>`
}

export const matterPage = definePage({
  method: 'GET',
  path: '/matters/:listId/:code',
  summary: '一件大事怎么定：流程图、谁来定、要多少人同意、公开几天',
  async run(visit) {
    const village = visit.query.village
    const unitId = village ? (await visit.read(context => findUnitByCode(context, village))).id : undefined
    const { listId, code } = visit.params
    const { entry, list, unitName, charts } = await visit.call(getEntry, { params: { listId, code }, query: { ...(unitId && { unitId }) } })
    const today = dayOf(visit.now)
    const body = html`<div class="wrap main flow">
      <p class="sub">${unitName}，${categoryNames[entry.category]}</p>
      <h1>${entry.code} ${entry.name}</h1>
      ${
        list.supersededOn &&
        html`<div class="note soon">这是第${list.number}版，${shownDay(list.supersededOn, today)}起不用了。<br />那以前开始的事，还按这一版办。</div>`
      }
      ${pairs([
        ['哪一级的事', levelNames[entry.level]],
        ...(entry.trigger ? [['什么情况', entry.trigger] as const] : []),
        ...entry.bands.map(({ fromFen }) => ['金额', `满${yuan(fromFen)}，见流程图`] as const),
        ...(entry.attachments.length > 0 ? [['要附的材料', entry.attachments.join('、')] as const] : []),
        ['公开几天', `${entry.disclosureDays}天`],
        ['写在哪里', entry.basis],
      ])}
      <h2>怎么定</h2>
      <p class="sub">人数和票数，按表决那天的规定。</p>
      ${charts.map(chart => html`${charts.length > 1 && html`<h3>${chart.title}</h3>`} ${processChart(chart, chart.line, visit.elder)}`)}
      <p class="sub">${list.unitName}清单第${list.number}版${list.inForceOn && `，${shownDay(list.inForceOn, today)}起施行`}。</p>
      <p class="sub">有疑问，<a href="/report?about=disclosure">请告诉我们</a>。</p>
    </div>`
    const way = [...crumbs, { href: village ? `/matters?village=${encodeURIComponent(village)}` : '/matters', text: '重要事权清单' }]
    return { html: frame(visit, { title: `${entry.code} ${entry.name}`, section: 'voice', tab: 'open', crumbs: way, body }) }
  },
})
