/** Open wishes of a village for everyone (微心愿): what is wished, never by whom. */
import { listUnits } from '#features/units/units.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { noRecord } from '#platform/public/parts.ts'
import { definePage } from '#platform/server/page.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { openWishes } from '../commitments.wishes.actions.ts'

export const wishesPage = definePage({
  method: 'GET',
  path: '/villages/:code/wishes',
  summary: '一个村（社区）等人认领的微心愿：只写要什么，不写是谁',
  async run(visit) {
    const { unit, wishes } = await visit.read(async context => {
      const villages = (await listUnits(context)).filter(({ kind }) => kind === 'village' || kind === 'community')
      const found = villages.find(({ id, code }) => code === visit.params.code || id === visit.params.code)
      if (!found) throw new Problem(problems.notFound, '没有这个代码的村（社区）。')
      return { unit: found, wishes: await openWishes(context, found.id) }
    })
    const body = html`<div class="wrap main flow">
      <h1>微心愿</h1>
      <p>这里写要什么，不写是谁。</p>
      ${wishes.length === 0 ? html`<p>${noRecord} 现在没有等人认领的心愿。</p>` : list(wishes)}
      <h2>怎么认领</h2>
      <p>本村党员登录以后认领。<br />办好了，由村里确认。</p>
      <div class="btns"><a class="btn quiet" href="/console/my-posts">党员登录认领</a></div>
      <h2>有心愿怎么说</h2>
      <p>请到村（居）委会登记。<br />您的姓名不会公开。</p>
    </div>`
    const crumbs = [
      { href: '/', text: '首页' },
      { href: '/villages', text: '亮身份' },
      { href: `/villages/${unit.code ?? unit.id}`, text: unit.name },
    ]
    return { html: frame(visit, { title: `${unit.name}的微心愿`, section: 'identity', tab: 'open', crumbs, body }) }
  },
})

const list = (wishes: readonly { text: string; expiresOn: string }[]): Html =>
  html`<ul class="card">
    ${wishes.map(
      ({ text, expiresOn }) =>
        html`<li>
          <p>${text}</p>
          <p class="sub">${shownDay(expiresOn)}前都可以认领。</p>
        </li>`,
    )}
  </ul>`
