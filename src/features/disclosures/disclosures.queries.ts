/** Disclosure (公示公开): SQL of notices, what is written and what was published. The three files of queries alone write `notice…`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { DayUnit, FrozenContent, NoticeFields, NoticeType, StoredState, WorkState } from './disclosures.shapes.contract.ts'

export interface NoticeRow {
  id: string
  unitId: string
  unitName: string
  type: NoticeType
  subjectKind: string
  subjectId: string
  state: StoredState
  correction: WorkState | null
  number: number
  leastDays: number
  resultDueOn: string | null
  result: string | null
  resultOn: string | null
  resultBy: string | null
  resultByName: string | null
  withdrawnOn: string | null
  recalledOn: string | null
  recallReason: string | null
  purposeEndsOn: string | null
  unpublishedOn: string | null
  unpublishReason: string | null
  version: number
  /** Of the newest version, or of what is being written; null where neither may be read. */
  title: string | null
  days: number | null
  dayUnit: DayUnit | null
  publishedOn: string | null
  recordEntryId: string | null
}

/** Whoever changes anything of a notice waits until this transaction has ended; objections of the public as well. */
export const holdNotice = (db: Database, id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`notice ${id}`}, actor_town()))`.execute(db)

const notices = (db: Database) =>
  db
    .selectFrom('notice')
    .leftJoin('noticeVersion', join =>
      join.onRef('noticeVersion.noticeId', '=', 'notice.id').onRef('noticeVersion.number', '=', 'notice.number'),
    )
    .select([
      'notice.id',
      'notice.unitId',
      'notice.type',
      'notice.subjectKind',
      'notice.subjectId',
      'notice.state',
      'notice.correction',
      'notice.number',
      'notice.leastDays',
      'notice.resultDueOn',
      'notice.result',
      'notice.resultOn',
      'notice.resultBy',
      'notice.withdrawnOn',
      'notice.recalledOn',
      'notice.recallReason',
      'notice.purposeEndsOn',
      'notice.unpublishedOn',
      'notice.unpublishReason',
      'notice.version',
      'noticeVersion.days',
      'noticeVersion.dayUnit',
      'noticeVersion.publishedOn',
      'noticeVersion.recordEntryId',
    ])
    .select([
      sql<string>`(select up.name from unit_period up where up.town_id = notice.town_id and up.unit_id = notice.unit_id
        order by lower(up.valid) desc limit 1)`.as('unitName'),
      sql<string | null>`holder_name(notice.result_by)`.as('resultByName'),
      sql<string | null>`coalesce(notice_version.title, (select w.content ->> 'title' from notice_work w
        where w.town_id = notice.town_id and w.notice_id = notice.id))`.as('title'),
    ])

export const findNotice = (db: Database, id: string): Promise<NoticeRow | undefined> =>
  notices(db).where('notice.id', '=', id).executeTakeFirst()

export interface NoticeFilter {
  /** The place with everything below it, and what went into any of these by that day. */
  below?: { unitId: string; day: string } | undefined
  type?: NoticeType | undefined
  states?: readonly StoredState[] | undefined
  /** Published at least once. */
  isOut?: boolean
  /** Owes its result since before that day. */
  dueBefore?: string
  /** Older than that notice. */
  before?: string | undefined
}

/** A page, the newest first. The ids are looked up alone, so that nothing else is read of those that are not on it. */
export async function listNotices(db: Database, filter: NoticeFilter, most: number): Promise<NoticeRow[]> {
  const found = await matching(db, filter).select('id').orderBy('id', 'desc').limit(most).execute()
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  return notices(db)
    .where(sql<boolean>`notice.id = any (${ids}::uuid[])`)
    .orderBy('notice.id', 'desc')
    .execute()
}

export async function countNotices(db: Database, filter: NoticeFilter): Promise<number> {
  const row = await matching(db, filter)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

const matching = (db: Database, { below, type, states, isOut, dueBefore, before }: NoticeFilter) =>
  db
    .selectFrom('notice')
    .$if(below !== undefined, query =>
      query.where(sql<boolean>`unit_id = any ((select units_below(${below!.unitId}::uuid, ${below!.day}::date))::uuid[])`),
    )
    .$if(type !== undefined, query => query.where('type', '=', type!))
    .$if(states !== undefined, query => query.where('state', 'in', [...states!]))
    .$if(isOut === true, query => query.where('number', '>', 0))
    .$if(dueBefore !== undefined, query => query.where('resultDueOn', '<', dueBefore!))
    .$if(before !== undefined, query => query.where('id', '<', before!))

/** All of one subject, the oldest first. */
export const noticesOfSubject = (db: Database, subject: { kind: string; id: string }): Promise<NoticeRow[]> =>
  notices(db).where('notice.subjectKind', '=', subject.kind).where('notice.subjectId', '=', subject.id).orderBy('notice.id').execute()

/** Those of these notices to whose subject a result is published by their own place, or by one that goes on for it. */
export async function withResultOut(db: Database, noticeIds: readonly string[]): Promise<string[]> {
  if (noticeIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`select d.id from notice d where d.id = any (${noticeIds}::uuid[]) and exists
    (select from notice r where r.town_id = d.town_id and r.subject_kind = d.subject_kind and r.subject_id = d.subject_id
      and r.type = 'result' and r.number > 0 and r.state <> 'withdrawn'
      and (r.unit_id = d.unit_id or r.unit_id = any (unit_heirs(d.unit_id, actor_today()))))`.execute(db)
  return rows.map(({ id }) => id)
}

/** In one's own scope: waiting for a supervisor, objected to, run out, or owing its result; the oldest first. */
export const listWaiting = (db: Database, today: string, most: number): Promise<NoticeRow[]> =>
  notices(db)
    .where(
      sql<boolean>`notice.unit_id = any ((select scope_units())::uuid[]) and (notice.state = 'checked' or notice.correction = 'checked'
      or notice.result_due_on < ${today}::date or notice.state = 'published' and notice_version.published_on + notice_version.days < ${today}::date
      or notice.state in ('published', 'withdrawn')
        and exists (select from notice_objection o where o.town_id = notice.town_id and o.notice_id = notice.id and o.state = 'open'))`,
    )
    .orderBy('notice.id')
    .limit(most)
    .execute()

export const insertNotice = (
  db: Database,
  notice: {
    townId: number
    id: string
    unitId: string
    type: NoticeType
    subjectKind: string
    subjectId: string
    leastDays: number
    createdAt: Date
  },
) =>
  db
    .insertInto('notice')
    .values({ ...notice, state: 'draft' })
    .execute()

export const updateNotice = (
  db: Database,
  id: string,
  change: Partial<
    Omit<NoticeRow, 'id' | 'version' | 'unitName' | 'resultByName' | 'title' | 'days' | 'dayUnit' | 'publishedOn' | 'recordEntryId'>
  >,
) =>
  db
    .updateTable('notice')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export interface WorkRow {
  content: NoticeFields
  near: string[]
  dropped: string[]
  reason: string | null
  /** Everyone who had a hand in any version; none: begun by the program, from a matter. */
  writers: string[]
  submittedBy: string | null
}

/** What is being written of each of them, as far as one may read it, by notice. */
export async function worksOf(db: Database, noticeIds: readonly string[]): Promise<ReadonlyMap<string, WorkRow>> {
  if (noticeIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('noticeWork')
    .where('noticeId', 'in', [...noticeIds])
    .select(['noticeId', 'content', 'near', 'dropped', 'reason', 'writers', 'submittedBy'])
    .execute()
  return new Map(rows.map(({ noticeId, ...work }) => [noticeId, work as WorkRow]))
}

const asRow = ({ content, ...rest }: Partial<WorkRow>) => ({ ...rest, ...(content && { content: JSON.stringify(content) }) })

export const insertWork = (db: Database, work: { townId: number; noticeId: string } & WorkRow) =>
  db
    .insertInto('noticeWork')
    .values({ ...work, content: JSON.stringify(work.content) })
    .execute()

export const updateWork = (db: Database, noticeId: string, change: Partial<WorkRow>) =>
  db.updateTable('noticeWork').set(asRow(change)).where('noticeId', '=', noticeId).execute()

export interface VersionRow {
  number: number
  title: string
  days: number
  dayUnit: DayUnit
  publishedOn: string
  publishedBy: string
  publisherName: string | null
  submittedBy: string
  submitterName: string | null
  reason: string | null
  recordEntryId: string
  content: FrozenContent | null
}

/** Oldest first; without their content where it was taken down. */
export const versionsOf = (db: Database, noticeId: string): Promise<VersionRow[]> =>
  db
    .selectFrom('noticeVersion')
    .leftJoin('noticeContent', join =>
      join.onRef('noticeContent.noticeId', '=', 'noticeVersion.noticeId').onRef('noticeContent.number', '=', 'noticeVersion.number'),
    )
    .where('noticeVersion.noticeId', '=', noticeId)
    .select([
      'noticeVersion.number',
      'noticeVersion.title',
      'noticeVersion.days',
      'noticeVersion.dayUnit',
      'noticeVersion.publishedOn',
      'noticeVersion.publishedBy',
      'noticeVersion.submittedBy',
      'noticeVersion.reason',
      'noticeVersion.recordEntryId',
      'noticeContent.content',
    ])
    .select([
      sql<string | null>`holder_name(published_by)`.as('publisherName'),
      sql<string | null>`holder_name(submitted_by)`.as('submitterName'),
    ])
    .orderBy('noticeVersion.number')
    .execute() as Promise<VersionRow[]>

export const insertVersion = async (
  db: Database,
  {
    content,
    ...version
  }: {
    townId: number
    noticeId: string
    number: number
    title: string
    days: number
    dayUnit: DayUnit
    publishedOn: string
    publishedAt: Date
    publishedBy: string
    submittedBy: string
    reason: string | null
    recordEntryId: string
    content: FrozenContent
  },
) => {
  const { townId, noticeId, number } = version
  await db.insertInto('noticeVersion').values(version).execute()
  await db
    .insertInto('noticeContent')
    .values({ townId, noticeId, number, content: JSON.stringify(content) })
    .execute()
}

/** Lists of persons that are still shown after the last day on which they are needed. */
export const pastTheirPurpose = (db: Database, today: string) =>
  db
    .selectFrom('notice')
    .where('purposeEndsOn', '<', today)
    .where('unpublishedOn', 'is', null)
    .where('number', '>', 0)
    .select('id')
    .orderBy('id')
    .execute()
