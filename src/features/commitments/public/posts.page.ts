/** Posts of members (党员领岗) for everyone: of each village, what is done, how many places are free, and names that their holders let be shown. */
import { listUnits } from '#features/units/units.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame } from '#platform/public/layout.ts'
import { noRecord, stateBox, table } from '#platform/public/parts.ts'
import { definePage } from '#platform/server/page.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import type { PostClass } from '../commitments.contract.ts'
import { openPostsByVillage, openPostsOf } from '../commitments.posts.actions.ts'
import { postClassNames } from '../commitments.words.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/action', text: '亮行动' },
]
const pathOf = ({ code, id }: { code: string | null; id: string }) => `/villages/${code ?? id}/posts`

export const postsPage = definePage({
  method: 'GET',
  path: '/posts',
  summary: '党员领岗：每个村（社区）有几个岗位，还差几人',
  async run(visit) {
    const villages = (await visit.read(openPostsByVillage)).filter(({ posts }) => posts > 0)
    const body = html`<div class="wrap main flow">
      <h1>党员领岗</h1>
      <p>没有职务的党员，也领一个岗位做事。</p>
      ${
        villages.length === 0
          ? stateBox({ title: '还没有岗位', why: '村（社区）设了岗，就列在这里。', call: visit.platform.config.officePhone })
          : html`<p class="sub">按统计代码排列，不是排名。</p>
              <ul class="links card">
                ${villages.map(
                  ({ unitId, code, name, posts, free }) =>
                    html`<li>
                      <a href="${pathOf({ code, id: unitId })}"
                        ><span>${name}</span><span>${posts}个岗位，${free === 0 ? '满了' : `还差${free}人`}</span></a
                      >
                    </li>`,
                )}
              </ul>`
      }
      ${howItGoes}
    </div>`
    return { html: frame(visit, { title: '党员领岗', section: 'action', tab: 'open', crumbs, body }) }
  },
})

export const villagePostsPage = definePage({
  method: 'GET',
  path: '/villages/:code/posts',
  summary: '一个村（社区）的党员岗位：做什么、还差几人，本人同意的才写名字',
  async run(visit) {
    const { unit, posts } = await visit.read(async context => {
      const villages = (await listUnits(context)).filter(({ kind }) => kind === 'village' || kind === 'community')
      const found = villages.find(({ id, code }) => code === visit.params.code || id === visit.params.code)
      if (!found) throw new Problem(problems.notFound, '没有这个代码的村（社区）。')
      return { unit: found, posts: await openPostsOf(context, found.id) }
    })
    const byClass = Map.groupBy(posts, ({ class: kind }) => kind)
    const body = html`<div class="wrap main flow">
      <h1>${unit.name}的党员岗位</h1>
      <p>名字经本人同意才写，随时可以不写。</p>
      ${posts.length === 0 && html`<p>${noRecord} 这里还没有设岗。</p>`}
      ${(Object.keys(postClassNames) as PostClass[]).map(kind => classTable(postClassNames[kind], byClass.get(kind) ?? [], unit.id))}
      ${howItGoes}
      <div class="btns"><a class="btn quiet" href="/console/my-posts">党员登录领岗</a></div>
    </div>`
    const trail = [...crumbs, { href: '/posts', text: '党员领岗' }]
    return { html: frame(visit, { title: `${unit.name}的党员岗位`, section: 'action', tab: 'open', crumbs: trail, body }) }
  },
})

type Shown = Awaited<ReturnType<typeof openPostsOf>>[number]

const classTable = (className: string, posts: readonly Shown[], villageId: string): Html | false =>
  posts.length > 0 &&
  html`<h2>${className}</h2>
    ${table({
      caption: `共${posts.length}个岗位。`,
      columns: ['岗位', '做什么', '名额', '在岗的'],
      rows: posts.map(({ name, duties, unitId, unitName, conditions, headcount, taken, names }) => [
        name,
        html`${duties}${unitId !== villageId && html`<br />在${unitName}。`}${conditions !== '' && html`<br />条件：${conditions}。`}`,
        taken < headcount ? `${headcount}人，还差${headcount - taken}人` : `${headcount}人，满了`,
        names.length === 0 ? '没有公开' : names.join('、'),
      ]),
    })}`

const howItGoes = html`<h2>怎么领岗</h2>
  <ul class="plain">
    <li>本村党员自己认领，或由支部推荐。</li>
    <li>支部开会定，公示5天再上岗。</li>
    <li>年纪大、生病的，不用领。</li>
    <li>做得怎样，每年听群众意见。</li>
  </ul>`
