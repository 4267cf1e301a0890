/** Contacts of households (联系户): SQL. With households.verbs.queries.ts the only file that writes `household_contact`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { ConsentBasis, ContactWish, EndReason, ExemptReason, HouseholdContactState } from './households.contract.ts'

/** Contacts with the household's number and the units with authority over it on `day`. */
const contactsOn = (db: Database, day: string) =>
  db
    .selectFrom('householdContact as c')
    .leftJoin('household as h', join => join.onRef('h.townId', '=', 'c.townId').onRef('h.id', '=', 'c.householdId'))
    .select([
      'c.id',
      'c.householdId',
      'c.memberId',
      'c.proposedOn',
      'c.memberAgreedOn',
      'c.householdAgreedOn',
      'c.nameShown',
      'c.startedOn',
      'c.endedOn',
      'c.version',
    ])
    .select([
      sql<HouseholdContactState>`c.state`.as('state'),
      sql<ContactWish>`c.proposed_by`.as('proposedBy'),
      sql<'self' | 'onBehalf' | null>`c.member_agreed_how`.as('memberAgreedHow'),
      sql<'card' | 'onBehalf' | null>`c.household_agreed_how`.as('householdAgreedHow'),
      sql<EndReason | null>`c.end_reason`.as('endReason'),
      // A member whose contact ended reads no more of the household than that.
      sql<string>`coalesce(h.code, '')`.as('householdCode'),
      sql<string | null>`contact_name(c.id)`.as('memberName'),
      sql<string[]>`coalesce(units_above(h.unit_id, ${day}::date), '{}')`.as('path'),
    ])

export const contactsOfHousehold = (db: Database, day: string, householdId: string) =>
  contactsOn(db, day).where('c.householdId', '=', householdId).orderBy('c.id', 'desc').execute()

/** The open contacts of a member, by the household's number. */
export const contactsOfMember = (db: Database, day: string, memberId: string) =>
  contactsOn(db, day).where('c.memberId', '=', memberId).where('c.state', 'in', ['proposed', 'active']).orderBy('h.code').execute()

export const findContact = (db: Database, day: string, id: string) => contactsOn(db, day).where('c.id', '=', id).executeTakeFirst()

/** The open contact of a household, which is locked, with its member. */
export async function lockOpenContact(db: Database, day: string, householdId: string) {
  const open = await db
    .selectFrom('householdContact')
    .where('householdId', '=', householdId)
    .where('state', 'in', ['proposed', 'active'])
    .select(['id', 'memberId'])
    .executeTakeFirst()
  if (!open) return undefined
  await lockMember(db, open.memberId)
  const contact = await lockContact(db, day, open.id)
  return contact?.state === 'proposed' || contact?.state === 'active' ? contact : undefined
}

/**
 * The contact, locked until the transaction ends. Whoever locks it has its member, and before that its household: who exempts a member
 * has the member first as well, so that of two none waits for the other.
 */
export async function lockContact(db: Database, day: string, id: string) {
  await db.selectFrom('householdContact').where('id', '=', id).select('id').forUpdate().execute()
  return findContact(db, day, id)
}

export type ContactRow = NonNullable<Awaited<ReturnType<typeof findContact>>>

export interface NewContact {
  townId: number
  id: string
  householdId: string
  memberId: string
  proposedBy: ContactWish
  proposedOn: string
  memberAgreedOn: string | null
  memberAgreedHow: 'self' | 'onBehalf' | null
  householdAgreedOn: string | null
  householdAgreedHow: 'card' | 'onBehalf' | null
  consentBasis: ConsentBasis | null
  enteredBy: string | null
  nameShown: boolean
}

export const insertContact = (db: Database, contact: NewContact) =>
  db
    .insertInto('householdContact')
    .values({ ...contact, state: 'proposed' })
    .execute()

export interface ContactChanges {
  state?: HouseholdContactState
  memberAgreedOn?: string
  memberAgreedHow?: 'self' | 'onBehalf'
  householdAgreedOn?: string
  householdAgreedHow?: 'card' | 'onBehalf'
  consentBasis?: ConsentBasis
  enteredBy?: string
  nameShown?: boolean
  startedOn?: string
  endedOn?: string
  endReason?: EndReason
}

/** Saves the changes as the next version. */
export const updateContact = (db: Database, id: string, changes: ContactChanges) =>
  db
    .updateTable('householdContact')
    .set({ ...changes, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export interface ContactPerson {
  id: string
  name: string
  households: number
  isExempt: boolean
}

/** People who may be asked to keep in touch with a household of the unit, by name. */
export async function peopleNear(db: Database, day: string, unitId: string): Promise<ContactPerson[]> {
  const { rows } = await sql<ContactPerson>`
    select id, name, households, is_exempt from contact_people(${unitId}::uuid, ${day}::date) order by sort_key, name, id`.execute(db)
  return rows
}

/** Whoever asks to change what the same person keeps in touch with waits until this transaction has ended. */
export const lockMember = (db: Database, memberId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`contacts of ${memberId}`}, actor_town()))`.execute(db)

/** The household of a contact, locked: the first that a change of it waits for. Also for the member, who changes nothing else of it. */
export const lockHouseholdOf = (db: Database, householdId: string) => sql`select lock_contacted_household(${householdId}::uuid)`.execute(db)

/** What the households asked for is there, if somebody keeps in touch with them now. */
export const endWishes = (db: Database, householdIds: readonly string[]) =>
  sql`select end_contact_wishes(${[...householdIds]}::uuid[])`.execute(db)

/** Need the person not be asked today? */
export async function isExempt(db: Database, memberId: string): Promise<boolean> {
  const { rows } = await sql<{ exempt: boolean }>`select is_contact_exempt(${memberId}::uuid) as exempt`.execute(db)
  return rows[0]!.exempt
}

/** How many households a person keeps in touch with; the person is locked. */
export async function householdsOfMember(db: Database, memberId: string): Promise<number> {
  await lockMember(db, memberId)
  const { rows } = await sql<{ count: number }>`select contacts_of(${memberId}::uuid) as count`.execute(db)
  return rows[0]!.count
}

export const findLimits = (db: Database) => db.selectFrom('contactLimit').select(['least', 'most', 'source', 'version']).executeTakeFirst()

export const saveLimits = (db: Database, townId: number, limits: { least: number; most: number; source: string }) =>
  db
    .insertInto('contactLimit')
    .values({ townId, ...limits })
    .onConflict(conflict => conflict.column('townId').doUpdateSet({ ...limits, version: sql`contact_limit.version + 1` }))
    .execute()

const exemptions = (db: Database, day: string) =>
  db
    .selectFrom('contactExemption as e')
    .innerJoin('person as p', join => join.onRef('p.townId', '=', 'e.townId').onRef('p.id', '=', 'e.personId'))
    .select(['e.id', 'e.personId', 'p.name as personName', sql<ExemptReason>`e.reason`.as('reason'), 'e.validFrom', 'e.validTo'])
    .select(sql<string[]>`units_above(p.unit_id, ${day}::date)`.as('path'))

/** Those that hold on the day, by name. */
export const listExemptions = (db: Database, day: string, personId?: string) =>
  exemptions(db, day)
    .where('e.validFrom', '<=', day)
    .where(eb => eb.or([eb('e.validTo', 'is', null), eb('e.validTo', '>', day)]))
    .$if(personId !== undefined, query => query.where('e.personId', '=', personId!))
    .orderBy('p.sortKey')
    .orderBy('e.id')
    .execute()

/** Ends what the member was only proposed for. */
export const endProposals = (
  db: Database,
  memberId: string,
  changes: { state: HouseholdContactState; endedOn: string; endReason: EndReason },
) =>
  db
    .updateTable('householdContact')
    .set({ ...changes, version: sql`version + 1` })
    .where('memberId', '=', memberId)
    .where('state', '=', 'proposed')
    .execute()

export const findExemption = (db: Database, day: string, id: string) => exemptions(db, day).where('e.id', '=', id).executeTakeFirst()

export const insertExemption = (
  db: Database,
  exemption: { townId: number; id: string; personId: string; reason: ExemptReason; validFrom: string; recordedBy: string | null },
) => db.insertInto('contactExemption').values(exemption).execute()

export const endExemption = (db: Database, id: string, validTo: string) =>
  db.updateTable('contactExemption').set({ validTo }).where('id', '=', id).where('validTo', 'is', null).execute()

/** The units with authority over a person's record on the day, as far as the reader may see it. */
export async function pathOfPerson(db: Database, day: string, personId: string) {
  const row = await db
    .selectFrom('person')
    .where('id', '=', personId)
    .select(sql<string[]>`units_above(unit_id, ${day}::date)`.as('path'))
    .executeTakeFirst()
  return row?.path ?? null
}
