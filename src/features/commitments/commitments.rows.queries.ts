/** Rows of the ledger of duty (履职台账表): SQL that reads what is known and writes many rows at once. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { PostHoldingState, ReportInState, WishState } from './commitments.shapes.contract.ts'

/** Lets one import of duties run at a time; it holds until the transaction ends. */
export const lockDuties = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('commitments', ${townId}))`.execute(db)

export const peopleIds = async (db: Database) =>
  new Map((await db.selectFrom('person').select(['id', 'externalCode']).execute()).map(({ id, externalCode }) => [externalCode ?? id, id]))

export const memberIds = async (db: Database) =>
  new Set(
    (await db.selectFrom('partyMembership').where('endedOn', 'is', null).select('personId').execute()).map(({ personId }) => personId),
  )

export interface ToldReport {
  personId: string
  unitId: string
  workUnit: string
  workContact: string
  state: ReportInState
  reportedOn: string | null
  gridUnitId: string | null
}

export const knownReports = (db: Database): Promise<ToldReport[]> =>
  db
    .selectFrom('reportIn')
    .where('endedOn', 'is', null)
    .where('personId', 'is not', null)
    .select(['personId', 'unitId', 'workUnit', 'workContact', 'state', 'reportedOn', 'gridUnitId'])
    .$narrowType<{ personId: string }>()
    .execute()

export const insertReports = (db: Database, townId: number, today: string, reports: readonly (ToldReport & { id: string })[]) =>
  bulkInsert(
    db,
    'report_in',
    {
      town_id: 'integer',
      id: 'uuid',
      person_id: 'uuid',
      unit_id: 'uuid',
      work_unit: 'text',
      work_contact: 'text',
      work_branch: 'text',
      skills: 'text',
      times: 'text',
      means: 'text',
      state: 'text',
      begun_on: 'date',
      reported_on: 'date',
      accepted_on: 'date',
      grid_unit_id: 'uuid',
    },
    reports.map(({ id, personId, unitId, workUnit, workContact, state, reportedOn, gridUnitId }) => ({
      town_id: townId,
      id,
      person_id: personId,
      unit_id: unitId,
      work_unit: workUnit,
      work_contact: workContact,
      work_branch: '',
      skills: '',
      times: '',
      means: 'counter',
      state,
      begun_on: reportedOn ?? today,
      reported_on: reportedOn,
      accepted_on: state === 'accepted' || state === 'inGrid' ? reportedOn : null,
      grid_unit_id: gridUnitId,
    })),
  )

export interface ToldPost {
  id: string
  code: string
  unitId: string
  kindCode: string
  headcount: number
  conditions: string
  openedOn: string
  closedOn: string | null
}

export const knownPosts = async (db: Database): Promise<ToldPost[]> =>
  (
    await db
      .selectFrom('servicePost')
      .select(['id', 'externalCode', 'unitId', 'kindCode', 'headcount', 'conditions', 'openedOn', 'closedOn'])
      .execute()
  ).map(({ externalCode, ...post }) => ({ ...post, code: externalCode ?? post.id }))

export const insertPosts = (db: Database, townId: number, posts: readonly ToldPost[]) =>
  bulkInsert(
    db,
    'service_post',
    {
      town_id: 'integer',
      id: 'uuid',
      external_code: 'text',
      unit_id: 'uuid',
      kind_code: 'text',
      headcount: 'integer',
      conditions: 'text',
      opened_on: 'date',
    },
    posts.map(({ id, code, unitId, kindCode, headcount, conditions, openedOn }) => ({
      town_id: townId,
      id,
      external_code: code,
      unit_id: unitId,
      kind_code: kindCode,
      headcount,
      conditions,
      opened_on: openedOn,
    })),
  )

export interface ToldHolding {
  postId: string
  personId: string
  state: PostHoldingState
  appliedOn: string
  decidedOn: string | null
  publishedOn: string | null
  servingFrom: string | null
  endedOn: string | null
}

export const knownHoldings = (db: Database): Promise<ToldHolding[]> =>
  db
    .selectFrom('postHolding')
    .where('personId', 'is not', null)
    .select(['postId', 'personId', 'state', 'appliedOn', 'decidedOn', 'publishedOn', 'servingFrom', 'endedOn'])
    .$narrowType<{ personId: string }>()
    .orderBy('appliedOn')
    .execute()

export const insertHoldings = (db: Database, townId: number, holdings: readonly (ToldHolding & { id: string; unitId: string })[]) =>
  bulkInsert(
    db,
    'post_holding',
    {
      town_id: 'integer',
      id: 'uuid',
      post_id: 'uuid',
      person_id: 'uuid',
      unit_id: 'uuid',
      applied_by: 'text',
      light: 'boolean',
      state: 'text',
      applied_on: 'date',
      decided_on: 'date',
      published_on: 'date',
      serving_from: 'date',
      ended_on: 'date',
    },
    holdings.map(({ id, postId, personId, unitId, state, appliedOn, decidedOn, publishedOn, servingFrom, endedOn }) => ({
      town_id: townId,
      id,
      post_id: postId,
      person_id: personId,
      unit_id: unitId,
      applied_by: 'recommended',
      light: false,
      state,
      applied_on: appliedOn,
      decided_on: decidedOn,
      published_on: publishedOn,
      serving_from: servingFrom,
      ended_on: endedOn,
    })),
  )

export interface ToldWish {
  code: string
  unitId: string
  text: string
  postedOn: string
  expiresOn: string
  state: WishState
}

export const knownWishes = async (db: Database): Promise<ToldWish[]> =>
  (await db.selectFrom('wish').select(['id', 'externalCode', 'unitId', 'text', 'postedOn', 'expiresOn', 'state']).execute()).map(
    ({ id, externalCode, ...wish }) => ({ ...wish, code: externalCode ?? id }),
  )

export const insertWishes = (db: Database, townId: number, wishes: readonly (ToldWish & { id: string })[]) =>
  bulkInsert(
    db,
    'wish',
    {
      town_id: 'integer',
      id: 'uuid',
      external_code: 'text',
      unit_id: 'uuid',
      text: 'text',
      posted_on: 'date',
      expires_on: 'date',
      state: 'text',
      closed_on: 'date',
    },
    wishes.map(({ id, code, unitId, text, postedOn, expiresOn, state }) => ({
      town_id: townId,
      id,
      external_code: code,
      unit_id: unitId,
      text,
      posted_on: postedOn,
      expires_on: expiresOn,
      state,
      closed_on: state === 'expired' ? expiresOn : null,
    })),
  )
