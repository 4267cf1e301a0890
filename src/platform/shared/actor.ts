/**
 * Actors (操作人): in whose name a transaction runs.
 *
 * Nobody is nobody: every transaction names one of these, and row-level security
 * gives each kind its own view. Nothing set: nothing seen (design D4).
 */

/** What a post lets its holder do. The Chinese names stand in roleNames. */
export const roles = [
  'townClerk',
  'townLeader',
  'townDiscipline',
  'villageSecretary',
  'villageClerk',
  'supervisor',
  'branchSecretary',
  'cooperativeDirector',
  'gridLeader',
  'departmentOfficer',
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
  'privacyOfficer',
] as const
export type Role = (typeof roles)[number]

export const roleNames: Record<Role, string> = {
  townClerk: '镇党建办工作人员',
  townLeader: '镇领导',
  townDiscipline: '镇纪委工作人员',
  villageSecretary: '村（社区）党委书记',
  villageClerk: '村（社区）办事员',
  supervisor: '村务监督委员会成员',
  branchSecretary: '经济社（小区）党支部书记',
  cooperativeDirector: '经济社社长',
  gridLeader: '户联系党小组组长',
  departmentOfficer: '镇职能部门工作人员',
  systemAdministrator: '系统管理员',
  securityAdministrator: '安全管理员',
  auditAdministrator: '审计管理员',
  privacyOfficer: '个人信息保护负责人',
}

/** 三员: the three administrators, of whom one person may be only one (GB/T 22239-2019 8.1.5; conventions.md 4.1). */
export const administratorRoles: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditAdministrator']
export const isAdministrator = (role: Role) => administratorRoles.includes(role)

/** May someone who holds `held` also hold `wanted`, in their own right or as a deputy? Not two of the three administrators. */
export const mayHoldTogether = (held: readonly Role[], wanted: Role): boolean =>
  !isAdministrator(wanted) || !held.some(role => isAdministrator(role) && role !== wanted)

/** A post held today, in one's own right or as a deputy (代理). */
export interface HeldPost {
  postId: string
  role: Role
  unitId: string
  /** Ids from the town down to the post's unit, itself included. */
  path: readonly string[]
  /** The department or committee that the post belongs to, if it belongs to one. */
  bodyId: string | null
  /** The person on leave in whose place one acts. */
  deputyFor: string | null
}

export interface PersonActor {
  kind: 'person'
  townId: number
  personId: string
  accountId: string
  posts: readonly HeldPost[]
  /** How the person signed in. Absent where nobody did: in tests of other things. */
  via?: SignedInBy
}

export type SignedInBy =
  /** In a browser. `codeGivenAt`: when the person last gave a one-time code in this session. */
  | { kind: 'session'; id: string; codeGivenAt: Date | null }
  /** By a program, with an access token that may call what `scopes` say. */
  | { kind: 'token'; id: string; scopes: readonly string[] }

export type Actor =
  | PersonActor
  /** Anyone, not signed in. */
  | { kind: 'public'; townId: number }
  /** The bearer of one case's query code. */
  | { kind: 'receipt'; townId: number; requestId: string }
  /** The bearer of a one-time code: the person whose data it is, without any post. */
  | { kind: 'subject'; townId: number; personId: string; /** Who gave the code at the counter. */ codeFrom?: string }
  /** The bearer of one household's card code. */
  | { kind: 'household'; townId: number; householdId: string }
  /** Work that no one is waiting for, by the job's name. */
  | { kind: 'job'; townId: number; name: string }
  /** Someone in the act of signing in. */
  | { kind: 'signIn'; townId: number }

/** The actor as the database knows it: setting `sanliang.actor`. */
export function actorSetting(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `person:${actor.personId}`
    case 'receipt':
      return `receipt:${actor.requestId}`
    case 'subject':
      return `subject:${actor.personId}`
    case 'household':
      return `household:${actor.householdId}`
    case 'job':
      return `job:${actor.name}`
    case 'public':
    case 'signIn':
      return actor.kind
  }
}

export const isPerson = (actor: Actor): actor is PersonActor => actor.kind === 'person'

/** The posts of a signed-in person; none for anyone else. */
export const postsOf = (actor: Actor): readonly HeldPost[] => (isPerson(actor) ? actor.posts : [])

/** Authority flows down: a town's clerk acts for its villages. `path` runs from the town down to the place. */
export const holds = (actor: Actor, wanted: readonly Role[], path: readonly string[]) =>
  postsOf(actor).some(post => wanted.includes(post.role) && path.includes(post.unitId))

/** Holds one of the posts somewhere, whatever the place. */
export const holdsAny = (actor: Actor, wanted: readonly Role[]) => postsOf(actor).some(post => wanted.includes(post.role))

/** Membership flows up: someone of a group is one of its village, not the reverse. */
export const isOneOf = (actor: Actor, wanted: readonly Role[], unitId: string) =>
  postsOf(actor).some(post => wanted.includes(post.role) && post.path.includes(unitId))

/** Does an administrator's post count for what the actor asks? Then the database counts it too: setting `sanliang.administers`. */
export const administers = (actor: Actor): boolean => postsOf(actor).some(({ role }) => isAdministrator(role))

/** Serves in the department or committee. */
export const servesIn = (actor: Actor, bodyId: string | null) => bodyId !== null && postsOf(actor).some(post => post.bodyId === bodyId)
