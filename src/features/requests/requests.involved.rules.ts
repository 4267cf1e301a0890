/**
 * Who took part in handling a case (经手): pure. Whoever did neither confirms it on the resident's behalf nor gives its query code anew,
 * for either would close the own work. An office that gave the code before it took part cannot be made to forget it: what is then said by
 * that code is counted apart.
 *
 * A post stands for the desk of its unit and for the department or committee that it belongs to. Departments are offices of their own in
 * the town, and so is the discipline office beside the town's desk: for most cases it is the counter that remains when village and town
 * have both had a hand in one.
 */
import { isPerson, type Actor, type HeldPost } from '#platform/shared/actor.ts'
import { deskRolesFor, officialsDeskRoles } from './requests.desks.rules.ts'

export interface HandledCase {
  handlerPath: readonly string[]
  assignedBodyId: string | null
  assignedPersonId: string | null
  aboutOfficials: boolean
  /** People, units and bodies that took part since it was accepted, and what is one with them after mergers; empty until then. */
  involved: readonly string[]
}

/** A case and its query code. */
export interface CodedCase extends Pick<HandledCase, 'involved' | 'assignedBodyId' | 'assignedPersonId'> {
  handlerUnitId: string
  /** Who was told the code as it is now besides the resident: the person at the counter, and the units and bodies of that one's posts. */
  codeToldTo: readonly string[]
}

/** Whom a step by `actor` involves: the person, and what the posts stand for through which it may be theirs to take, a deputy's included. */
export function involvedBy(actor: Actor, of: HandledCase): string[] {
  if (!isPerson(actor)) return []
  const mayActBy = (post: HeldPost) =>
    (deskRolesFor(of).includes(post.role) && of.handlerPath.includes(post.unitId)) ||
    (post.bodyId !== null && post.bodyId === of.assignedBodyId) ||
    (of.assignedPersonId !== null && of.assignedPersonId === (post.deputyFor ?? actor.personId))
  return [actor.personId, ...actor.posts.filter(mayActBy).flatMap(post => standsFor(post, of))]
}

/** Did the person, or an office that any of the person's posts stands for, take part? */
export const isInvolved = ({ personId, posts }: { personId: string; posts: readonly Office[] }, of: HandledCase) =>
  of.involved.includes(personId) || posts.some(post => standsFor(post, of).some(id => of.involved.includes(id)))

/** Whom giving the code lets know it. */
export const toldTo = (actor: Actor, of: Pick<HandledCase, 'aboutOfficials'>): string[] =>
  isPerson(actor) ? [...new Set([actor.personId, ...actor.posts.flatMap(post => standsFor(post, of))])] : []

/** Does whoever handled the case, or has it now, know its code? Then nobody can tell who speaks by it. */
export const isCodeShared = ({ codeToldTo, involved, handlerUnitId, assignedBodyId, assignedPersonId }: CodedCase) =>
  codeToldTo.some(id => id === handlerUnitId || id === assignedBodyId || id === assignedPersonId || involved.includes(id))

type Office = Pick<HeldPost, 'role' | 'unitId' | 'bodyId'>

const standsFor = ({ role, unitId, bodyId }: Office, { aboutOfficials }: Pick<HandledCase, 'aboutOfficials'>) => [
  ...(role !== 'departmentOfficer' && officialsDeskRoles.includes(role) === aboutOfficials ? [unitId] : []),
  ...(bodyId ? [bodyId] : []),
]
