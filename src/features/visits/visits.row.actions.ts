/** A visit in hand (在手的走访): found, locked at a version, shown; and commands that are carried out once. For the actions beside. */
import type { Context } from '#platform/server/action.ts'
import { canonical } from '#platform/server/idempotency.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { actorSetting, isPerson } from '#platform/shared/actor.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { problems, type Visit } from './visits.contract.ts'
import { visitPolicy, type VisitFacts } from './visits.policy.ts'
import * as queries from './visits.queries.ts'

export const notePlace = 'visit.note'

type Row = queries.VisitRow

export function found(row: Row | undefined): Row {
  if (!row) throw new Problem(common.notFound, '没有这次走访。')
  return row
}

/** Said of a household that moved, or that somebody else listens to by now: the visitor learns what to do, and nothing about where it is. */
export function foundHome(row: queries.HomeRow | undefined): queries.HomeRow {
  if (!row) throw new Problem(common.notFound, '这一户不在您联系或管的范围里。可能搬走了，或换了联系人。请问村（社区）。')
  return row
}

export const factsOf = (row: Row): VisitFacts => ({
  path: row.path,
  pathThen: row.pathThen,
  memberId: row.memberId,
  state: row.state,
  personId: row.personId,
  visitorListens: row.visitorListens,
  hasNote: row.noteSealed !== null,
  needsFollowUp: row.needsFollowUp,
})
export const subjectOf = ({ id, unitId }: Pick<Row, 'id' | 'unitId'>) => ({ kind: 'visit', id, unitId })

export function present({ actor, now }: Pick<Context, 'actor' | 'now'>, row: Row): Visit {
  const {
    noteSealed,
    path: _path,
    pathThen: _then,
    visitorListens: _listens,
    memberId: _memberId,
    personId: _personId,
    homeUnitId: _home,
    unitId: _unit,
    ...shown
  } = row
  return { ...shown, hasNote: noteSealed !== null, allowedActions: visitPolicy.allowed(actor, factsOf(row), now) }
}

export const show = async (context: Context, id: string): Promise<Visit> =>
  present(context, found(await queries.findVisit(context.db, context.today, id)))

/** The visit, locked. The policy is asked before and again after the wait. */
export async function lock(context: Context, id: string, name: (typeof visitPolicy.names)[number]): Promise<Row> {
  const { db, today } = context
  context.require(visitPolicy, name, factsOf(found(await queries.findVisit(db, today, id))))
  await queries.lockVisit(db, id)
  const row = found(await queries.findVisit(db, today, id))
  context.require(visitPolicy, name, factsOf(row))
  return row
}

/** The same at the version that the caller read; throws edited-meanwhile (412). */
export async function lockVersion(context: Context, id: string, name: (typeof visitPolicy.names)[number], yours: unknown): Promise<Row> {
  const before = found(await queries.findVisit(context.db, context.today, id))
  if (visitPolicy.allows(name, context.actor, factsOf(before))) requireVersion(context, present(context, before), yours)
  const row = await lock(context, id, name)
  requireVersion(context, present(context, row), yours)
  return row
}

/** Throws another-person (409) unless whoever wrote the command sends it; a sender that names nobody writes as it sends. */
export function requireWriter({ actor }: Pick<Context, 'actor'>, personId: string | undefined): void {
  if (personId !== undefined && !(isPerson(actor) && actor.personId === personId)) throw new Problem(common.anotherPerson)
}

/**
 * Begins a command that its sender may send again for as long as it likes: null the first time, afterwards the visit that it led to.
 * Throws key-reused (422) for another content under the same id, and record-deleted (409) when the record is gone.
 */
export async function begin(context: Context, name: string, commandId: string, body: unknown): Promise<string | null> {
  const { db, townId, today, actor, sealing } = context
  const digest = sealing.index(`${name}\n${actorSetting(actor)}\n${canonical(body)}`, 'visit_command')
  if (await queries.beginCommand(db, { townId, id: commandId, digest, doneOn: today })) return null
  const before = await queries.findCommand(db, commandId)
  if (!before?.digest.equals(digest)) throw new Problem(common.keyReused)
  if (before.visitId === null) throw new Problem(problems.recordDeleted)
  return before.visitId
}
