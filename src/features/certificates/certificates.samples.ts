/** Volunteer certificates (志愿服务证明): hours that may be certified, and the steps of a certificate; for tests. */
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aSlot, aTeam, aVolunteer } from '#features/volunteering/volunteering.samples.ts'
import type { Database } from '#platform/database/database.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './certificates.contract.ts'
import { installKey } from './certificates.keys.actions.ts'

/** Hours of two hours each that nobody disputed, of a unit; `id` of the entry. */
export async function lockedHours(
  db: Database,
  unitId: string,
  personId: string,
  day: string,
  {
    grade = 'organiser',
    credited = 120,
    postedOn = day,
  }: { grade?: 'onSite' | 'organiser' | 'enteredLater'; credited?: number; postedOn?: string } = {},
): Promise<string> {
  const id = newId()
  const at = { startsAt: `${day}T14:00:00+08:00`, endsAt: `${day}T16:00:00+08:00` }
  const slotId = await aSlot(db, unitId, { state: 'locked', postedOn, ...at })
  await db
    .insertInto('volunteerHours')
    .values({
      townId: 1,
      id,
      slotId,
      personId,
      name: '陈大妹',
      sortKey: 'chen da mei',
      ...at,
      minutes: credited,
      credited,
      grade,
      state: 'standing',
      enteredOn: day,
      publicReason: grade === 'enteredLater' ? '当天忘了登记' : null,
      postedOn,
    })
    .execute()
  return id
}

/** A certificate that was issued on the day, straight into the tables and signed by nobody. */
export async function anIssuedCertificate(db: Database, unitId: string, personId: string, day: string): Promise<string> {
  const id = newId()
  const key = await db.selectFrom('certificateKey').select('id').executeTakeFirstOrThrow()
  const { last } = await db
    .selectFrom('volunteerCertificate')
    .select(({ fn }) => fn.max('listIndex').as('last'))
    .executeTakeFirstOrThrow()
  const place = (last ?? 0) + 1
  const issuedBy = await aMember(db, unitId, '麦国强')
  await db
    .insertInto('volunteerCertificate')
    .values({
      townId: 1,
      id,
      personId,
      name: '陈大妹',
      maskedName: '陈*妹',
      unitId,
      fromOn: '2019-01-01',
      toOn: '2019-12-31',
      onSite: 120,
      organiser: 0,
      state: 'issued',
      askedAt: new Date('2019-12-20T01:00:00Z'),
      postedOn: addDays(day, -8),
      serial: `ZM${day.slice(0, 4)}-${10_000 + place}`,
      codeDigest: Buffer.from(id),
      issuedOn: day,
      validUntil: '2099-01-01',
      issuedBy,
      responsible: '麦国强',
      officePhone: '0757-00001234',
      keyId: key.id,
      listIndex: place,
      credential: '{}',
      line: 'ZM1',
    })
    .execute()
  return id
}

export const monday = new Date('2026-03-02T01:00:00Z')
export const later = (days: number) => new Date(monday.getTime() + days * 86_400_000)
export const match = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` })
export const wanted = (unitId: string, changes: object = {}) => ({
  unitId,
  from: '2026-01-01',
  to: '2026-02-28',
  consent: true,
  ...changes,
})
export const paper = { responsible: '麦国强', officePhone: '0757-00001234' }
export interface Credential {
  credentialSubject: { licenseNumber: string; result: { value: string }[]; identifier: { identityHash: string }[] }
  proof: { proofValue: string }
}

/** A village whose clerk certifies, and what happens to certificates there. */
export async function certificateSteps(app: ReturnType<typeof useApp>) {
  await app.as({ kind: 'job', townId: 1, name: 'test' }, installKey)
  const at = await aTeam(app.owner)
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id, { name: '何建生' })

  /** A volunteer with two hours of ① and one and a half of ②; those of ③ do not count. */
  async function served(name = '陈大妹') {
    const person = await aVolunteer(app.owner, at.village.id, { name })
    await lockedHours(app.owner, at.village.id, person, '2026-01-10', { grade: 'onSite' })
    const second = await lockedHours(app.owner, at.village.id, person, '2026-01-17', { credited: 90 })
    await lockedHours(app.owner, at.village.id, person, '2026-01-24', { grade: 'enteredLater' })
    return { person, second }
  }
  async function posted(name?: string) {
    const { person, second } = await served(name)
    return { second, ...(await postedTo(person)) }
  }
  async function postedTo(person: string) {
    app.now = monday
    const { body } = await app.call(person, endpoints.ask, { body: wanted(at.village.id) })
    return { person, certificate: body, params: { certificateId: body.id } }
  }
  /** Nine days after, with the credential that the volunteer downloads. */
  const issued = async (name?: string) => issuedTo((await served(name)).person)
  async function issuedTo(person: string) {
    const { params, certificate } = await postedTo(person)
    app.now = later(8)
    const { body } = await app.call(clerk, endpoints.issue, { params, body: paper }, match(certificate))
    const file = await app.raw({ method: 'GET', url: `/api/certificates/${body.id}/credential`, headers: { 'x-test-person': person } })
    return { person, params, certificate: body, mediaType: file.headers['content-type'], credential: JSON.parse(file.body) as Credential }
  }
  async function revoked() {
    const all = await issued()
    const proposal = { params: all.params, body: { reason: '冒用他人姓名' } }
    const { body } = await app.call(clerk, endpoints.proposeRevocation, proposal, match(all.certificate))
    const decision = { params: all.params, body: { agreed: true } }
    await app.call(at.villageSecretary, endpoints.decideRevocation, decision, match(body))
    return all
  }
  return { at, clerk, served, posted, issued, issuedTo, revoked }
}
