/** 我的: how one sees one's own matters and data now, without an account. */
import { html } from '#platform/public/html.ts'
import { icon } from '#platform/public/icons.ts'
import { frame, phone, withElder } from '#platform/public/layout.ts'
import { definePage } from '#platform/server/page.ts'

export const myPage = definePage({
  method: 'GET',
  path: '/my',
  summary: '我的：看、改、删自己的资料',
  run(visit) {
    const { officePhone, officeHours } = visit.platform.config
    const body = html`<div class="wrap main flow">
      <h1>我的</h1>
      <p>居民不用注册，也不用登录。</p>
      <h2>我说过的事</h2>
      <p>有编号和查询码，就能看到每一步。</p>
      <p><a class="btn go" href="/track">${icon('find')}查进度</a></p>
      <p>查询码丢了，先打电话问到哪里换。</p>
      <h2>党员和工作人员</h2>
      <p>系统里记了您什么，都能看、能要求改。</p>
      <p><a class="btn" href="/my/data">${icon('find')}看我的信息</a></p>
      <h2>我家的联系卡</h2>
      <p>谁来听我家的事，由我家说了算。</p>
      <p><a class="btn" href="/household">打开联系卡</a></p>
      <h2>我的资料</h2>
      <ul class="plain">
        <li>看：查进度那一页，写着我们记了您什么。</li>
        <li>谁看过您的电话，也写在那一页。</li>
        <li>留一份：把那一页打印下来。</li>
        <li>改和删：带编号到窗口，或打电话。</li>
      </ul>
      <p>电话 ${phone(officePhone)}，${officeHours}。</p>
      <p><a class="tap" href="/how#privacy">我们收什么，为什么收</a></p>
      <h2>我的志愿服务</h2>
      <p><a class="tap" href="/volunteer/mine">看报名、时长和星级</a></p>
      <p><a class="tap" href="/volunteer/certificates">开志愿服务证明</a></p>
      <h2>字大一点</h2>
      <p><a class="btn" href="${withElder(visit, 20)}">换长辈版</a></p>
      <h2>工作人员</h2>
      <p><a class="tap" href="/sign-in">登录工作台</a></p>
    </div>`
    const crumbs = [{ href: '/', text: '首页' }]
    return Promise.resolve({ html: frame(visit, { title: '我的', tab: 'mine', crumbs, body }) })
  },
})
