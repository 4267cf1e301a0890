/** Registers for imports and exports (表决权名册导入导出): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { voterColumns, type VoterRow } from './votes.register.queries.ts'

/** One import of registers at a time; it holds until the transaction ends. */
export const lockRegisters = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('voting registers', ${townId}))`.execute(db)

const codes = (db: Database) => db.selectFrom('person').select(['id', 'externalCode']).execute()
export const peopleByCode = async (db: Database) => new Map((await codes(db)).map(({ id, externalCode }) => [externalCode ?? id, id]))
export const codesOfPeople = async (db: Database) => new Map((await codes(db)).map(({ id, externalCode }) => [id, externalCode ?? id]))

/** Homes that the caller may read. */
export const homesByCode = async (db: Database) =>
  new Map((await db.selectFrom('household').select(['id', 'code']).execute()).map(({ id, code }) => [code, id]))

export const keyOf = ({ bodyId, decidingBody, code }: Pick<VoterRow, 'bodyId' | 'decidingBody' | 'code'>) =>
  [bodyId, decidingBody, code].join('/')

export const everyVoter = (db: Database): Promise<VoterRow[]> =>
  db.selectFrom('voter').select(voterColumns).orderBy('bodyId').orderBy('decidingBody').orderBy('code').execute()

export const votersByKey = async (db: Database) => new Map((await everyVoter(db)).map(voter => [keyOf(voter), voter]))
