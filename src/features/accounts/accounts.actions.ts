/** Accounts (账号): what each endpoint does, and what other features may ask. */
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addDays, dayOf } from '#platform/shared/calendar.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems } from './accounts.contract.ts'
import { atDesk, deskOf } from './accounts.desk.ts'
import { accountsPolicy } from './accounts.policy.ts'
import * as queries from './accounts.queries.ts'
import { isFresh, passwordProfiles } from './accounts.rules.ts'

export { cookieNames, identifyPerson } from './accounts.identify.actions.ts'

export const mine = action(endpoints.mine, async (context, _) => {
  context.require(accountsPolicy, 'mine', null)
  const { actor, config, now } = context
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  const { account, session } = await atDesk(deskOf(context), async ({ db }) => ({
    account: await queries.findAccount(db, actor.accountId),
    session: actor.via?.kind === 'session' ? await queries.findSession(db, actor.via.id) : undefined,
  }))
  if (!account) throw new Problem(common.notFound)
  const { changeAfterDays } = passwordProfiles[config.passwordProfile]
  return {
    accountId: account.id,
    personId: actor.personId,
    login: account.login,
    name: await ownName(context),
    posts: actor.posts.map(post => ({ ...post })),
    codeEnrolled: account.codeConfirmedAt !== null,
    codeFresh: actor.via?.kind === 'session' && isFresh(actor.via.codeGivenAt, now),
    passwordDueOn: account.passwordChangedAt && changeAfterDays ? addDays(dayOf(account.passwordChangedAt), changeAfterDays) : null,
    signedInUntil: session?.endsAt.toISOString() ?? null,
    allowedActions: accountsPolicy.allowed(actor, null, now),
  }
})

/**
 * Asks for a one-time code given within the last ten minutes, before an export of personal data or a change of the second
 * factor. Throws code-required (403). A token cannot give a code, so it cannot export.
 */
export function requireFreshSecondFactor({ actor, now }: Pick<Context, 'actor' | 'now'>): void {
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  if (actor.via?.kind !== 'session' || !isFresh(actor.via.codeGivenAt, now)) throw new Problem(problems.codeRequired)
}

const ownName = async ({ db, actor }: Context) =>
  isPerson(actor) ? (await db.selectFrom('person').where('id', '=', actor.personId).select('name').executeTakeFirstOrThrow()).name : ''
