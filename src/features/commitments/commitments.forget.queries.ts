/** Forgetting duties (报到、岗位、履职按期去掉姓名): SQL that finds what has been kept for its time, and takes the person out of it. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

export type Duty = 'reportIn' | 'postHolding' | 'postExemption' | 'serviceEntry' | 'wish'

/** What was over on the day `since`, or before, and still tells of a person. */
export const namedDuties = async (db: Database, since: string): Promise<{ kind: Duty; id: string }[]> => {
  const { rows } = await sql<{ kind: Duty; id: string }>`
    select 'reportIn' as kind, id from report_in where forgotten_on is null and ended_on <= ${since}::date
    union all select 'postHolding', id from post_holding where forgotten_on is null and ended_on <= ${since}::date
    union all select 'postExemption', id from post_exemption where ended_on <= ${since}::date
    union all select 'serviceEntry', id from service_entry
      where forgotten_on is null and (ends_at at time zone 'Asia/Shanghai')::date <= ${since}::date
    union all select 'wish', id from wish where forgotten_on is null and claimed_by is not null and closed_on <= ${since}::date
    order by kind, id`.execute(db)
  return rows
}

/**
 * What becomes of one of each, and whose village it was; nothing when it was done before. What a number counts stays without the person;
 * what was said of the person alone is deleted.
 */
const forgetting: Record<Duty, (db: Database, id: string, today: string) => Promise<{ unitId: string } | undefined>> = {
  async reportIn(db, id, today) {
    await db.deleteFrom('reportNote').where('reportInId', '=', id).execute()
    const gone = { personId: null, workUnit: '', workBranch: '', workContact: '', skills: '', times: '', endReason: null }
    return db
      .updateTable('reportIn')
      .set({ ...gone, forgottenOn: today })
      .where('id', '=', id)
      .where('forgottenOn', 'is', null)
      .returning('unitId')
      .executeTakeFirst()
  },
  async postHolding(db, id, today) {
    await db.deleteFrom('postLog').where('holdingId', '=', id).execute()
    await db.deleteFrom('postReview').where('holdingId', '=', id).execute()
    return db
      .updateTable('postHolding')
      .set({ personId: null, endReason: null, shownOn: null, forgottenOn: today })
      .where('id', '=', id)
      .where('forgottenOn', 'is', null)
      .returning('unitId')
      .executeTakeFirst()
  },
  postExemption: (db, id) => db.deleteFrom('postExemption').where('id', '=', id).returning('unitId').executeTakeFirst(),
  // Nobody counts hours that were not confirmed.
  serviceEntry: async (db, id, today) =>
    (await db.deleteFrom('serviceEntry').where('id', '=', id).where('state', '!=', 'confirmed').returning('unitId').executeTakeFirst()) ??
    db
      .updateTable('serviceEntry')
      .set({ personId: null, forgottenOn: today })
      .where('id', '=', id)
      .where('forgottenOn', 'is', null)
      .returning('unitId')
      .executeTakeFirst(),
  wish: (db, id, today) =>
    db
      .updateTable('wish')
      .set({ claimedBy: null, claimedOn: null, forgottenOn: today })
      .where('id', '=', id)
      .where('forgottenOn', 'is', null)
      .returning('unitId')
      .executeTakeFirst(),
}

export const forgetDuty = (db: Database, kind: Duty, id: string, today: string) => forgetting[kind](db, id, today)
