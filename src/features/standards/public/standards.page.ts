/** Rules and methods for everyone (制度公开): each clause says what enforces it, the program or people. */
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { noRecord, table } from '#platform/public/parts.ts'
import { definePage } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { get, list } from '../standards.actions.ts'
import { standardRecord, standardSubject } from '../standards.recorded.actions.ts'
import { standardKindNames, type Edition, type Standard } from '../standards.contract.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/plan', text: '点亮' },
]

export const standardsPage = definePage({
  method: 'GET',
  path: '/standards',
  summary: '制度和工作法：写了什么，谁来执行',
  async run(visit) {
    const { items } = await visit.call(list, { query: {} })
    const inForce = items.filter(each => each.inForce !== null || each.adoptions > 0)
    const body = html`<div class="wrap main flow">
      <h1>制度和工作法</h1>
      <p>写了的，要有人执行。<br />能由系统执行的，就不靠人记。</p>
      ${
        inForce.length === 0
          ? html`<p>${noRecord} 等镇里把制度录进来。</p>`
          : html`<ul class="links card">
              ${inForce.map(
                ({ id, kind, name, inForce: edition, adoptions }) =>
                  html`<li>
                    <a href="/standards/${id}"
                      ><span>${name}</span
                      ><span class="sub"
                        >${kind === 'method' ? `${standardKindNames[kind]}，${adoptions}处在用` : edition && `第${edition.number}版`}</span
                      ></a
                    >
                  </li>`,
              )}
            </ul>`
      }
    </div>`
    return { html: frame(visit, { title: '制度和工作法', section: 'plan', tab: 'open', crumbs, body }) }
  },
})

export const standardPage = definePage({
  method: 'GET',
  path: '/standards/:standardId',
  summary: '一份制度：条文，每一条由谁执行，哪里在用',
  async run(visit) {
    const standard = await visit.call(get, { params: visit.params })
    const published = standard.editions.filter(({ inForceOn }) => inForceOn !== null)
    const [latest, ...earlier] = published
    const entryId = latest
      ? await visit.read(context => standardRecord.checkOf(context, standardSubject(standard.id, latest.number)))
      : null
    const body = html`<div class="wrap main flow">
      <p class="sub">${standardKindNames[standard.kind]}</p>
      <h1>${standard.name}</h1>
      ${latest ? editionSection(latest, dayOf(visit.now), entryId) : html`<p>${noRecord} 条文还没有公布。</p>`} ${adoptionSection(standard)}
      ${
        earlier.length > 0 &&
        html`<h2>以前的版本</h2>
          ${earlier.map(
            edition =>
              html`<details>
                <summary>第${edition.number}版，${edition.inForceOn && shownDay(edition.inForceOn)}起施行${enteredLater(edition)}</summary>
                ${clauseList(edition)}
              </details>`,
          )}`
      }
    </div>`
    const way = [...crumbs, { href: '/standards', text: '制度和工作法' }]
    return { html: frame(visit, { title: standard.name, section: 'plan', tab: 'open', crumbs: way, body }) }
  },
})

function editionSection(edition: Edition, today: string, entryId: string | null): Html {
  const automatic = edition.clauses.filter(({ check }) => check !== null).length
  const day = edition.inForceOn!
  return html`<p class="sub">${edition.issuer}印发，第${edition.number}版，${shownDay(day)}起施行${day > today && '（还没到）'}${enteredLater(edition)}。</p>
    <p>共${edition.clauses.length}条，${automatic}条由系统自动执行，${edition.clauses.length - automatic}条人工执行。</p>
    ${clauseList(edition)} ${entryId !== null && html`<p><a class="tap" href="/verify#${entryId}">核对这一版有没有被改过</a></p>`}`
}

/** A rule may be older than its entry here; until that day nobody could read it on this page. */
const enteredLater = ({ inForceOn, publishedAt }: Edition): string | false =>
  inForceOn !== null &&
  publishedAt !== null &&
  dayOf(new Date(publishedAt)) > inForceOn &&
  `。${shownDay(dayOf(new Date(publishedAt)))}录到这里`

const clauseList = ({ clauses }: Edition): Html =>
  html`<ol class="clauses">
    ${clauses.map(
      ({ text, checkName, checkSays }) =>
        html`<li>
          <p>${text}</p>
          <p class="sub">${checkName === null ? '人工执行' : html`系统执行：${checkName}。${checkSays}`}</p>
        </li>`,
    )}
  </ol>`

function adoptionSection({ kind, adoptions }: Standard): Html | false {
  if (kind !== 'method' || adoptions.length === 0) return false
  return html`<h2>哪里在用</h2>
    ${table({
      caption: '按代码排列。',
      columns: ['哪里', '从哪天', '到哪天'],
      rows: adoptions.map(({ unitName, from, to }) => [unitName, shownDay(from), to === null ? '还在用' : shownDay(to)]),
    })}`
}
