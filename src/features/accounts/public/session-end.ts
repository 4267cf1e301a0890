/** Why one is to sign in again (为什么要重新登录): said to whoever still carries the session's token, and so to no stranger. */
import { html, type Child } from '#platform/public/html.ts'
import type { Visit } from '#platform/server/page.ts'
import { deskOfVisit } from '../accounts.desk.ts'
import { kindOfBrowser, sessionLimits, unfinishedSeconds, type SessionEnd, type SessionKind } from '../accounts.rules.ts'
import { whySignedOut } from '../accounts.sign-in.actions.ts'
import { consolePath, safeNext, sessionToken } from './parts.ts'

/** What happened, and what to do where it was somebody else. */
const says: Record<SessionEnd | 'unknown', (kind: SessionKind) => readonly string[]> = {
  idle: kind => [`${sessionLimits[kind].idleSeconds / 60}分钟没有操作，已经自动退出。`],
  longest: kind => [`登录一次最多${sessionLimits[kind].absoluteSeconds / 3600}小时，时间到了。`],
  unfinished: () => [`登录没有在${unfinishedSeconds / 60}分钟内做完，请重新登录。`],
  replaced: () => ['同一个账号在另一处登录了，这里就退出了。', '不是您本人登录的，请马上改密码。'],
  owner: () => ['您在别处让这里退出了登录。', '不是您本人做的，请马上改密码。'],
  password: () => ['密码改过了，原来的登录都退出了。', '不是您本人改的，请马上找系统管理员。'],
  administrator: () => ['管理员让这个账号退出了登录。', '想知道原因，请问本单位的管理员。'],
  unknown: () => ['上次的登录已经结束。'],
}

export async function sessionEndNote(visit: Visit): Promise<Child> {
  const why = await whySignedOut(deskOfVisit(visit), sessionToken(visit))
  if (!why) return false
  const [what, ...todo] = says[why](kindOfBrowser(visit.userAgent))
  const back = safeNext(visit.query.next) !== consolePath && '登录以后，回到您刚才那一页。'
  return html`<div class="note" role="status">
    <p><b>${what}</b></p>
    ${[...todo, back].filter(Boolean).map(line => html`<p>${line}</p>`)}
  </div>`
}
