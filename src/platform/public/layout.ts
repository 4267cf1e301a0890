/** The frame of every public page (公开页面框架): head, section nav, phone tabs, foot, 长辈版. */
import { dayOf, plainDate, timeOfDay } from '#platform/shared/calendar.ts'
import type { Visit } from '#platform/server/page.ts'
import { html, type Child, type Html } from './html.ts'
import { assetPath } from './assets.ts'
import { icon, logo, sectionMark, symbols } from './icons.ts'

/** The four words the town knows (design D1). */
export type Section = 'identity' | 'voice' | 'action' | 'plan'
export type Tab = 'home' | 'report' | 'track' | 'open' | 'mine'

export interface PageFrame {
  title: string
  section?: Section
  tab?: Tab
  /** The way here, without the page itself. */
  crumbs?: readonly { href: string; text: string }[]
  body: Child
  /** Leave out the search engines: pages of one person's case. */
  personal?: true
}

const sections: readonly [Section, 'm1' | 'm2' | 'm3' | 'm4', string, string][] = [
  ['identity', 'm1', '亮身份', '/villages'],
  ['voice', 'm2', '亮嗓音', '/voice'],
  ['action', 'm3', '亮行动', '/action'],
  ['plan', 'm4', '点亮', '/plan'],
]
const tabs: readonly [Tab, string, string][] = [
  ['home', '首页', '/'],
  ['report', '反映', '/report'],
  ['track', '进度', '/track'],
  ['open', '公开', '/villages'],
  ['mine', '我的', '/my'],
]
const sizes = [
  [20, '大'],
  [24, '特大'],
  [30, '超大'],
] as const

export function frame(visit: Visit, page: PageFrame): Html {
  const { config } = visit.platform
  const elder = visit.elder > 0 && html` data-elder="${visit.elder}"`
  return html`<!doctype html>
    <html lang="zh-CN" ${elder}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${page.personal && html`<meta name="robots" content="noindex" />`}
        <title>${page.title} · 三亮 ${config.townName}</title>
        <link rel="icon" href="${assetPath('icon-32.png')}" type="image/png" sizes="32x32" />
        <link rel="icon" href="${assetPath('logo.svg')}" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="${assetPath('icon-180.png')}" />
        <link rel="stylesheet" href="${assetPath('tokens.css')}" />
        <link rel="stylesheet" href="${assetPath('public.css')}" />
        <script src="${assetPath('read-aloud.js')}" defer></script>
      </head>
      <body>
        ${symbols}
        <a class="skip" href="#main">跳到正文</a>
        <div class="page">
          <div class="sizes">
            <nav class="wrap" aria-label="字号">
              ${sizes.map(([size, name]) =>
                size === visit.elder ? html`<b aria-current="true">${name}</b>` : html`<a href="${withElder(visit, size)}">${name}</a>`,
              )}<a href="${withElder(visit, 0)}">标准版</a>
            </nav>
          </div>
          <header class="top">
            <div class="wrap">
              <a class="brand" href="/"
                >${logo}<span><b>三亮</b><small>${config.townName}基层治理</small></span></a
              >
              <nav class="tools" aria-label="常用">
                <a class="only-wide" href="/report">${icon('say')}反映问题</a>
                <a class="only-wide" href="/track">${icon('find')}查进度</a>
                <a class="pill" href="${withElder(visit, 20)}">长辈版</a>
              </nav>
            </div>
            <nav class="sec" aria-label="栏目">
              <div class="wrap">
                <ul>
                  ${sections.map(
                    ([name, mark, text, href]) =>
                      html`<li>
                        <a href="${href}" ${page.section === name && html` aria-current="page"`}>${sectionMark(mark)}${text}</a>
                      </li>`,
                  )}
                </ul>
              </div>
            </nav>
          </header>
          ${
            page.crumbs &&
            html`<nav class="wrap" aria-label="您在这里">
              <ol class="crumb">
                ${page.crumbs.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}
              </ol>
            </nav>`
          }
          ${readAloud}
          <main id="main" tabindex="-1">${page.body}${isOpened(visit) && closing}</main>
          ${foot(visit)}
        </div>
        <nav class="tabs" aria-label="快捷">
          <ul>
            ${tabs.map(
              ([name, text, href]) => html`<li><a href="${href}" ${page.tab === name && html` aria-current="page"`}>${text}</a></li>`,
            )}
          </ul>
        </nav>
      </body>
    </html>`
}

/** Shown by read-aloud.js where the device has a Chinese voice (A11Y-12); without script there is nothing to see. */
const readAloud = html`<div class="wrap aloud" id="aloud" hidden>
  <button class="btn quiet" type="button" data-voice="zh-CN" hidden>${icon('sound')}听这一页</button>
  <button class="btn quiet" type="button" data-voice="zh-HK" hidden>${icon('sound')}用粤语听</button>
  <button class="btn quiet" type="button" data-stop hidden>停下</button>
</div>`

/** Does the page show what a pass opened? */
const isOpened = ({ actor }: Visit) => actor.kind === 'receipt' || actor.kind === 'household' || actor.kind === 'subject'

const closing = html`<div class="wrap main">
  <form class="form" action="/close" method="post">
    <p class="row"><button class="btn quiet" type="submit">看完了，关掉</button><span class="sub">不是自己的手机、电脑，请关掉再走。</span></p>
  </form>
</div>`

function foot(visit: Visit): Html {
  const { officePhone, officeHours, townName } = visit.platform.config
  return html`<footer class="foot">
    <div class="wrap">
      <div class="grid">
        <section>
          <h2>不会上网也能办</h2>
          <p>打电话，或到家门口的站点。<br />工作人员替您登记。</p>
          <p>电话 ${phone(officePhone)}<br />${officeHours}</p>
        </section>
        <section>
          <h2>提意见</h2>
          <ul>
            <li><a href="/report?about=site">这个网站哪里不好用</a></li>
            <li><a href="/report?about=disclosure">对公开的内容有疑问</a></li>
          </ul>
        </section>
        <section>
          <h2>您的资料</h2>
          <ul>
            <li><a href="/how#privacy">我们收什么，为什么收</a></li>
            <li><a href="/my">查看、更正、删除我的资料</a></li>
          </ul>
        </section>
        <section>
          <h2>怎么办事</h2>
          <ul>
            <li><a href="/how">一件事怎么走</a></li>
            <li><a href="/search">找一找</a></li>
          </ul>
        </section>
      </div>
      <p class="legal">主办：${townName}人民政府　<span class="nb">页面时间：${shownTime(visit.now)}</span></p>
    </div>
  </footer>`
}

/** A telephone number as a link; spaces in it are for the eye. */
export const phone = (number: string) => html`<a class="num tap" href="tel:${number.replaceAll(' ', '')}">${number}</a>`

/** 2026年11月23日 9:00 */
export const shownTime = (instant: Date): string => `${plainDate(dayOf(instant))} ${timeOfDay(instant).replace(/^0/, '')}`

/** 11月23日 of a day "2026-11-23"; with the year when it is not this one. */
export function shownDay(day: string, today?: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${today && day.slice(0, 4) === today.slice(0, 4) ? '' : `${year}年`}${month}月${date}日`
}

/** 10月25日—11月23日; with years as soon as one of the two days is not of this year. */
export function shownPeriod(from: string, to: string, today: string): string {
  const year = today.slice(0, 4)
  const near = from.startsWith(year) && to.startsWith(year) ? today : undefined
  return `${shownDay(from, near)}—${shownDay(to, near)}`
}

/** This page at another text size; 0 is the standard edition. */
export function withElder({ url }: Visit, size: number): string {
  const query = new URLSearchParams(url.search)
  query.set('elder', String(size))
  return `?${query}`
}
