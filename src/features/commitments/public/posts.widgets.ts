/** My name beside my post (岗位上的姓名), for the page of what is kept about me: shown, or not, as easily. Works without script. */
import { html, type Html } from '#platform/public/html.ts'
import { shownDay } from '#platform/public/layout.ts'
import type { OwnPost } from '../commitments.contract.ts'

/** One section; nothing while the reader serves on no post. The forms go to `action` with `do` and `holding`. */
export function ownPostNames(items: readonly OwnPost[], action: string): Html | false {
  const mine = items.filter(({ allowedActions }) => allowedActions.includes('showName'))
  return (
    mine.length > 0 &&
    html`<h2>岗位上的姓名</h2>
      <p>您同意了，居民才看得到名字。</p>
      <p>随时可以收回，不用说原因。</p>
      ${mine.map(
        ({ id, postName, unitName, shownOn }) =>
          html`<section class="card flow">
            <h3>${unitName}：${postName}</h3>
            <p>${shownOn === null ? '现在不公开姓名。' : `${shownDay(shownOn)}起公开姓名。`}</p>
            <form action="${action}" method="post">
              <input type="hidden" name="do" value="${shownOn === null ? 'showPost' : 'hidePost'}" />
              <input type="hidden" name="holding" value="${id}" />
              <button class="btn" type="submit">
                ${shownOn === null ? '同意公开姓名' : '不再公开姓名'}<span class="vh">：${postName}</span>
              </button>
            </form>
          </section>`,
      )}`
  )
}
