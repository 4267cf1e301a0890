/** A refusal as a page (错误页面): what happened, what to do, whom to call. */
import type { Visit } from '#platform/server/page.ts'
import { problems, type Problem, type ProblemKind } from '#platform/shared/problem.ts'
import { html, type Html } from './html.ts'
import { frame, phone } from './layout.ts'

export const problemPage = (visit: Visit, { kind, detail }: Problem, reference: string): Html =>
  frame(visit, {
    title: kind.title,
    personal: true,
    body: html`<div class="wrap main flow">
      <div class="state flow">
        <h1>${kind.title}</h1>
        <p>${detail ?? kind.remedy ?? ''}</p>
        ${kind.status >= 500 && html`<p class="small sub">出错编号 <span class="code">${reference}</span></p>`}
        <p>需要帮忙，请打 ${phone(visit.platform.config.officePhone)}</p>
        <p class="row"><a class="btn" href="/">回首页</a><a class="btn quiet" href="/search">找一找</a></p>
      </div>
    </div>`,
  })

/** The page that a problem's `type` opens. */
export const problemKindPage = (visit: Visit, kind: ProblemKind): Html =>
  frame(visit, {
    title: kind.title,
    body: html`<div class="wrap main flow">
      <h1>${kind.title}</h1>
      <dl class="kv">
        <div>
          <dt>状态码</dt>
          <dd class="num">${kind.status}</dd>
        </div>
        <div>
          <dt>标识</dt>
          <dd class="code">${kind.type}</dd>
        </div>
      </dl>
      <h2>怎么办</h2>
      <p>${kind.remedy ?? problems.unexpected.remedy}</p>
    </div>`,
  })
