/** Volunteer certificates (志愿服务证明): asked for, posted, withdrawn, refused, issued, revoked by two. */
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { certifiableHours } from '#features/volunteering/volunteering.certify.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { digestOf } from '#platform/server/secrets.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { maskName } from '#platform/shared/masking.ts'
import { Id, Instant } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems } from './certificates.contract.ts'
import { credentialOf, listLength } from './certificates.credential.rules.ts'
import { signingKey, writeStatus } from './certificates.keys.actions.ts'
import { certificateDoorPolicy, certificatePolicy } from './certificates.policy.ts'
import { codeOf, factsOf, found, present, show, subjectOf } from './certificates.present.actions.ts'
import * as queries from './certificates.queries.ts'
import { certificateMachine, lineBody, nextSerial, stemOf, validUntil } from './certificates.rules.ts'
import { encode, signDocument, signLine } from './certificates.signing.actions.ts'

type Row = queries.CertificateRow
const Place = z.tuple([Instant, Id])

export const mine = action(endpoints.mine, async context => {
  context.require(certificateDoorPolicy, 'mine', null)
  const { db, today } = context
  const me = requireSubject(context)
  const hours = await certifiableHours(context, me)
  const issuers = await queries.issuersAmong(db, today, [...new Set(hours.flatMap(({ path }) => path))])
  return {
    certificates: (await queries.certificatesOf(db, today, me)).map(row => present(context, row)),
    issuers: issuers.map(({ unitId, unitName }) => {
      const own = hours.filter(({ path }) => path.includes(unitId))
      return { unitId, unitName, from: own[0]!.servedOn, to: own.at(-1)!.servedOn, ...sums(own) }
    }),
  }
})

export const ask = action(endpoints.ask, async (context, { body }) => {
  context.require(certificateDoorPolicy, 'ask', null)
  const personId = requireSubject(context)
  const [unit] = await queries.issuersAmong(context.db, context.today, [body.unitId])
  if (!unit) throw invalidField('#/unitId', '请选一个能出证明的单位')
  return open(context, 'certificates.ask', { ...body, personId, askedBy: null })
})

export const askFor = action(endpoints.askFor, async (context, { body }) => {
  const [unit] = await queries.issuersAmong(context.db, context.today, [body.unitId])
  if (!unit) throw invalidField('#/unitId', '请选一个能出证明的单位')
  context.require(certificateDoorPolicy, 'askFor', unit)
  return open(context, 'certificates.askFor', { ...body, askedBy: isPerson(context.actor) ? context.actor.personId : null })
})

interface Wanted {
  personId: string
  unitId: string
  from: string
  to: string
  askedBy: string | null
}

/** Posts what was asked for; the notice begins today. Throws nothing-to-certify and already-asked (409). */
async function open(context: Context, name: 'certificates.ask' | 'certificates.askFor', { personId, unitId, from, to, askedBy }: Wanted) {
  const { db, townId, now, today } = context
  if (to < from) throw invalidField('#/to', '结束的日子不能比开始早')
  if (to > today) throw invalidField('#/to', '结束的日子不能在以后')
  const hours = (await certifiableHours(context, personId)).filter(
    ({ path, servedOn }) => path.includes(unitId) && servedOn >= from && servedOn <= to,
  )
  if (hours.length === 0) throw new Problem(problems.nothingToCertify)
  const id = newId(now.getTime())
  // Whoever organised may not be able to read a person whom another village keeps: the entry tells the name.
  const person = (await queries.nameOf(db, personId)) ?? hours.at(-1)!.name
  const row = { townId, id, personId, name: person, maskedName: maskName(person), unitId, fromOn: from, toOn: to, askedBy }
  if (!(await queries.insertCertificate(db, { ...row, ...sums(hours), askedAt: now, postedOn: today }, hours)))
    throw new Problem(problems.alreadyAsked)
  await context.record(name, { kind: 'certificate', id, unitId }, { entries: hours.length })
  return show(context, id)
}

const sums = (hours: readonly { grade: 'onSite' | 'organiser'; credited: number }[]) => {
  const of = (wanted: string) => hours.reduce((sum, { grade, credited }) => sum + (grade === wanted ? credited : 0), 0)
  return { onSite: of('onSite'), organiser: of('organiser') }
}

export const list = action(endpoints.list, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(certificateDoorPolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const { rows, total } = await queries.listCertificates(context.db, context.today, filter, limit, after)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(row => present(context, row)),
    nextCursor: last ? cursorOf([last.askedAt.toISOString(), last.id]) : null,
    total,
  }
})

export const get = action(endpoints.get, async (context, { params: { certificateId } }) => {
  const row = found(await queries.findCertificate(context.db, context.today, certificateId))
  context.require(certificatePolicy, 'get', factsOf(row, context.today))
  return show(context, certificateId)
})

export const withdraw = action(endpoints.withdraw, async (context, { params: { certificateId } }) => {
  const row = await lock(context, certificateId, 'withdraw')
  await queries.updateCertificate(context.db, certificateId, { state: certificateMachine.next(row.state, 'withdraw') })
  await context.record('certificates.withdraw', subjectOf(row))
  return show(context, certificateId)
})

export const refuse = action(endpoints.refuse, async (context, { params: { certificateId }, body: { reason } }) => {
  const row = await begin(context, certificateId, 'refuse')
  await queries.updateCertificate(context.db, certificateId, { state: certificateMachine.next(row.state, 'refuse'), refuseReason: reason })
  await context.record('certificates.refuse', subjectOf(row))
  return show(context, certificateId)
})

export const issue = action(endpoints.issue, async (context, { params: { certificateId }, body }) => {
  const row = await begin(context, certificateId, 'issue')
  const { db, townId, today, now, config } = context
  const entries = await requireUnchanged(context, row)
  const me = isPerson(context.actor) ? context.actor.personId : ''
  const stem = stemOf(today)
  const serial = nextSerial(stem, await queries.lastSerial(db, townId, stem))
  // After the wait for a number, and kept until the end: a key that was renewed meanwhile signs nothing any more.
  await queries.keepKeys(db, townId)
  const key = await signingKey(context)
  const facts = {
    serial,
    name: row.name,
    unitName: row.unitName,
    from: row.fromOn,
    to: row.toOn,
    onSite: row.onSite,
    organiser: row.organiser,
    issuedOn: today,
    validUntil: validUntil(today),
  }
  const line = signLine(lineBody(key.publicKey, facts, encode), key.secret)
  const [listIndex, issuedAt] = [await freePlace(context), now.toISOString()]
  const handlerName = (await queries.nameOf(db, me)) ?? ''
  const credential = credentialOf(config.publicUrl, { ...facts, ...body, id: row.id, entries, handlerName, listIndex, line, issuedAt })
  await queries.updateCertificate(db, certificateId, {
    state: certificateMachine.next(row.state, 'issue'),
    serial,
    codeDigest: digestOf(serial + codeOf(context, certificateId)),
    issuedOn: today,
    validUntil: facts.validUntil,
    issuedBy: me,
    ...body,
    keyId: key.keyId,
    listIndex,
    credential: JSON.stringify(await signDocument(credential, { ...key, created: issuedAt })),
    line,
  })
  await context.record('certificates.issue', subjectOf(row), { serial })
  return show(context, certificateId)
})

/** The entries, as they were posted and as they still stand. Throws hours-changed (409). */
async function requireUnchanged(context: Context, row: Row) {
  const entries = await queries.entriesOf(context.db, row.id)
  const now = new Map((await certifiableHours(context, row.personId)).map(hours => [hours.hoursId, hours]))
  const changed = entries.some(
    ({ hoursId, credited, grade }) => now.get(hoursId)?.credited !== credited || now.get(hoursId)?.grade !== grade,
  )
  if (changed) throw new Problem(problems.hoursChanged)
  return entries
}

/** Drawn, not counted: a place must not tell how many came before. */
async function freePlace({ db }: Context): Promise<number> {
  for (;;) {
    const place = randomInt(listLength)
    if (!(await queries.isPlaceTaken(db, place))) return place
  }
}

export const proposeRevocation = action(endpoints.proposeRevocation, async (context, { params: { certificateId }, body: { reason } }) => {
  const row = await begin(context, certificateId, 'proposeRevocation')
  await queries.updateCertificate(context.db, certificateId, {
    state: certificateMachine.next(row.state, 'proposeRevocation'),
    revokeReason: reason,
    ...(isPerson(context.actor) && { revokeAskedBy: context.actor.personId }),
  })
  await context.record('certificates.proposeRevocation', subjectOf(row))
  return show(context, certificateId)
})

export const decideRevocation = action(endpoints.decideRevocation, async (context, { params: { certificateId }, body: { agreed } }) => {
  const row = await begin(context, certificateId, 'decideRevocation')
  const { db, today } = context
  if (!agreed) await queries.keepCertificate(db, certificateId)
  else {
    await queries.updateCertificate(db, certificateId, {
      state: certificateMachine.next(row.state, 'revoke'),
      revokedOn: today,
      ...(isPerson(context.actor) && { revokedBy: context.actor.personId }),
    })
    await writeStatus(context)
  }
  await context.record('certificates.decideRevocation', subjectOf(row), { agreed })
  return show(context, certificateId)
})

export const credential = action(endpoints.credential, async (context, { params: { certificateId } }) => {
  const row = found(await queries.findCertificate(context.db, context.today, certificateId))
  context.require(certificatePolicy, 'credential', factsOf(row, context.today))
  return { fileName: `志愿服务证明${row.serial}.json`, mediaType: 'application/ld+json', bytes: Buffer.from(row.credential!) }
})

function requireSubject({ actor }: Context): string {
  if (actor.kind !== 'person' && actor.kind !== 'subject') throw new Problem(common.forbidden)
  return actor.personId
}

/** The certificate, locked; the policy is asked before and again after the wait. */
async function lock(context: Context, id: string, name: (typeof certificatePolicy.names)[number]): Promise<Row> {
  context.require(certificatePolicy, name, factsOf(found(await queries.findCertificate(context.db, context.today, id)), context.today))
  await queries.lockCertificate(context.db, id)
  const row = found(await queries.findCertificate(context.db, context.today, id))
  context.require(certificatePolicy, name, factsOf(row, context.today))
  return row
}

/** The same at the version that the caller read. */
async function begin(context: Context, id: string, name: (typeof certificatePolicy.names)[number]): Promise<Row> {
  const row = await lock(context, id, name)
  requireVersion(context, present(context, row), undefined)
  return row
}
