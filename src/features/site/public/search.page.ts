/** 找一找: pages and places by name; 长辈版 by any of its names is switched on at once (A11Y-07). */
import type { Unit } from '#features/units/units.contract.ts'
import { html, type Html } from '#platform/public/html.ts'
import { icon } from '#platform/public/icons.ts'
import { frame } from '#platform/public/layout.ts'
import { stateBox } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { asksForElder, findPages, findPlaces, isCaseNumber, type SitePage } from '../site.search.rules.ts'
import { readTown, villagePath } from './places.ts'

/** Longer than any name; the rest is cut off. */
const longest = 40

export const searchPage = definePage({
  method: 'GET',
  path: '/search',
  summary: '找一找：页面、村（社区）、长辈版',
  async run(visit) {
    const words = (visit.query.q ?? '').slice(0, longest).trim()
    if (asksForElder(words)) return { redirect: '/?elder=20' }
    const pages = findPages(words)
    const places = words === '' ? [] : await visit.read(async context => findPlaces((await readTown(context)).villages, words))
    const body = html`<div class="wrap main flow">
      <h1>找一找</h1>
      <form action="/search" method="get" class="ask" role="search">
        <div class="f">
          <label for="q">找什么</label>
          <input class="in" id="q" name="q" type="search" maxlength="${longest}" value="${words}" autocomplete="off" />
        </div>
        <button class="btn" type="submit">${icon('find')}找</button>
      </form>
      ${words !== '' && found(visit, words, pages, places)}
    </div>`
    const crumbs = [{ href: '/', text: '首页' }]
    return { html: frame(visit, { title: words ? `找“${words}”` : '找一找', personal: true, crumbs, body }) }
  },
})

function found(visit: Visit, words: string, pages: readonly SitePage[], places: readonly Unit[]): Html {
  const links = [...places.map(unit => [villagePath(unit), unit.name] as const), ...pages.map(({ href, title }) => [href, title] as const)]
  if (isCaseNumber(words))
    return html`<div class="note">
      <p><strong>这像一个编号。</strong>配上查询码，就能看到进度。</p>
      <p><a class="tap" href="/track">去查进度</a></p>
    </div>`
  if (links.length === 0)
    return stateBox({
      title: '没有找到',
      why: '换个短一点的词试试，例如“电话”。',
      action: { href: '/report', text: '直接说说烦心事' },
      call: visit.platform.config.officePhone,
    })
  return html`<h2>找到${links.length}处</h2>
    <ul class="links card">
      ${links.map(
        ([href, text]) =>
          html`<li>
            <a href="${href}"><span>${text}</span></a>
          </li>`,
      )}
    </ul>`
}
