/** Signatures (签名核对): SQL. The only file that writes its tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import type { ApprovedBy, MeetingKind, SignatureSheetState, Verdict } from './signatures.contract.ts'

const places = { text: 'signature_meeting.text', earlier: 'signature_text.text', picture: 'signature_sheet.picture' } as const

export interface SigningRow {
  unitId: string
  code: string
  text: string
  digest: string
  version: number
}

/** What the meeting signs, if it signs anything that one may read. */
export async function findSigning(keeping: Keeping, meetingId: string): Promise<SigningRow | undefined> {
  const row = await keeping.db
    .selectFrom('signatureMeeting')
    .where('meetingId', '=', meetingId)
    .select(['unitId', 'code', 'textSealed', 'textDigest', 'version'])
    .executeTakeFirst()
  if (!row) return undefined
  const { textSealed, textDigest, ...rest } = row
  return { ...rest, text: open(keeping, textSealed, places.text)!, digest: textDigest.toString('hex') }
}

export const lockSigning = (db: Database, meetingId: string) =>
  db.selectFrom('signatureMeeting').where('meetingId', '=', meetingId).select('version').forUpdate().execute()

/** False: somebody was faster, or another meeting has the code. */
export async function insertSigning(
  keeping: Keeping,
  row: { townId: number; meetingId: string; unitId: string; code: string; text: string; digest: Buffer },
): Promise<boolean> {
  const { text, digest, ...rest } = row
  const { numInsertedOrUpdatedRows } = await keeping.db
    .insertInto('signatureMeeting')
    .values({ ...rest, textSealed: seal(keeping, text, places.text)!, textDigest: digest })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Keeps the text that is about to be replaced. */
export const keepText = (
  keeping: Keeping,
  { text, digest, ...row }: { townId: number; meetingId: string; number: number; text: string; digest: string; replacedAt: Date },
) =>
  keeping.db
    .insertInto('signatureText')
    .values({ ...row, textSealed: seal(keeping, text, places.earlier)!, textDigest: Buffer.from(digest, 'hex') })
    .execute()

/** Texts that stood before, the first one first, with how many approved each. */
export async function earlierTexts(keeping: Keeping, meetingId: string) {
  const { rows } = await sql<{ number: number; textSealed: Buffer; textDigest: Buffer; replacedAt: Date; approvals: number }>`
    select t.number, t.text_sealed, t.text_digest, t.replaced_at, (select count(*)::integer from signature_approval a
      where a.town_id = t.town_id and a.meeting_id = t.meeting_id and a.text_digest = t.text_digest) as approvals
    from signature_text t where t.meeting_id = ${meetingId}::uuid order by t.number`.execute(keeping.db)
  return rows.map(({ textSealed, textDigest, ...row }) => ({
    ...row,
    text: open(keeping, textSealed, places.earlier)!,
    digest: textDigest.toString('hex'),
  }))
}

export const updateText = (keeping: Keeping, meetingId: string, text: string, digest: Buffer) =>
  keeping.db
    .updateTable('signatureMeeting')
    .where('meetingId', '=', meetingId)
    .set(({ eb }) => ({ textSealed: seal(keeping, text, places.text)!, textDigest: digest, version: eb('version', '+', 1) }))
    .execute()

/** Everyone who takes part, with their approval of the text as it stands. */
export async function listSigners(
  db: Database,
  meetingId: string,
): Promise<{ name: string; approvedAt: Date | null; by: ApprovedBy | null }[]> {
  const { rows } = await sql<{ name: string; approvedAt: Date | null; by: ApprovedBy | null }>`
    select s.name, a.approved_at, case when not a.is_own then 'officeCode' else a.how end as by from signers_of(${meetingId}::uuid) s
    left join signature_meeting m on m.meeting_id = ${meetingId}::uuid
    left join signature_approval a on a.town_id = m.town_id and a.meeting_id = m.meeting_id and a.text_digest = m.text_digest
      and a.person_id = s.person_id
    order by s.position`.execute(db)
  return rows
}

const own = (db: Database) =>
  db
    .selectFrom('signatureMeeting')
    .innerJoin('meeting', join =>
      join.onRef('meeting.townId', '=', 'signatureMeeting.townId').onRef('meeting.id', '=', 'signatureMeeting.meetingId'),
    )
    .where(sql<boolean>`signature_meeting.meeting_id = any ((select signing_meetings())::uuid[])`)
    .where('meeting.state', '<>', 'cancelled')

/** Texts of meetings that the actor takes part in, the latest first. */
export async function listOwn(keeping: Keeping, personId: string) {
  const rows = await own(keeping.db)
    .leftJoin('signatureApproval', join =>
      join
        .onRef('signatureApproval.meetingId', '=', 'signatureMeeting.meetingId')
        .onRef('signatureApproval.textDigest', '=', 'signatureMeeting.textDigest')
        .on('signatureApproval.personId', '=', personId),
    )
    .select([
      'signatureMeeting.meetingId',
      'meeting.title',
      'meeting.startsAt',
      'textSealed',
      'signatureMeeting.textDigest',
      'approvedAt',
      'isOwn',
    ])
    .orderBy('meeting.startsAt', 'desc')
    .orderBy('meeting.id')
    .limit(50)
    .execute()
  return rows.map(({ textSealed, textDigest, ...row }) => ({
    ...row,
    text: open(keeping, textSealed, places.text)!,
    digest: textDigest.toString('hex'),
  }))
}

/**
 * False: approved already, or the text is another by now. `codeFrom` gave the code; where this office kept the minutes the approval waits
 * for one of the person's own, and gives way to it.
 */
export async function insertApproval(
  db: Database,
  row: {
    townId: number
    meetingId: string
    personId: string
    textDigest: Buffer
    approvedAt: Date
    codeFrom: string | null
    how: 'signedIn' | 'code'
  },
  day: string,
): Promise<boolean> {
  const { townId, meetingId, personId, textDigest, approvedAt, codeFrom, how } = row
  const { numAffectedRows } = await sql`
    insert into signature_approval (town_id, meeting_id, person_id, text_digest, approved_at, how, code_from, is_own)
    select ${townId}, meeting_id, ${personId}::uuid, text_digest, ${approvedAt}::timestamptz, ${how}, ${codeFrom}::uuid,
      ${codeFrom}::uuid is null or not kept_minutes(meeting_id, ${codeFrom}::uuid, ${day}::date) from signature_meeting
    where meeting_id = ${meetingId}::uuid and text_digest = ${textDigest}
    on conflict (town_id, meeting_id, person_id, text_digest) do update
    set approved_at = excluded.approved_at, how = excluded.how, code_from = excluded.code_from, is_own = true
    where not signature_approval.is_own and excluded.is_own`.execute(db)
  return numAffectedRows === 1n
}

/** One sheet after the other, in the whole town: two that look alike must not both come first. */
export const lockSheets = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtext('signatures.sheets'), ${townId})`.execute(db)

export interface BroughtSheet {
  id: string
  meetingId: string
  title: string
  heldOn: string
  fileDigest: Buffer
  pictureDigest: Buffer
  similarity: Buffer
}

/** Every sheet of the town that was taken in, with what is needed to know it again. */
export const broughtSheets = async (db: Database) => (await sql<BroughtSheet>`select * from brought_sheets()`.execute(db)).rows

export const meetingOfCode = async (db: Database, code: string) =>
  (await sql<{ title: string; heldOn: string }>`select * from meeting_of_code(${code})`.execute(db)).rows[0]

export interface NewSheet {
  townId: number
  id: string
  meetingId: string
  unitId: string
  state: SignatureSheetState
  reason: string | null
  /** Of the text that was to be signed. */
  textDigest: Buffer
  broughtBy: string
  broughtAt: Date
  /** Null: refused on arrival. */
  picture: { bytes: Buffer; fileDigest: Buffer; pictureDigest: Buffer; similarity: Buffer } | null
  resembles: string | null
  differingBits: number | null
}

export const insertSheet = ({ db, sealing }: Keeping, { picture, ...row }: NewSheet) =>
  db
    .insertInto('signatureSheet')
    .values({
      ...row,
      fileDigest: picture?.fileDigest ?? null,
      pictureDigest: picture?.pictureDigest ?? null,
      similarity: picture?.similarity ?? null,
      pictureSealed: picture && sealing.seal(picture.bytes.toString('base64'), places.picture),
    })
    .execute()

export const moveSheet = (db: Database, id: string, state: SignatureSheetState) =>
  db.updateTable('signatureSheet').where('id', '=', id).set({ state }).execute()

export interface SheetRow {
  id: string
  meetingId: string
  unitId: string
  state: SignatureSheetState
  reason: string | null
  broughtBy: string
  broughtAt: Date
  hasPicture: boolean
  isOfOlderText: boolean
  resembles: string | null
  resemblesTitle: string | null
  resemblesHeldOn: string | null
  path: string[]
  kind: MeetingKind
  heldBeside: { path: string[]; kind: MeetingKind }[]
  verdicts: { verdict: Verdict; at: string; personId: string }[]
}

/** Of a meeting that one may not read: the narrower of the two. */
const kindOf = (sheet: 's' | 'other') =>
  sql`coalesce((select m.kind from meeting m where m.town_id = ${sql.ref(sheet)}.town_id and m.id = ${sql.ref(sheet)}.meeting_id), 'generalMeeting')`

const sheetsWhere = (day: string, where: ReturnType<typeof sql>) => sql<SheetRow>`
  select s.id, s.meeting_id, s.unit_id, s.state, s.reason, s.brought_by, s.brought_at, s.picture_sealed is not null as has_picture,
    -- of a meeting that one may not read: as it was
    coalesce((select m.text_digest <> s.text_digest from signature_meeting m where m.town_id = s.town_id and m.meeting_id = s.meeting_id), false)
      as is_of_older_text, s.resembles,
    earlier.title as resembles_title, earlier.held_on as resembles_held_on, units_above(s.unit_id, ${day}::date) as path,
    ${kindOf('s')} as kind,
    (select coalesce(json_agg(json_build_object('path', units_above(other.unit_id, ${day}::date), 'kind', ${kindOf('other')})), '[]')
      from signature_sheet other where other.town_id = s.town_id and other.resembles = s.id and other.state = 'underComparison') as held_beside,
    (select coalesce(json_agg(json_build_object('verdict', c.verdict, 'at', c.compared_at, 'personId', c.person_id)
      order by c.compared_at, c.person_id), '[]') from signature_comparison c where c.town_id = s.town_id and c.sheet_id = s.id) as verdicts
  from signature_sheet s left join brought_sheets() earlier on earlier.id = s.resembles
  where ${where} order by s.id`

export const listSheets = async (db: Database, day: string, meetingId: string) =>
  (await sheetsWhere(day, sql`s.meeting_id = ${meetingId}::uuid`).execute(db)).rows

export const findSheet = async (db: Database, day: string, id: string) =>
  (await sheetsWhere(day, sql`s.id = ${id}::uuid`).execute(db)).rows[0]

export const lockSheet = (db: Database, id: string) =>
  db.selectFrom('signatureSheet').where('id', '=', id).select('id').forUpdate().execute()

export async function pictureOf(keeping: Keeping, id: string): Promise<Buffer | undefined> {
  const row = await keeping.db.selectFrom('signatureSheet').where('id', '=', id).select('pictureSealed').executeTakeFirst()
  const text = row && open(keeping, row.pictureSealed, places.picture)
  return text ? Buffer.from(text, 'base64') : undefined
}

/** False: this person has said so already. */
export async function insertComparison(
  db: Database,
  row: { townId: number; sheetId: string; personId: string; verdict: Verdict; comparedAt: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('signatureComparison')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
