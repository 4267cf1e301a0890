/**
 * One-time links (一次性链接): set-up, invitation and demonstration.
 *
 * 256 bits, stored as a digest, used once. Opening one shows a page and uses nothing up, because mail scanners open links;
 * the button on that page does.
 */
import { hashPassword } from '#platform/server/password-hash.ts'
import { digestOf, newSecret } from '#platform/server/secrets.ts'
import { isLoopback } from '#platform/server/config.ts'
import type { Platform } from '#platform/server/platform.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common, type FieldError } from '#platform/shared/problem.ts'
import { typed } from '#platform/shared/primitives.ts'
import { Login, problems } from './accounts.contract.ts'
import { atDesk, deskAt, type Desk, type Turn } from './accounts.desk.ts'
import * as links from './accounts.links.queries.ts'
import * as queries from './accounts.queries.ts'
import type { AccountRow } from './accounts.queries.ts'
import { kindOfBrowser, linkHours, passwordFaults, type LinkPurpose } from './accounts.rules.ts'
import { advance, isCommon, normalLogin, type Browser, type SignedIn } from './accounts.sign-in.actions.ts'

export interface IssuedLink {
  /** Shown once. */
  url: string
  expiresAt: Date
}

/** Makes a link and withdraws the older ones of its kind for the account. `by`: who asked for it, and who released it. */
export async function issueLink(
  { db }: Turn,
  desk: Desk,
  purpose: LinkPurpose,
  accountId: string | null,
  { madeBy = null, releasedBy = null }: { madeBy?: string | null; releasedBy?: string | null } = {},
): Promise<IssuedLink> {
  const { townId, now, config } = desk
  const { token, digest } = newSecret()
  const expiresAt = new Date(now.getTime() + linkHours[purpose] * 3_600_000)
  await links.withdrawLinks(db, purpose, accountId, now)
  const id = newId(now.getTime())
  await links.insertLink(db, { townId, id, purpose, accountId, digest, madeBy, releasedBy, createdAt: now, expiresAt })
  return { url: `${config.publicUrl}${purpose === 'setUp' ? '/set-up' : '/sign-in/link'}/${token}`, expiresAt }
}

/**
 * The link for a person's account, or null where it waits: whoever asks for the link of an account that no authenticator app protects would
 * hold its only key, so the security administrator gives it out. While there is none (at the beginning), who asks is alone.
 */
export async function askLink(turn: Turn, desk: Desk, account: AccountRow): Promise<IssuedLink | null> {
  const madeBy = isPerson(desk.actor) ? desk.actor.personId : null
  if (madeBy !== null && !account.codeConfirmedAt && (await queries.hasReleaser(turn.db, desk.townId, account.personId, desk.today))) {
    await links.withdrawLinks(turn.db, 'invitation', account.id, desk.now)
    await queries.setLinkAsked(turn.db, account.id, { by: madeBy, at: desk.now })
    return null
  }
  await queries.setLinkAsked(turn.db, account.id, null)
  return issueLink(turn, desk, 'invitation', account.id, { madeBy })
}

/** At start-up: a link to set up the town's first system administrator, or null once there is one. */
export function setUpLink(platform: Platform): Promise<IssuedLink | null> {
  const desk = deskAt(platform)
  return atDesk(desk, async turn =>
    (await links.hasSystemAdministrator(turn.db, desk.townId, desk.today)) ? null : issueLink(turn, desk, 'setUp', null),
  )
}

/**
 * At start-up of a demonstration: a link for each of its people, who get an account if they have none. Empty unless the
 * demonstration is on and the server listens on loopback only; such a link is refused then too.
 */
export async function demonstrationLinks(
  platform: Platform,
  people: readonly { personId: string; login: string }[],
): Promise<{ personId: string; login: string; url: string }[]> {
  const desk = deskAt(platform)
  if (!demonstrates(desk)) return []
  return atDesk(desk, async turn => {
    const issued = []
    for (const { personId, login } of people) {
      const account =
        (await queries.findAccountByPerson(turn.db, personId)) ?? (await openDemonstrationAccount(turn, desk, personId, login))
      issued.push({ personId, login: account.login, url: (await issueLink(turn, desk, 'demonstration', account.id)).url })
    }
    return issued
  })
}

/** Signs in by link and needs no password, so it is active at once. */
async function openDemonstrationAccount(turn: Turn, { townId, now }: Desk, personId: string, login: string) {
  const account = { townId, id: newId(now.getTime()), personId, login: normalLogin(login), state: 'active' as const, createdAt: now }
  await queries.insertAccount(turn.db, account)
  await turn.record('accounts.create', account.id)
  return account
}

const demonstrates = ({ config }: Desk) => config.demo && isLoopback(config.host)

/** What a link is for, without using it up; null if it is spent, late or not ours. */
export const linkAt = (desk: Desk, token: string): Promise<LinkPurpose | null> =>
  atDesk(desk, async ({ db }) => {
    const link = await links.findLink(db, digestOf(token), desk.now)
    return link && mayFollow(desk, link.purpose) ? link.purpose : null
  })

const mayFollow = (desk: Desk, purpose: LinkPurpose) => purpose !== 'demonstration' || demonstrates(desk)

/** Uses an invitation or a demonstration link up and goes on with the sign-in. Throws link-spent (410). */
export const followLink = (desk: Desk, token: string, browser: Browser): Promise<SignedIn> =>
  atDesk(desk, async turn => {
    const link = await links.useLink(turn.db, digestOf(token), desk.now)
    const account = link?.accountId ? await queries.lockAccount(turn.db, link.accountId) : undefined
    // Thrown inside the transaction: a link that may not be followed is not used up either.
    if (!link || !account || account.state === 'disabled' || !mayFollow(desk, link.purpose)) throw new Problem(problems.linkSpent)
    // Until a password is chosen nobody has shown who they are: the log names those who had the link in hand.
    if (link.purpose === 'invitation') {
      const { madeBy, releasedBy } = link
      await turn.record('accounts.followLink', account.id, { madeBy, releasedBy })
    }
    const base = { kind: kindOfBrowser(browser.userAgent), demonstration: link.purpose === 'demonstration', codeGivenAt: null }
    return advance(turn, desk, account, base, 'link', browser)
  })

/** Uses the set-up link up: makes the first system administrator and signs them in. Throws link-spent (410) or invalid (422). */
export async function setUp(
  desk: Desk,
  token: string,
  { name, login, password }: { name: string; login: string; password: string },
  browser: Browser,
): Promise<SignedIn> {
  if ((await linkAt(desk, token)) !== 'setUp') throw new Problem(problems.linkSpent)
  const wanted = checkedSetUp(desk, { name, login, password })
  return atDesk(desk, async turn => {
    const link = await links.useLink(turn.db, digestOf(token), desk.now)
    if (link?.purpose !== 'setUp' || (await links.hasSystemAdministrator(turn.db, desk.townId, desk.today)))
      throw new Problem(problems.linkSpent)
    // After the link is ours: of twenty posts at once one is worth a hash.
    const hash = await hashPassword(password)
    const { townId, today, now } = desk
    const id = () => newId(now.getTime())
    const person = { personId: id(), postId: id(), termId: id(), accountId: id(), unitId: id() }
    await links.foundAdministrator(turn.db, { townId, today, now, ...wanted, sortKey: sortKeyOf(wanted.name), hash, ...person })
    await turn.record('accounts.setUp', person.accountId, {}, person.personId)
    const account = (await queries.lockAccount(turn.db, person.accountId))!
    const base = { kind: kindOfBrowser(browser.userAgent), demonstration: false, codeGivenAt: null }
    return advance(turn, desk, account, base, 'link', browser)
  })
}

function checkedSetUp(desk: Desk, fields: { name: string; login: string; password: string }) {
  const name = typed('姓名', 2, 50).safeParse(fields.name)
  const login = Login.safeParse(fields.login)
  const faults = passwordFaults(fields.password, desk.config.passwordProfile, { login: login.data ?? '', isCommon })
  const errors: FieldError[] = [
    ...(name.error?.issues ?? []).map(({ message }) => ({ pointer: '#/name', detail: message })),
    ...(login.error?.issues ?? []).map(({ message }) => ({ pointer: '#/login', detail: message })),
    ...(faults.length > 0 ? [{ pointer: '#/password', detail: `${faults.join('。')}。` }] : []),
  ]
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  return { name: name.data!, login: login.data! }
}
