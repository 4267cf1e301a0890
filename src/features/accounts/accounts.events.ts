/** What the audit calls the events of accounts (账号的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const accountEvents: EventWords = {
  kinds: { account: '账号' },
  names: {
    signIn: '登录',

    signOut: '退出登录',
    refuseSignIn: '登录被拒',
    lock: '账号锁定',
    unlock: '解除锁定',
    giveCode: '输入验证码',
    enrolCode: '绑定验证器',
    resetCode: '重置验证器',
    bindProvider: '绑定统一身份',
    changePassword: '改密码',
    setUp: '设置密码',
    create: '开账号',
    invite: '发邀请链接',
    release: '放行邀请链接',
    followLink: '打开邀请链接',
    disable: '停用账号',
    enable: '恢复账号',
    endSessions: '结束全部登录',
    endMySession: '结束自己的一次登录',
    createToken: '生成接口令牌',
    revokeToken: '撤销接口令牌',
  },
}
