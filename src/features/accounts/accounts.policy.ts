/**
 * Accounts (账号): who may do what.
 *
 * The three administrators (三员) are kept apart: the system administrator makes accounts, the security administrator
 * releases their links, unlocks, ends sessions and resets second factors, the audit administrator reads the log. None can do another's work, so
 * that nobody alone can take an account over unseen (conventions.md 4.1, 访问控制).
 */
import { holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

const isSystem = (actor: Actor) => holdsAny(actor, ['systemAdministrator'])
const isSecurity = (actor: Actor) => holdsAny(actor, ['securityAdministrator'])
const anyone = { who: (actor: Actor, _: null) => isPerson(actor), says: 'anyone signed in, about themselves' }
const inBrowser = {
  who: (actor: Actor, _: null) => isPerson(actor) && actor.via?.kind === 'session',
  says: 'anyone signed in in a browser, for themselves; a token cannot make tokens',
}

/** Nothing to ask about but the caller: lists, and what is one's own. */
export const accountsPolicy = definePolicy('accounts', {
  mine: anyone,
  listMySessions: anyone,
  endMySession: anyone,
  listMyTokens: anyone,
  createToken: inBrowser,
  revokeToken: anyone,
  list: { who: (actor: Actor, _: null) => isSystem(actor) || isSecurity(actor), says: 'system administrator, security administrator' },
  create: { who: (actor: Actor, _: null) => isSystem(actor), says: 'system administrator' },
  listEvents: { who: (actor: Actor, _: null) => holdsAny(actor, ['auditAdministrator']), says: 'audit administrator' },
})

export interface AccountFacts {
  personId: string
  state: 'invited' | 'active' | 'disabled'
  /** Who asked for a link that waits to be released; null: nobody. */
  linkAskedBy: string | null
}

const isOwn = (actor: Actor, { personId }: AccountFacts) => isPerson(actor) && actor.personId === personId
const enabled = (account: AccountFacts) => account.state !== 'disabled'

export const accountPolicy = definePolicy<
  AccountFacts,
  'get' | 'invite' | 'release' | 'disable' | 'enable' | 'unlock' | 'endSessions' | 'resetCode'
>('accounts', {
  get: { who: actor => isSystem(actor) || isSecurity(actor), says: 'system administrator, security administrator' },
  invite: { who: isSystem, when: enabled, says: 'system administrator, while the account is not disabled' },
  release: {
    who: (actor, account) => isSecurity(actor) && !isOwn(actor, account),
    when: account => account.linkAskedBy !== null && enabled(account),
    says: 'security administrator, not their own account, while a link is asked for and the account is not disabled',
  },
  disable: {
    who: (actor, account) => isSystem(actor) && !isOwn(actor, account),
    when: enabled,
    says: 'system administrator, not their own account, while it is not disabled',
  },
  enable: { who: isSystem, when: account => !enabled(account), says: 'system administrator, while the account is disabled' },
  unlock: { who: isSecurity, says: 'security administrator' },
  endSessions: { who: isSecurity, says: 'security administrator' },
  resetCode: {
    who: (actor, account) => isSecurity(actor) && !isOwn(actor, account),
    says: 'security administrator, not their own account',
  },
})
