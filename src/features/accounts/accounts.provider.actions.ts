/**
 * Signing in through the provider (统一登录), and binding an account to it.
 *
 * A name or e-mail that a provider sends is never matched to an account: whoever holds the account binds it, signed in by
 * password, and its `sub` is what counts from then on.
 */
import { Problem } from '#platform/shared/problem.ts'
import { problems } from './accounts.contract.ts'
import { atDesk, type Desk } from './accounts.desk.ts'
import { bindIdentity, findBoundAccountId } from './accounts.provider.queries.ts'
import * as queries from './accounts.queries.ts'
import { kindOfBrowser } from './accounts.rules.ts'
import { advance, sessionAt, type Browser, type SignedIn } from './accounts.sign-in.actions.ts'

export interface Identity {
  issuer: string
  subject: string
}

/** Goes on with the sign-in of the account that the identity is bound to. Throws not-bound (403). */
export const signInThrough = (desk: Desk, { issuer, subject }: Identity, browser: Browser): Promise<SignedIn> =>
  atDesk(desk, async turn => {
    const accountId = await findBoundAccountId(turn.db, issuer, subject)
    const account = accountId ? await queries.lockAccount(turn.db, accountId) : undefined
    if (account?.state !== 'active') throw new Problem(problems.notBound)
    const base = { kind: kindOfBrowser(browser.userAgent), demonstration: false, codeGivenAt: null }
    return advance(turn, desk, account, base, 'provider', browser)
  })

/** Binds the identity to the account of the open session. Throws sign-in-failed (401) or not-bound (403). */
export const bind = (desk: Desk, token: string | undefined, identity: Identity): Promise<void> =>
  atDesk(desk, async turn => {
    const { account } = await sessionAt(turn, desk, token, ['open'])
    const bound = await bindIdentity(turn.db, { townId: desk.townId, accountId: account.id, createdAt: desk.now, ...identity })
    if (!bound) throw new Problem(problems.notBound, '这个统一登录身份已经绑定了别的账号。')
    await turn.record('accounts.bindProvider', account.id, {}, account.personId)
  })
