/** Accounts (账号): the words people read. */
import type { z } from 'zod'
import type { Account, Session } from '../accounts.contract.ts'

export const stateNames: Record<z.infer<typeof Account>['state'], string> = { invited: '等本人设密码', active: '在用', disabled: '已停用' }
export const sessionNames: Record<z.infer<typeof Session>['kind'], string> = { desktop: '电脑', mobile: '手机' }

export const verbs = ['invite', 'release', 'unlock', 'endSessions', 'resetCode', 'disable', 'enable'] as const
export type Verb = (typeof verbs)[number]

export const verbNames: Record<Verb, string> = {
  invite: '重发邀请链接',
  release: '放行，拿链接',
  unlock: '解锁',
  endSessions: '让它退出登录',
  resetCode: '解除动态口令',
  disable: '停用',
  enable: '启用',
}

/** What the act does, said before it is done. */
export const verbSays: Record<Verb, string> = {
  invite: '原来的密码、令牌和统一登录的绑定马上作废，已登录的地方都会退出。没有绑定动态口令的，链接由安全管理员放行、交给本人。',
  release: '先问过本人，是不是他要的。链接只显示一次，由您交给本人。',
  unlock: '输错的次数清零，可以马上再试。',
  endSessions: '这个账号在所有电脑和手机上的登录都会退出。程序用的令牌也都作废，用着它的程序会停，要本人登录后再新建。',
  resetCode: '手机丢了才用。绑定和备用码都作废，下次登录要重新绑定。已登录的地方都会退出，程序用的令牌也作废。',
  disable: '登录和令牌马上失效。以前办过的事都留着。',
  enable: '可以重新登录。',
}
