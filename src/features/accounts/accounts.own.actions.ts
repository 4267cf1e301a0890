/** Accounts (账号): one's own sessions and access tokens. */
import { action, type Context } from '#platform/server/action.ts'
import type { Connection } from '#platform/database/database.ts'
import { newSecret } from '#platform/server/secrets.ts'
import { isAdministrator, isPerson, type PersonActor } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { requireFreshSecondFactor } from './accounts.actions.ts'
import { endpoints, maxTokenDays, Scopes } from './accounts.contract.ts'
import { atDesk, deskOf, type Desk, type Turn } from './accounts.desk.ts'
import { accountsPolicy } from './accounts.policy.ts'
import * as queries from './accounts.queries.ts'
import { endSession } from './accounts.session-ends.queries.ts'
import { normalLogin } from './accounts.sign-in.actions.ts'
import * as tokens from './accounts.tokens.queries.ts'

export const listMySessions = action(endpoints.listMySessions, async (context, _) => {
  context.require(accountsPolicy, 'listMySessions', null)
  const { accountId, via } = me(context)
  const rows = await atDesk(deskOf(context), ({ db }) => queries.listSessions(db, accountId, context.now))
  return {
    items: rows.map(({ id, kind, startedAt, endsAt }) => ({
      id,
      kind,
      startedAt: startedAt.toISOString(),
      endsAt: endsAt.toISOString(),
      current: via?.kind === 'session' && via.id === id,
    })),
  }
})

export const endMySession = action(endpoints.endMySession, async (context, { params }) => {
  context.require(accountsPolicy, 'endMySession', null)
  const { accountId } = me(context)
  await atDesk(deskOf(context), async turn => {
    const session = await queries.findSession(turn.db, params.sessionId)
    if (session?.accountId !== accountId) throw new Problem(common.notFound)
    await endSession(turn.db, session.id, 'owner', context.now)
    await turn.record('accounts.endMySession', accountId)
  })
  return {}
})

export const listMyTokens = action(endpoints.listMyTokens, async (context, _) => {
  context.require(accountsPolicy, 'listMyTokens', null)
  const rows = await atDesk(deskOf(context), ({ db }) => tokens.listTokens(db, me(context).accountId, context.now))
  return { items: rows.map(written) }
})

export const createToken = action(endpoints.createToken, async (context, { body }) => {
  context.require(accountsPolicy, 'createToken', null)
  const { accountId, posts, via } = me(context)
  const desk = deskOf(context)
  return atDesk(desk, async turn => {
    const account = await queries.lockAccount(turn.db, accountId)
    // What ended the session while this waited has revoked the tokens already, and would miss one more.
    if (via?.kind !== 'session' || !(await queries.findSession(turn.db, via.id))) throw new Problem(common.signInRequired)
    // A token works without a code, so whoever has an authenticator app shows it once more.
    if (account?.codeConfirmedAt) requireFreshSecondFactor(context)
    const administrator = Boolean(account?.codeConfirmedAt) && posts.some(({ role }) => isAdministrator(role))
    return issueToken(turn, desk, accountId, { ...body, administrator })
  })
})

export const revokeToken = action(endpoints.revokeToken, async (context, { params }) => {
  context.require(accountsPolicy, 'revokeToken', null)
  const { accountId } = me(context)
  await atDesk(deskOf(context), async turn => {
    if (!(await tokens.revokeToken(turn.db, accountId, params.tokenId, context.now))) throw new Problem(common.notFound)
    await turn.record('accounts.revokeToken', accountId, { tokenId: params.tokenId })
  })
  return {}
})

/** For the command line, on whose machine nobody is signed in. Throws a sentence for people. */
export async function createTokenFor(
  { signIn, townId, now }: { signIn: Connection; townId: number; now(): Date },
  { login, days, scopes, label = '命令行' }: { login: string; days: number; scopes: readonly string[]; label?: string },
): Promise<{ token: string; expiresAt: string }> {
  if (!Number.isInteger(days) || days < 1 || days > maxTokenDays) throw new Error(`--days 应是1到${maxTokenDays}的整数。`)
  if (!Scopes.safeParse(scopes).success) throw new Error('--scopes 写 read、write 或接口名，用逗号隔开。')
  const actor = { kind: 'job', townId, name: 'tokens.create' } as const
  return atDesk({ signIn: signIn.db, townId, now: now(), actor }, async turn => {
    const account = await queries.findAccountByLogin(turn.db, normalLogin(login))
    if (account?.state !== 'active') throw new Error(`没有可用的账号 ${login}。`)
    // Whoever stands at the machine needs no code: the database is theirs.
    const posts = await queries.postsOf(turn.db, townId, account.personId, dayOf(now()))
    const administrator = posts.some(({ role }) => isAdministrator(role))
    return issueToken(turn, { townId, now: now() }, account.id, { label, scopes: [...scopes], days, administrator })
  })
}

async function issueToken(
  turn: Turn,
  { townId, now }: Pick<Desk, 'townId' | 'now'>,
  accountId: string,
  { label, scopes, days, administrator }: { label: string; scopes: string[]; days: number; administrator: boolean },
) {
  const { token, digest } = newSecret()
  const row = { id: newId(now.getTime()), label, scopes, createdAt: now, expiresAt: new Date(now.getTime() + days * 86_400_000) }
  await tokens.insertToken(turn.db, { ...row, townId, accountId, digest, administrator })
  await turn.record('accounts.createToken', accountId, { tokenId: row.id, scopes, days, administrator })
  return { ...written(row), token }
}

const written = ({ id, label, scopes, createdAt, expiresAt }: tokens.TokenRow) => ({
  id,
  label,
  scopes,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
})

function me({ actor }: Context): PersonActor {
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  return actor
}
