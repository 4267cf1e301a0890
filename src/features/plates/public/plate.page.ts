/** The page behind a plate's QR (牌上的二维码): only what was agreed to, or that the plate is no longer valid. Works without script. */
import { html, type Html } from '#platform/public/html.ts'
import { frame } from '#platform/public/layout.ts'
import { definePage } from '#platform/server/page.ts'
import { digestOf } from '#platform/server/secrets.ts'
import { behindCode } from '../plates.queries.ts'

const crumbs = [{ href: '/', text: '首页' }]

export const platePage = definePage({
  method: 'GET',
  path: '/plates/:code',
  summary: '门牌上的二维码：这块党员户牌还有没有效',
  async run(visit) {
    visit.limit('lookUp')
    const digest = digestOf(visit.params.code ?? '')
    const plate = await visit.read(({ db, today }) => behindCode(db, digest, today))
    // What never was and what is no more look the same, the status too: a code says nothing about a household once it ended.
    const body = plate?.valid ? valid(plate.village ?? '', plate.names) : over
    return {
      html: frame(visit, { title: '党员户牌', section: 'identity', crumbs, personal: true, body }),
      headers: { 'cache-control': 'no-store' },
    }
  },
})

const valid = (village: string, names: readonly string[] | null): Html =>
  html`<div class="wrap main cols">
    <div class="flow">
      <h1>党员户</h1>
      <section class="card up">
        <p><strong>${village}</strong></p>
        <p>● 这块牌有效。</p>
        ${names !== null && html`<p>${names.join('、')}</p>`}
      </section>
    </div>
    <aside class="flow stick" aria-label="说明">
      <section class="card">
        <h2>这块牌说什么</h2>
        <p>这里住着党员，有事可以找。</p>
        <p>全家都同意，才挂这块牌。</p>
      </section>
    </aside>
  </div>`

const over = html`<div class="wrap main cols">
  <div class="flow">
    <h1>党员户牌</h1>
    <section class="card up">
      <p><strong>■ 这块牌已经无效。</strong></p>
      <p>或者扫得不全，请再扫一次。</p>
    </section>
  </div>
</div>`
