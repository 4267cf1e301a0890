/** Accounts (账号): what crosses the wire. */
import { z } from 'zod'
import { roles } from '#platform/shared/actor.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Instant, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems } from './accounts.problems.contract.ts'

export * from './accounts.problems.contract.ts'

/** Days of an access token's life, at most. */
export const maxTokenDays = 365

/** 3 to 40 small letters, digits, dots, hyphens and underscores. Full-width letters and capitals are read as these. */
export const Login = z
  .string('请写登录名')
  .transform(login => login.normalize('NFKC').trim().toLowerCase())
  .refine(login => /^[a-z0-9][a-z0-9._-]{2,39}$/.test(login), '登录名用3到40个小写字母或数字')

/** The signed-in person's own account. */
export const MyAccount = z.object({
  accountId: Id,
  personId: Id,
  login: z.string(),
  name: z.string(),
  posts: z.array(z.object({ postId: Id, role: z.enum(roles), unitId: Id, bodyId: Id.nullable(), deputyFor: Id.nullable() })),
  /** An authenticator app has been confirmed. */
  codeEnrolled: z.boolean(),
  /** A one-time code was given within the last minutes: exports of personal data are open. */
  codeFresh: z.boolean(),
  /** The day by which the password must be changed; null: never, or there is none. */
  passwordDueOn: z.string().nullable(),
  signedInUntil: Instant.nullable(),
  allowedActions: z.array(z.string()),
})

/** One account, as the administrators see it. There is no "last signed in": that is nobody's business (UX-B3). */
export const Account = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  login: z.string(),
  /** invited: has not set a password yet. */
  state: z.enum(['invited', 'active', 'disabled']),
  /** Too many wrong guesses; opens by itself then. */
  lockedUntil: Instant.nullable(),
  codeEnrolled: z.boolean(),
  /** A link was asked for and waits for the security administrator. */
  awaitsRelease: z.boolean(),
  allowedActions: z.array(z.string()),
})

/** A one-time link; the address is shown this once. */
export const Link = z.object({ url: z.string(), expiresAt: Instant })

export const Session = z.object({
  id: Id,
  kind: z.enum(['desktop', 'mobile']),
  startedAt: Instant,
  endsAt: Instant,
  /** The one that asks. */
  current: z.boolean(),
})

/** What a token may call: "read", "write", or names of endpoints. */
export const Scopes = z
  .array(z.string().regex(/^(read|write|[a-z][A-Za-z]*\.[a-z][A-Za-z]*)$/, '权限写 read、write 或接口名'))
  .min(1, '至少选一项权限')
  .max(40)

export const Token = z.object({ id: Id, label: z.string(), scopes: z.array(z.string()), createdAt: Instant, expiresAt: Instant })

export const LoggedEvent = z.object({
  id: Id,
  name: z.string(),
  /** What happened, and of which feature. */
  nameZh: z.string(),
  featureZh: z.string(),
  subjectKind: z.string(),
  subjectKindZh: z.string(),
  subjectId: Id,
  /** Its number, login or name, where it has one that says nothing of what the record says. */
  subjectName: z.string().nullable(),
  unitId: Id.nullable(),
  actor: z.string(),
  /** Who it was; of whoever holds no post the kind alone. */
  actorName: z.string(),
  actorPersonId: Id.nullable(),
  at: Instant,
  details: z.record(z.string(), z.unknown()),
})

const one = z.object({ accountId: Id })
const none = z.object({})

export const endpoints = {
  mine: defineEndpoint({
    name: 'accounts.mine',
    method: 'GET',
    path: '/accounts/mine',
    summary: "The caller's own account, posts and sign-in state.",
    access: 'staff',
    response: MyAccount,
  }),
  listMySessions: defineEndpoint({
    name: 'accounts.listMySessions',
    method: 'GET',
    path: '/accounts/mine/sessions',
    summary: "The caller's own open sessions.",
    access: 'staff',
    response: z.object({ items: z.array(Session) }),
  }),
  endMySession: defineEndpoint({
    name: 'accounts.endMySession',
    method: 'DELETE',
    path: '/accounts/mine/sessions/:sessionId',
    summary: "Ends one of the caller's own sessions.",
    access: 'staff',
    params: z.object({ sessionId: Id }),
    response: none,
  }),
  listMyTokens: defineEndpoint({
    name: 'accounts.listMyTokens',
    method: 'GET',
    path: '/accounts/mine/tokens',
    summary: "The caller's own access tokens that are in force.",
    access: 'staff',
    response: z.object({ items: z.array(Token) }),
  }),
  createToken: defineEndpoint({
    name: 'accounts.createToken',
    method: 'POST',
    path: '/accounts/mine/tokens',
    summary: 'Makes an access token for a program; it is shown this once.',
    access: 'staff',
    body: z.object({
      label: typed('用途', 1, 60),
      scopes: Scopes,
      days: z.number().int().min(1, '至少1天').max(maxTokenDays, `最多${maxTokenDays}天`),
    }),
    response: Token.extend({ token: z.string() }),
    creates: true,
    problems: [problems.codeRequired],
  }),
  revokeToken: defineEndpoint({
    name: 'accounts.revokeToken',
    method: 'DELETE',
    path: '/accounts/mine/tokens/:tokenId',
    summary: "Revokes one of the caller's own access tokens.",
    access: 'staff',
    params: z.object({ tokenId: Id }),
    response: none,
  }),
  listEvents: defineEndpoint({
    name: 'accounts.listEvents',
    method: 'GET',
    path: '/accounts/events',
    summary: "The town's event log, newest first.",
    access: 'staff',
    query: z.object({
      /** A feature ("accounts") or one event ("accounts.signIn"). */
      name: z
        .string()
        .regex(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)?$/, '写功能名或事件名')
        .optional(),
      personId: Id.optional(),
      subjectId: Id.optional(),
      /** Whole name or login of who did it. */
      by: typed('名字或账号', 0, 60).optional(),
      /** Number, login or whole name of what it was about. */
      about: typed('编号或名称', 0, 80).optional(),
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    /** `features`: those that have events of their own. */
    response: pageOf(LoggedEvent).extend({ features: z.array(z.object({ name: z.string(), nameZh: z.string() })) }),
  }),
  list: defineEndpoint({
    name: 'accounts.list',
    method: 'GET',
    path: '/accounts',
    summary: "The town's accounts, by login.",
    access: 'staff',
    query: z.object({ q: z.string().max(40).optional(), cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(Account),
  }),
  create: defineEndpoint({
    name: 'accounts.create',
    method: 'POST',
    path: '/accounts',
    summary:
      'Makes an account for a person. The invitation link is null where the security administrator is to release it: whoever makes an account does not hold its key.',
    access: 'staff',
    body: z.object({ personId: Id, login: Login }),
    response: z.object({ account: Account, link: Link.nullable() }),
    creates: true,
  }),
  get: defineEndpoint({
    name: 'accounts.get',
    method: 'GET',
    path: '/accounts/:accountId',
    summary: 'One account.',
    access: 'staff',
    params: one,
    response: Account,
  }),
  invite: defineEndpoint({
    name: 'accounts.invite',
    method: 'POST',
    path: '/accounts/:accountId/invitations',
    summary:
      'Makes a new invitation link. The old password ends, and every session, access token and bound identity with it. Without an authenticator app on the account the link is null, and waits for the security administrator.',
    access: 'staff',
    params: one,
    response: z.object({ account: Account, link: Link.nullable() }),
    creates: true,
  }),
  release: defineEndpoint({
    name: 'accounts.release',
    method: 'POST',
    path: '/accounts/:accountId/releases',
    summary: 'Releases the link that was asked for, and shows it this once, to be handed to its person.',
    access: 'staff',
    params: one,
    response: z.object({ account: Account, link: Link }),
    creates: true,
  }),
  disable: defineEndpoint({
    name: 'accounts.disable',
    method: 'PUT',
    path: '/accounts/:accountId/disabling',
    summary: 'Disables an account; its sessions and tokens end at once.',
    access: 'staff',
    params: one,
    response: Account,
  }),
  enable: defineEndpoint({
    name: 'accounts.enable',
    method: 'DELETE',
    path: '/accounts/:accountId/disabling',
    summary: 'Enables an account again.',
    access: 'staff',
    params: one,
    response: Account,
  }),
  unlock: defineEndpoint({
    name: 'accounts.unlock',
    method: 'DELETE',
    path: '/accounts/:accountId/lock',
    summary: 'Forgets the wrong guesses, so that the account opens before its time.',
    access: 'staff',
    params: one,
    response: Account,
  }),
  endSessions: defineEndpoint({
    name: 'accounts.endSessions',
    method: 'DELETE',
    path: '/accounts/:accountId/sessions',
    summary: 'Ends every session of an account, and its access tokens.',
    access: 'staff',
    params: one,
    response: Account,
  }),
  resetCode: defineEndpoint({
    name: 'accounts.resetCode',
    method: 'DELETE',
    path: '/accounts/:accountId/second-factor',
    summary: 'Takes the authenticator app and the recovery codes off an account, for a lost phone. Its sessions and access tokens end.',
    access: 'staff',
    params: one,
    response: Account,
  }),
}
