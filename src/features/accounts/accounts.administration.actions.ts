/** Accounts (账号): what the three administrators do. */
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints } from './accounts.contract.ts'
import { atDesk, deskOf, type Desk, type Turn } from './accounts.desk.ts'
import { askLink, issueLink, type IssuedLink } from './accounts.links.actions.ts'
import { accountPolicy, accountsPolicy } from './accounts.policy.ts'
import { unbindIdentities } from './accounts.provider.queries.ts'
import * as queries from './accounts.queries.ts'
import { endSessionsOf } from './accounts.session-ends.queries.ts'
import type { AccountRow } from './accounts.queries.ts'
import { failuresMatterSince, lockedUntil } from './accounts.rules.ts'
import { guessedAt } from './accounts.sign-in.actions.ts'
import { findPersonNames } from './accounts.town.queries.ts'
import { revokeTokensOf } from './accounts.tokens.queries.ts'

export const list = action(endpoints.list, async (context, { query }) => {
  context.require(accountsPolicy, 'list', null)
  const found = await atDesk(deskOf(context), async ({ db }) => {
    const rows = await queries.listAccounts(db, { prefix: query.q ?? '', after: query.cursor ?? '', limit: query.limit + 1 })
    return Promise.all(
      rows.slice(0, query.limit).map(async row => ({ row, locked: await lockOf(db, context, row), more: rows.length > query.limit })),
    )
  })
  const names = await findPersonNames(
    context.db,
    found.map(({ row }) => row.personId),
  )
  return {
    items: found.map(({ row, locked }) => present(context, row, names.get(row.personId) ?? '', locked)),
    nextCursor: found[0]?.more ? found.at(-1)!.row.login : null,
  }
})

export const get = action(endpoints.get, async (context, { params }) => {
  const account = await atDesk(deskOf(context), ({ db }) => queries.findAccount(db, params.accountId))
  return shown(context, readable(context, account))
})

export const create = action(endpoints.create, async (context, { body }) => {
  context.require(accountsPolicy, 'create', null)
  const desk = deskOf(context)
  if (!(await findPersonNames(context.db, [body.personId])).has(body.personId)) throw invalidField('#/personId', '没有这个人')
  const { account, link } = await atDesk(desk, async turn => {
    await queries.queueForNewAccount(turn.db)
    if (await queries.findAccountByPerson(turn.db, body.personId)) throw invalidField('#/personId', '这个人已经有账号')
    if (await queries.findAccountByLogin(turn.db, body.login)) throw invalidField('#/login', '这个登录名有人用了')
    const account = { townId: desk.townId, id: newId(desk.now.getTime()), state: 'invited' as const, createdAt: desk.now, ...body }
    await queries.insertAccount(turn.db, account)
    await turn.record('accounts.create', account.id)
    const link = await askLink(turn, desk, (await queries.findAccount(turn.db, account.id))!)
    return { account: (await queries.findAccount(turn.db, account.id))!, link }
  })
  return { account: await shown(context, account), link: written(link) }
})

export const invite = action(endpoints.invite, async (context, { params }) => {
  const { account, result } = await change(context, params.accountId, 'invite', async (turn, desk, account) => {
    await queries.forgetPassword(turn.db, account.id)
    await unbindIdentities(turn.db, account.id)
    return askLink(turn, desk, account)
  })
  return { account, link: written(result) }
})

export const release = action(endpoints.release, async (context, { params }) => {
  const { account, result } = await change(context, params.accountId, 'release', async (turn, desk, { id, linkAskedBy }) => {
    await queries.setLinkAsked(turn.db, id, null)
    const releasedBy = isPerson(context.actor) ? context.actor.personId : null
    return issueLink(turn, desk, 'invitation', id, { madeBy: linkAskedBy, releasedBy })
  })
  return { account, link: written(result)! }
})

export const disable = action(endpoints.disable, async (context, { params }) => {
  const { account } = await change(context, params.accountId, 'disable', async ({ db }, _, { id }) => {
    await queries.setState(db, id, 'disabled')
    await queries.setLinkAsked(db, id, null)
  })
  return account
})

export const enable = action(endpoints.enable, async (context, { params }) => {
  const { account } = await change(context, params.accountId, 'enable', ({ db }, _, { id, passwordHash }) =>
    queries.setState(db, id, passwordHash ? 'active' : 'invited'),
  )
  return account
})

export const unlock = action(endpoints.unlock, async (context, { params }) => {
  const { account } = await change(context, params.accountId, 'unlock', async ({ db }, desk, account) => {
    for (const about of guessedAbout(desk, account)) await queries.forgetGuesses(db, about)
  })
  return account
})

export const endSessions = action(endpoints.endSessions, async (context, { params }) => {
  const { account } = await change(context, params.accountId, 'endSessions', async () => {})
  return account
})

export const resetCode = action(endpoints.resetCode, async (context, { params }) => {
  const { account } = await change(context, params.accountId, 'resetCode', async ({ db }, desk, { id }) => {
    await queries.removeCode(db, id)
    await queries.replaceRecoveryCodes(db, desk.townId, id, [])
  })
  return account
})

type Change = 'invite' | 'release' | 'disable' | 'enable' | 'unlock' | 'endSessions' | 'resetCode'

/**
 * What throws everybody out of the account. Its access tokens end too: whoever had the account in hand may have made one, and which of them are
 * its person's own only that person knows, who may keep them with a new password (choosePassword).
 */
const throwsOut: ReadonlySet<Change> = new Set(['invite', 'disable', 'endSessions', 'resetCode'])

/** Locks the account, asks the policy, makes the change and records it, in one transaction at the desk. */
async function change<T>(
  context: Context,
  accountId: string,
  name: Change,
  work: (turn: Turn, desk: Desk, account: AccountRow) => Promise<T>,
) {
  const desk = deskOf(context)
  const { account, result } = await atDesk(desk, async turn => {
    const before = readable(context, await queries.lockAccount(turn.db, accountId))
    context.require(accountPolicy, name, before)
    if (throwsOut.has(name)) await endEverything(turn, desk, before)
    const result = await work(turn, desk, before)
    await turn.record(`accounts.${name}`, accountId, throwsOut.has(name) ? { tokens: 'revoked' } : {})
    return { account: (await queries.findAccount(turn.db, accountId))!, result }
  })
  return { account: await shown(context, account), result }
}

/** What the caller may not read is not found (404), so that guessing ids teaches nothing. */
function readable(context: Context, account: AccountRow | undefined): AccountRow {
  if (!account || !accountPolicy.allows('get', context.actor, account)) {
    // Nobody but an administrator learns even that much.
    if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
    throw new Problem(common.notFound)
  }
  context.require(accountPolicy, 'get', account)
  return account
}

async function endEverything({ db }: Turn, { now }: Desk, { id }: AccountRow) {
  await endSessionsOf(db, id, 'administrator', now)
  await revokeTokensOf(db, id, now)
}

const guessedAbout = (desk: Desk, { login, id }: AccountRow) => [guessedAt(desk, `login ${login}`), guessedAt(desk, `code ${id}`)]

/** Until when strangers' guesses at the account are refused: at its password or its code, whichever is longer. */
async function lockOf(db: Desk['signIn'], context: Context, account: AccountRow): Promise<Date | null> {
  const locks = []
  for (const about of guessedAbout(deskOf(context), account)) {
    locks.push(lockedUntil(await queries.readFailures(db, about, false, failuresMatterSince(context.now)), context.now))
  }
  return locks.reduce((longest, until) => (until && (!longest || until > longest) ? until : longest), null)
}

async function shown(context: Context, account: AccountRow) {
  const names = await findPersonNames(context.db, [account.personId])
  const locked = await atDesk(deskOf(context), ({ db }) => lockOf(db, context, account))
  return present(context, account, names.get(account.personId) ?? '', locked)
}

const present = ({ actor, now }: Context, account: AccountRow, name: string, locked: Date | null) => ({
  id: account.id,
  personId: account.personId,
  name,
  login: account.login,
  state: account.state,
  lockedUntil: locked?.toISOString() ?? null,
  codeEnrolled: account.codeConfirmedAt !== null,
  awaitsRelease: account.linkAskedBy !== null,
  allowedActions: accountPolicy.allowed(actor, account, now),
})

const written = (link: IssuedLink | null) => link && { url: link.url, expiresAt: link.expiresAt.toISOString() }
