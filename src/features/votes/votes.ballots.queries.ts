/** Ballots (表决事项): SQL of what is put to the vote, of marks, recusals and corrections. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { BallotSubject, MarkManner, Method, Outcome, RollNumbers, RuleOfPlace, TabledItem, Tally } from './votes.contract.ts'

const columns = [
  'id',
  'meetingId',
  'unitId',
  'party',
  'number',
  'subjectKind',
  'subjectId',
  'title',
  'text',
  'legalMatter',
  'ownInterests',
  'state',
  'roll',
  'rule',
  'method',
  'votesFor',
  'votesAgainst',
  'votesAbstain',
  'outcome',
  'closedAt',
  'closedBy',
  'cancelReason',
] as const

const rows = (db: Database) => db.selectFrom('ballot').select(columns)
type Raw = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

/** A ballot as it is kept; with the first result as it was closed. */
const typedRow = ({ roll, rule, outcome, votesFor, votesAgainst, votesAbstain, ...row }: Raw) => ({
  ...row,
  roll: roll as RollNumbers | null,
  rule: rule as RuleOfPlace | null,
  outcome: outcome as Outcome | null,
  tally: votesFor === null ? null : { for: votesFor, against: votesAgainst!, abstain: votesAbstain! },
})
export type BallotRow = ReturnType<typeof typedRow>

export const ballotsOfMeeting = async (db: Database, meetingId: string): Promise<BallotRow[]> =>
  (await rows(db).where('meetingId', '=', meetingId).orderBy('number').execute()).map(typedRow)

export const ballotsOfSubject = async (db: Database, { kind, id }: BallotSubject): Promise<BallotRow[]> =>
  (await rows(db).where('subjectKind', '=', kind).where('subjectId', '=', id).orderBy('id').execute()).map(typedRow)

export async function findBallot(db: Database, id: string): Promise<BallotRow | undefined> {
  const row = await rows(db).where('id', '=', id).executeTakeFirst()
  return row && typedRow(row)
}

export const insertBallot = (
  db: Database,
  {
    subject,
    ...row
  }: TabledItem & { townId: number; id: string; meetingId: string; unitId: string; party: boolean; number: number; subject: BallotSubject },
) =>
  db
    .insertInto('ballot')
    .values({ ...row, subjectKind: subject.kind, subjectId: subject.id, state: 'tabled' })
    .execute()

export const fixBallot = (db: Database, id: string, { roll, rule }: { roll: RollNumbers; rule: RuleOfPlace }) =>
  db
    .updateTable('ballot')
    .set({ state: 'rollFixed', roll: JSON.stringify(roll), rule: JSON.stringify(rule) })
    .where('id', '=', id)
    .execute()

export const closeBallot = (
  db: Database,
  id: string,
  { tally, outcome, ...set }: { method: Method; tally: Tally; outcome: Outcome; closedAt: Date; closedBy: string },
) =>
  db
    .updateTable('ballot')
    .set({
      state: 'closed',
      ...set,
      votesFor: tally.for,
      votesAgainst: tally.against,
      votesAbstain: tally.abstain,
      outcome: JSON.stringify(outcome),
    })
    .where('id', '=', id)
    .execute()

/** Whoever may change it waits here for others who do; what is closed or cancelled changes no more. */
export const lockBallot = (db: Database, id: string) => db.selectFrom('ballot').where('id', '=', id).select('id').forUpdate().execute()

export const cancelBallot = (db: Database, id: string, cancelReason: string) =>
  db.updateTable('ballot').set({ state: 'cancelled', cancelReason }).where('id', '=', id).execute()

/** What of the subject is tabled and no more; says what came off. */
export const takeOffAgendas = async (db: Database, { kind, id }: BallotSubject, reason: string) =>
  (await sql<{ ballotId: string; unitId: string }>`select ballot_id, unit_id from take_off_agendas(${kind}, ${id}, ${reason})`.execute(db))
    .rows

/**
 * Enters the marks that are not there yet; returns the lines that were entered. One statement for any number of marks: what the policies ask
 * of a mark takes longer to plan than to answer, and is planned once.
 */
export async function insertMarks(
  db: Database,
  townId: number,
  ballotId: string,
  marks: readonly { lineId: string; manner: MarkManner }[],
): Promise<string[]> {
  const { rows } = await sql<{ lineId: string }>`
    insert into ballot_mark (town_id, ballot_id, line_id, manner)
    select ${townId}::integer, ${ballotId}::uuid, mark.line_id, mark.manner
    from unnest(${marks.map(({ lineId }) => lineId)}::uuid[], ${marks.map(({ manner }) => manner)}::text[]) as mark (line_id, manner)
    on conflict do nothing returning line_id`.execute(db)
  return rows.map(({ lineId }) => lineId)
}

/** False: there is no such mark, or the vote is not open. */
export async function takeBackMark(
  db: Database,
  { id, ballotId, lineId, reason, at }: { id: string; ballotId: string; lineId: string; reason: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select take_back_mark(${ballotId}::uuid, ${lineId}::uuid, ${id}::uuid, ${reason}, ${at}::timestamptz) as taken`.execute(db)
  return rows[0]!.taken
}

export const marksTakenBack = (db: Database, ballotIds: readonly string[]) =>
  ballotIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('ballotMarkTakenBack as taken')
        .innerJoin('votingRoll', join => join.onRef('votingRoll.townId', '=', 'taken.townId').onRef('votingRoll.id', '=', 'taken.lineId'))
        .where('taken.ballotId', 'in', [...ballotIds])
        .select(['taken.ballotId', 'taken.lineId', 'taken.reason', 'taken.takenAt', 'votingRoll.name'])
        .select(sql<string | null>`holder_name(taken.taken_by)`.as('by'))
        .orderBy('taken.id')
        .execute()

export const marksOf = (db: Database, ballotIds: readonly string[]) =>
  ballotIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('ballotMark')
        .where('ballotId', 'in', [...ballotIds])
        .select(['ballotId', 'lineId', 'manner'])
        .execute()

export const recusalsOf = (db: Database, ballotIds: readonly string[]) =>
  ballotIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('recusal')
        .innerJoin('votingRoll', join =>
          join.onRef('votingRoll.townId', '=', 'recusal.townId').onRef('votingRoll.id', '=', 'recusal.lineId'),
        )
        .where('recusal.ballotId', 'in', [...ballotIds])
        .select(['recusal.ballotId', 'recusal.lineId', 'recusal.reason', 'votingRoll.name'])
        .orderBy('votingRoll.name')
        .execute()

export const insertRecusal = (db: Database, row: { townId: number; ballotId: string; lineId: string; reason: string }) =>
  db
    .insertInto('recusal')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .execute()

/** Who recused himself in what is put to the vote, where it is a matter with declarations of its own. */
export const recusedInMatter = async (db: Database, { kind, id }: BallotSubject): Promise<string[]> =>
  (await sql<{ personId: string }>`select person_id from recused_in_matter(${kind}, ${id})`.execute(db)).rows.map(
    ({ personId }) => personId,
  )

export async function correctionsOf(db: Database, ballotIds: readonly string[]) {
  if (ballotIds.length === 0) return []
  const rows = await db
    .selectFrom('ballotCorrection')
    .where('ballotId', 'in', [...ballotIds])
    .select([
      'id',
      'ballotId',
      'reason',
      'text',
      'votesFor',
      'votesAgainst',
      'votesAbstain',
      'outcome',
      'proposedBy',
      'proposedAt',
      'confirmedAt',
    ])
    .select(sql<string | null>`holder_name(proposed_by)`.as('proposerName'))
    .select(sql<string | null>`holder_name(confirmed_by)`.as('confirmerName'))
    .orderBy('id')
    .execute()
  return rows.map(({ votesFor, votesAgainst, votesAbstain, outcome, ...row }) => ({
    ...row,
    tally: { for: votesFor, against: votesAgainst, abstain: votesAbstain },
    outcome: outcome as Outcome,
  }))
}
export type CorrectionRow = Awaited<ReturnType<typeof correctionsOf>>[number]

export const insertCorrection = (
  db: Database,
  {
    tally,
    outcome,
    ...row
  }: {
    townId: number
    id: string
    ballotId: string
    reason: string
    text: string | null
    tally: Tally
    outcome: Outcome
    proposedBy: string
    proposedAt: Date
  },
) =>
  db
    .insertInto('ballotCorrection')
    .values({ ...row, votesFor: tally.for, votesAgainst: tally.against, votesAbstain: tally.abstain, outcome: JSON.stringify(outcome) })
    .execute()

export const confirmCorrection = (db: Database, id: string, set: { confirmedBy: string; confirmedAt: Date }) =>
  db.updateTable('ballotCorrection').set(set).where('id', '=', id).where('confirmedBy', 'is', null).execute()

/** One that waits; what two have confirmed stays. */
export const dropCorrection = (db: Database, id: string) =>
  db.deleteFrom('ballotCorrection').where('id', '=', id).where('confirmedBy', 'is', null).execute()

export const cancellationsOf = (db: Database, ballotIds: readonly string[]) =>
  ballotIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('ballotCancellation')
        .where('ballotId', 'in', [...ballotIds])
        .select(['ballotId', 'reason', 'proposedBy', 'proposedAt', 'confirmedAt'])
        .select(sql<string | null>`holder_name(proposed_by)`.as('proposerName'))
        .select(sql<string | null>`holder_name(confirmed_by)`.as('confirmerName'))
        .execute()
export type CancellationRow = Awaited<ReturnType<typeof cancellationsOf>>[number]

export const insertCancellation = (
  db: Database,
  row: { townId: number; id: string; ballotId: string; reason: string; proposedBy: string; proposedAt: Date },
) => db.insertInto('ballotCancellation').values(row).execute()

export const confirmCancellation = (db: Database, ballotId: string, set: { confirmedBy: string; confirmedAt: Date }) =>
  db.updateTable('ballotCancellation').set(set).where('ballotId', '=', ballotId).where('confirmedBy', 'is', null).execute()

/** One that waits; what two have confirmed stays. */
export const dropCancellation = (db: Database, ballotId: string) =>
  db.deleteFrom('ballotCancellation').where('ballotId', '=', ballotId).where('confirmedBy', 'is', null).execute()
