/** Objections (异议): SQL. What was said lies sealed, apart from the line that everyone sees. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import type { ObjectionChannel, NoticeObjectionState, Side } from './disclosures.shapes.contract.ts'

const places = { text: 'notice_objection_words.text', name: 'notice_objection_words.name', phone: 'notice_objection_words.phone' } as const

export interface ObjectionRow {
  id: string
  noticeId: string
  number: number
  versionNumber: number
  channel: ObjectionChannel
  receivedOn: string
  enteredOn: string
  state: NoticeObjectionState
  decidedOn: string | null
  reason: string | null
  /** The first that was upheld: for it the notice came down. */
  tookDown: boolean
}

/** Oldest first. */
export const objectionsOf = (db: Database, noticeIds: readonly string[]): Promise<ObjectionRow[]> =>
  noticeIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('noticeObjection')
        .where('noticeId', 'in', [...noticeIds])
        .select([
          'id',
          'noticeId',
          'number',
          'versionNumber',
          'channel',
          'receivedOn',
          'enteredOn',
          'state',
          'decidedOn',
          'reason',
          'tookDown',
        ])
        .orderBy('number')
        .execute()

export interface Words {
  text: string
  name: string | null
  phone: string | null
}

/** By objection; only of those that one may read. */
export async function wordsOf(keeping: Keeping, objectionIds: readonly string[]): Promise<ReadonlyMap<string, Words>> {
  if (objectionIds.length === 0) return new Map()
  const rows = await keeping.db
    .selectFrom('noticeObjectionWords')
    .where('objectionId', 'in', [...objectionIds])
    .select(['objectionId', 'textSealed', 'nameSealed', 'phoneSealed'])
    .execute()
  return new Map(
    rows.map(row => [
      row.objectionId,
      {
        text: open(keeping, row.textSealed, places.text)!,
        name: open(keeping, row.nameSealed, places.name),
        phone: open(keeping, row.phoneSealed, places.phone),
      },
    ]),
  )
}

export async function insertObjection(
  keeping: Keeping,
  {
    words,
    ...objection
  }: {
    townId: number
    id: string
    noticeId: string
    number: number
    versionNumber: number
    channel: ObjectionChannel
    receivedOn: string
    enteredOn: string
    enteredBy: string | null
    words: Words
  },
) {
  await keeping.db
    .insertInto('noticeObjection')
    .values({ ...objection, state: 'open' })
    .execute()
  await keeping.db
    .insertInto('noticeObjectionWords')
    .values({
      townId: objection.townId,
      objectionId: objection.id,
      textSealed: seal(keeping, words.text, places.text)!,
      nameSealed: seal(keeping, words.name, places.name),
      phoneSealed: seal(keeping, words.phone, places.phone),
    })
    .execute()
}

export interface OpinionRow {
  objectionId: string
  side: Side
  outcome: Exclude<NoticeObjectionState, 'open'>
  reason: string
  givenBy: string
  byName: string | null
  givenAt: Date
}

/** Oldest first. */
export const opinionsOf = (db: Database, objectionIds: readonly string[]): Promise<OpinionRow[]> =>
  objectionIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('noticeOpinion')
        .where('objectionId', 'in', [...objectionIds])
        .select(['objectionId', 'side', 'outcome', 'reason', 'givenBy', 'givenAt'])
        .select(sql<string | null>`holder_name(given_by)`.as('byName'))
        .orderBy('givenAt')
        .orderBy('id')
        .execute()

export const insertOpinion = (
  db: Database,
  opinion: {
    townId: number
    id: string
    objectionId: string
    side: Side
    outcome: Exclude<NoticeObjectionState, 'open'>
    reason: string
    givenBy: string
    givenAt: Date
  },
) => db.insertInto('noticeOpinion').values(opinion).execute()

export const decideObjection = (
  db: Database,
  id: string,
  decided: { state: Exclude<NoticeObjectionState, 'open'>; decidedOn: string; reason: string; tookDown: boolean },
) => db.updateTable('noticeObjection').set(decided).where('id', '=', id).execute()

/** Who submitted and published each version of the notices: those who answer to objections. */
export const signersOf = async (db: Database, noticeIds: readonly string[]) =>
  noticeIds.length === 0
    ? []
    : db
        .selectFrom('noticeVersion')
        .where('noticeId', 'in', [...noticeIds])
        .select(['noticeId', 'publishedBy', 'submittedBy'])
        .execute()
