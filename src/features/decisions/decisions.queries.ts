/** Decisions (四议两公开): SQL of the matter and its steps. */
import { sql, type Insertable, type RawBuilder, type Updateable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'
import type { Role } from '#platform/shared/actor.ts'
import { besideSteps } from './decisions.rules.ts'
import type { DecisionState, Line, MatterCategory, ProposerKind, Stage, StageOutcome } from './decisions.shapes.contract.ts'

type Row<T extends keyof Tables> = Insertable<Tables[T]>

export interface DecisionRow {
  id: string
  unitId: string
  unitName: string
  /** From the town down to the place. */
  path: string[]
  line: Line
  listId: string
  code: string
  category: MatterCategory
  amountFen: number | null
  proposerKind: ProposerKind
  proposerId: string | null
  proposingBody: string | null
  state: DecisionState
  round: number
  fromStage: Stage | null
  textNumber: number
  title: string
  begunOn: string | null
  resultDueOn: string | null
  /** Null also where the reader may not know it; the document is everybody's. */
  urgentReason: string | null
  urgentDocument: string | null
  urgentAskedBy: string | null
  urgentSignedBy: string | null
  ratifyBy: string | null
  ratifiedOn: string | null
  createdBy: string
  version: number
  /** The first vote on which it stands that two people corrected to something else; null: none. */
  turnedBallotId: string | null
  /** May the reader know its own words, which name people in need or up for a post? */
  isRead: boolean
}

/** Corrections are few: which matters they turn is asked once a statement, and which vote only of those. */
export const turnedBallotOf = (id: RawBuilder<unknown>) => sql<string | null>`case when ${id} = any ((select turned_decisions())::uuid[])
  then (select t.ballot_id from turned_ballots() t where t.decision_id = ${id}) end`

const decisions = (db: Database) =>
  db
    .selectFrom('decision')
    .select([
      'id',
      'unitId',
      'line',
      'listId',
      'code',
      'category',
      'proposerKind',
      'proposerId',
      'proposingBody',
      'state',
      'round',
      'fromStage',
      'textNumber',
      'begunOn',
      'resultDueOn',
      'urgentDocument',
      'urgentAskedBy',
      'urgentSignedBy',
      'ratifyBy',
      'ratifiedOn',
      'createdBy',
      'version',
    ])
    .select([
      sql<number | null>`decision_amount(decision.id, text_number)`.as('amountFen'),
      sql<string>`decision_title(decision.id, text_number)`.as('title'),
      sql<string>`(select up.name from unit_period up where up.town_id = decision.town_id and up.unit_id = decision.unit_id
        order by lower(up.valid) desc limit 1)`.as('unitName'),
      sql<string[]>`authority_path(decision.unit_id)`.as('path'),
      turnedBallotOf(sql`decision.id`).as('turnedBallotId'),
      sql<string | null>`urgent_reason(decision.id)`.as('urgentReason'),
      sql<boolean>`reads_matter(decision.id)`.as('isRead'),
    ])
    .$castTo<DecisionRow>()

export const findDecision = (db: Database, id: string) => decisions(db).where('id', '=', id).executeTakeFirst()

/** The same, locked until the transaction ends. Every change starts here. */
export const lockDecision = (db: Database, id: string) => decisions(db).where('id', '=', id).forUpdate('decision').executeTakeFirst()

export const insertDecision = (db: Database, row: Row<'decision'>) => db.insertInto('decision').values(row).execute()
export const changeDecision = (db: Database, id: string, changes: Updateable<Tables['decision']>) =>
  db
    .updateTable('decision')
    .set({ ...changes, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const insertText = (db: Database, row: Row<'decisionText'>) => db.insertInto('decisionText').values(row).execute()
export const findText = (db: Database, decisionId: string, number: number) =>
  db
    .selectFrom('decisionText')
    .where('decisionId', '=', decisionId)
    .where('number', '=', number)
    .select(['title', 'body', sql<string>`encode(sha256(convert_to(body, 'UTF8')), 'hex')`.as('digest')])
    .executeTakeFirst()

export interface StageRow {
  id: string
  decisionId: string
  round: number
  stage: string
  textNumber: number
  heldOn: string
  chairId: string | null
  chairName: string | null
  recorderId: string | null
  recorderName: string | null
  outcome: StageOutcome
  verdict: string | null
  /** Empty where they may name people, and are not the reader's; as the reason is. */
  dissent: string
  document: string
  reason: string
  attachments: string | null
  ballotId: string | null
  recordedBy: string
  recordedByName: string | null
  recordedAs: Role | null
  recordedAt: Date
  /** When notice of its meeting was given, as it stood at the conclusion; null: no meeting, or none known. */
  noticedOn: string | null
  /** By when what it decided is to be disclosed, by the town's days of that time; null: it decided nothing. */
  discloseBy: string | null
  /** 1: recorded before title, amount and notice stood in the text of a step. */
  wording: number
}
/** Who keeps matters, and in which of these posts somebody did what was done at an instant. */
const keepers: readonly Role[] = [
  'townLeader',
  'townClerk',
  'townDiscipline',
  'villageSecretary',
  'villageClerk',
  'cooperativeDirector',
  'branchSecretary',
  'supervisor',
]
export const roleHeld = (person: RawBuilder<unknown>, at: RawBuilder<unknown>) =>
  sql<Role | null>`role_held(${person}, array[${sql.join(keepers.map(role => sql.lit(role)))}], (${at} at time zone 'Asia/Shanghai')::date)`

const stages = (db: Database) =>
  db
    .selectFrom('decisionStage')
    .select([
      'id',
      'decisionId',
      'round',
      'stage',
      'textNumber',
      'heldOn',
      'chairId',
      'recorderId',
      'outcome',
      'verdict',
      'document',
      'attachments',
      'ballotId',
      'recordedBy',
      'recordedAt',
      'noticedOn',
      'discloseBy',
      'wording',
    ])
    .select([
      sql<string | null>`holder_name(chair_id)`.as('chairName'),
      sql<string | null>`holder_name(recorder_id)`.as('recorderName'),
      sql<string | null>`holder_name(recorded_by)`.as('recordedByName'),
      roleHeld(sql`recorded_by`, sql`recorded_at`).as('recordedAs'),
      sql<string>`coalesce(stage_reason(id), '')`.as('reason'),
      sql<string>`coalesce(stage_dissent(id), '')`.as('dissent'),
    ])
    .$castTo<StageRow>()
/** In the order in which they were entered. */
export const stagesOf = (db: Database, decisionIds: readonly string[]): Promise<StageRow[]> =>
  stages(db).where('decisionId', 'in', decisionIds).orderBy('id').execute()
export const findStage = (db: Database, id: string) => stages(db).where('id', '=', id).executeTakeFirst()
export const insertStage = (db: Database, row: Omit<Row<'decisionStage'>, 'previousOn'>) =>
  db
    .insertInto('decisionStage')
    .values({
      ...row,
      previousOn: sql<string | null>`(select max(b.held_on) from decision_stage b where b.decision_id = ${row.decisionId}::uuid
        and b.stage not in (${sql.join(besideSteps)})
        and not exists (select from decision_stage x where x.decision_id = b.decision_id and x.ballot_id = ${row.ballotId ?? null}::uuid and x.id <= b.id))`,
    })
    .execute()

export interface LinkRow {
  decisionId: string
  targetId: string
  kind: 'ballot' | 'notice'
  round: number
  stage: Stage
}
export const linksOf = (db: Database, decisionIds: readonly string[]): Promise<LinkRow[]> =>
  db
    .selectFrom('decisionLink')
    .where('decisionId', 'in', decisionIds)
    .select(['decisionId', 'targetId', 'kind', 'round', 'stage'])
    .orderBy('madeAt')
    .orderBy('targetId')
    .$castTo<LinkRow>()
    .execute()
export const insertLink = (db: Database, row: Row<'decisionLink'>) => db.insertInto('decisionLink').values(row).execute()

export const ordersOf = (db: Database, decisionId: string) =>
  db
    .selectFrom('decisionOrder')
    .where('decisionId', '=', decisionId)
    .select(['kind', 'authority', 'orderedOn', 'document'])
    .orderBy('id')
    .$castTo<{ kind: 'annulled' | 'correctionOrdered'; authority: 'court' | 'town'; orderedOn: string; document: string }>()
    .execute()
export const insertOrder = (db: Database, row: Row<'decisionOrder'>) => db.insertInto('decisionOrder').values(row).execute()

/** The digest of a text, for everybody: it tells nothing of what the text says. */
export async function digestOf(db: Database, decisionId: string, number: number): Promise<string | null> {
  const { rows } = await sql<{
    digest: string | null
  }>`select decision_text_digest(${decisionId}::uuid, ${number}::integer) as digest`.execute(db)
  return rows[0]?.digest ?? null
}

/** Title and amount as they were written at that version of the text. */
export async function headOf(
  db: Database,
  decisionId: string,
  number: number,
): Promise<{ title: string | null; amountFen: number | null }> {
  const { rows } = await sql<{ title: string | null; amountFen: number | null }>`
    select decision_title(${decisionId}::uuid, ${number}::integer) as title, decision_amount(${decisionId}::uuid, ${number}::integer) as "amountFen"`.execute(
    db,
  )
  return rows[0]!
}

export interface Sitting {
  /** When notice of the meeting was given, and who presides and keeps its minutes; null: the meeting does not say. */
  noticedOn: string | null
  chairId: string | null
  recorderId: string | null
  closedAt: Date | null
}
/** Of the meetings of these ballots, as far as the actor may read them. */
export async function sittingsOf(db: Database, ballotIds: readonly string[]): Promise<Map<string, Sitting>> {
  if (ballotIds.length === 0) return new Map()
  const { rows } = await sql<Sitting & { id: string }>`
    select b.id, m.notice_on::text as noticed_on, m.chair_id, m.recorder_id, b.closed_at
    from ballot b join meeting m on m.town_id = b.town_id and m.id = b.meeting_id where b.id = any (${ballotIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...sitting }) => [id, sitting]))
}
