/** Registers of the eligible (表决权名册) and declarations: SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { BallotSubject, RegisterBody, Voter, VoterFields } from './votes.contract.ts'

export type VoterRow = Omit<Voter, 'allowedActions'> & { unitId: string }

export const voterColumns = [
  'id',
  'unitId',
  'bodyId',
  'decidingBody',
  'code',
  'name',
  'personId',
  'householdId',
  'householdKey',
  'represents',
  'standing',
  'standingReason',
  'validFrom as from',
  'validTo as to',
  'version',
] as const

/** A body has one board, or one committee: whoever sat on that of a body which went into it does not sit on this one. */
const endsWithItsBody: readonly RegisterBody[] = ['collectiveBoard', 'branchCommittee']

/** Who is on the register on the day, by name: on its own, and on those of the bodies that went into it by then. */
export const votersOn = (db: Database, bodyId: string, decidingBody: RegisterBody, day: string): Promise<VoterRow[]> =>
  db
    .selectFrom('voter')
    .where(
      endsWithItsBody.includes(decidingBody)
        ? sql<boolean>`body_id = ${bodyId}::uuid`
        : sql<boolean>`body_id = any ((select bodies_into(${bodyId}::uuid, ${day}::date))::uuid[])`,
    )
    .where('decidingBody', '=', decidingBody)
    .where('validFrom', '<=', day)
    .where(({ or, eb }) => or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .select(voterColumns)
    .orderBy(sql`sort_key collate "C"`)
    .orderBy('id')
    .execute()

/** The body that goes on with the registers of another by the day. */
export const standingBody = async (db: Database, bodyId: string, day: string): Promise<string> =>
  (await sql<{ id: string | null }>`select standing_body(${bodyId}::uuid, ${day}::date) as id`.execute(db)).rows[0]!.id ?? bodyId

export const findVoter = (db: Database, id: string): Promise<VoterRow | undefined> =>
  db.selectFrom('voter').where('id', '=', id).select(voterColumns).executeTakeFirst()

/** The same, locked until the transaction ends. */
export const lockVoter = (db: Database, id: string) => db.selectFrom('voter').where('id', '=', id).select('id').forUpdate().execute()

const row = ({ from, to, ...fields }: VoterFields) => ({ ...fields, validFrom: from, validTo: to })

/** False: someone else has the code. */
export const insertVoter = async (
  db: Database,
  {
    fields,
    ...place
  }: { townId: number; id: string; unitId: string; bodyId: string; decidingBody: RegisterBody; sortKey: string; fields: VoterFields },
): Promise<boolean> =>
  (
    await db
      .insertInto('voter')
      .values({ ...place, ...row(fields) })
      .onConflict(conflict => conflict.columns(['townId', 'bodyId', 'decidingBody', 'code']).doNothing())
      .returning('id')
      .execute()
  ).length === 1

export const updateVoter = (db: Database, id: string, sortKey: string, fields: VoterFields) =>
  db
    .updateTable('voter')
    .set({ ...row(fields), sortKey, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const codeIsTaken = async (db: Database, { id, bodyId, decidingBody }: VoterRow, code: string): Promise<boolean> =>
  (await db
    .selectFrom('voter')
    .where('bodyId', '=', bodyId)
    .where('decidingBody', '=', decidingBody)
    .where('code', '=', code)
    .where('id', '<>', id)
    .select('id')
    .executeTakeFirst()) !== undefined

export const householdExists = async (db: Database, id: string) =>
  (await db.selectFrom('household').where('id', '=', id).select('id').executeTakeFirst()) !== undefined

export const declarationsOn = (db: Database, { kind, id }: BallotSubject) =>
  db
    .selectFrom('interestDeclaration')
    .innerJoin('voter', join =>
      join.onRef('voter.townId', '=', 'interestDeclaration.townId').onRef('voter.id', '=', 'interestDeclaration.voterId'),
    )
    .where('subjectKind', '=', kind)
    .where('subjectId', '=', id)
    .select(['voterId', 'voter.bodyId', 'voter.personId', 'voter.name', 'concerned', 'words', 'declaredOn'])
    .execute()

/** Enters what was not declared before; returns how many that were. */
export const insertDeclarations = async (
  db: Database,
  declarations: readonly {
    townId: number
    subjectKind: string
    subjectId: string
    voterId: string
    concerned: boolean
    words: string
    declaredOn: string
    enteredBy: string
  }[],
): Promise<number> =>
  declarations.length === 0
    ? 0
    : (
        await db
          .insertInto('interestDeclaration')
          .values(declarations)
          .onConflict(conflict => conflict.doNothing())
          .returning('voterId')
          .execute()
      ).length
