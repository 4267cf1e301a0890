/** Disclosure (公示公开): what the office does until a notice is handed to a supervisor. */
import { createHash } from 'node:crypto'
import { action, type Context } from '#platform/server/action.ts'
import { requireCleanText } from '#platform/server/clean-text.ts'
import { documentTypeOf, nameFor } from '#platform/server/documents.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type NoticeFields } from './disclosures.contract.ts'
import { findingsOf, replaceable, requireClean } from './disclosures.gate.actions.ts'
import { noticePolicy } from './disclosures.policy.ts'
import { filesOf, hold, load, present, type Loaded } from './disclosures.present.actions.ts'
import * as stored from './disclosures.files.queries.ts'
import * as queries from './disclosures.queries.ts'
import { missingElements, noticeMachine } from './disclosures.rules.ts'
import { maskedFields } from './disclosures.text.rules.ts'
import { noticeRule } from './disclosures.types.rules.ts'
import { missingSentence } from './disclosures.words.ts'

/** A notice of which something is being written, for someone who may do `name` to it now. */
export interface Written extends Loaded {
  work: queries.WorkRow
}

const mostFiles = 20

export const write = action(endpoints.write, async (context, { params: { noticeId }, body: { fields, near } }) => {
  const { row, work } = await toWrite(context, 'write', noticeId, fields)
  if (fields.days < row.leastDays) throw invalidField('#/fields/days', `不能少于${row.leastDays}天，只能加长`)
  requireEvenTable(fields)
  const names = Object.keys(fields).filter(
    key => JSON.stringify(fields[key as keyof NoticeFields]) !== JSON.stringify(work.content[key as keyof NoticeFields]),
  )
  await queries.updateWork(context.db, noticeId, { content: fields, near })
  return changed(context, 'write', { row, work }, { fields: names })
})

export const mask = action(endpoints.mask, async (context, { params: { noticeId } }) => {
  const { row, work } = await toWrite(context, 'mask', noticeId, null)
  const found = replaceable(work.content)
  await queries.updateWork(context.db, noticeId, { content: maskedFields(work.content, found) })
  return changed(context, 'mask', { row, work }, { places: found.length })
})

export const attach = action(endpoints.attach, async (context, { params: { noticeId }, body: { fileName, bytes } }) => {
  const { row, work, facts } = await held(context, noticeId)
  context.require(noticePolicy, 'attach', facts)
  const mediaType = documentTypeOf(bytes)
  if (!mediaType) throw new Problem(problems.fileUnknown)
  if ((await filesOf(context, noticeId, work)).length >= mostFiles) throw invalidField('#/file', `最多${mostFiles}个附件`)
  const id = newId(context.now.getTime())
  await stored.insertFile(context.db, {
    townId: context.townId,
    id,
    noticeId,
    name: nameFor(fileName || '附件', mediaType),
    mediaType,
    bytes: Buffer.from(bytes),
    digest: createHash('sha256').update(bytes).digest(),
    addedBy: personOf(context),
    addedAt: context.now,
  })
  return changed(context, 'attach', { row, work }, { fileId: id })
})

export const detach = action(endpoints.detach, async (context, { params: { noticeId, fileId } }) => {
  const { row, work, facts } = await held(context, noticeId)
  context.require(noticePolicy, 'detach', facts)
  const file = (await stored.filesOf(context.db, noticeId)).find(({ id }) => id === fileId)
  if (!file) throw new Problem(common.notFound, '没有这个附件。')
  // What a version before shows stays there; only the next one goes without it.
  if (file.published) await queries.updateWork(context.db, noticeId, { dropped: [...work.dropped, fileId] })
  else await stored.deleteFile(context.db, fileId)
  return changed(context, 'detach', { row, work }, { fileId })
})

export const findings = action(endpoints.findings, async (context, { params: { noticeId } }) => {
  const loaded = await load(context, noticeId)
  context.require(noticePolicy, 'findings', loaded.facts)
  if (loaded.facts.work === null) return { missing: [], items: [] }
  const { row, work } = withWork(loaded)
  return { missing: await missingOf(context, row, work), items: await findingsOf(context, noticeId, work) }
})

export const acceptFinding = action(endpoints.acceptFinding, async (context, { params: { noticeId, digest }, body }) => {
  const { row, work, facts } = await held(context, noticeId)
  context.require(noticePolicy, 'acceptFinding', facts)
  const finding = (await findingsOf(context, noticeId, work)).find(each => each.digest === digest)
  if (!finding) throw new Problem(problems.findingGone)
  const { kind } = finding
  if (kind === 'idNumber' || kind === 'bankCard') throw new Problem(problems.neverAccepted)
  await stored.insertFinding(context.db, {
    townId: context.townId,
    noticeId,
    digest: Buffer.from(digest, 'hex'),
    place: finding.place,
    kind,
    masked: finding.masked,
    ...body,
    acceptedBy: personOf(context),
    acceptedOn: context.today,
    keepUntil: addDays(context.today, threeYears),
  })
  await context.record('disclosures.acceptFinding', subjectOf(row), { kind })
  return { items: await findingsOf(context, noticeId, work) }
})

/** Days, one leap day among them (PIPL 56: at least three years). */
const threeYears = 1096

export const submit = action(endpoints.submit, async (context, { params: { noticeId } }) => {
  const written = await toWrite(context, 'submit', noticeId, null)
  await requireReady(context, written)
  await moveWork(context, written, 'submit', { submittedBy: personOf(context) })
  return present(context, noticeId)
})

export const sendBack = action(endpoints.sendBack, async (context, { params: { noticeId } }) => {
  const written = await toWrite(context, 'sendBack', noticeId, null)
  await moveWork(context, written, 'sendBack', { submittedBy: null })
  return present(context, noticeId)
})

export const discard = action(endpoints.discard, async (context, { params: { noticeId } }) => {
  const { row } = await toWrite(context, 'discard', noticeId, null)
  await queries.updateNotice(
    context.db,
    noticeId,
    row.correction === null ? { state: noticeMachine.next(row.state, 'discard'), withdrawnOn: context.today } : { correction: null },
  )
  await context.record('disclosures.discard', subjectOf(row), { number: row.number })
  return present(context, noticeId)
})

export const correct = action(endpoints.correct, async (context, { params: { noticeId }, body: { reason } }) => {
  const { row, work } = await toWrite(context, 'correct', noticeId, null)
  requireCleanText('#/reason', reason)
  const last = (await queries.versionsOf(context.db, noticeId)).at(-1)!
  const { unitName: _, files, ...content } = last.content!
  const all = await stored.filesOf(context.db, noticeId)
  await queries.updateWork(context.db, noticeId, {
    content,
    reason,
    dropped: all.filter(({ id }) => !files.some(file => file.id === id)).map(({ id }) => id),
    writers: withWriter(context, work),
    submittedBy: null,
  })
  await queries.updateNotice(context.db, noticeId, { correction: 'draft' })
  await context.record('disclosures.correct', subjectOf(row), { number: row.number })
  return present(context, noticeId)
})

/** Throws incomplete, personal-findings or too-late-for-polling (409): what stands between a draft and its publication. */
export async function requireReady(context: Context, { row, work }: Written): Promise<void> {
  const missing = await missingOf(context, row, work)
  if (missing.length > 0) throw new Problem(problems.incomplete, missingSentence(missing), { missing })
  await requireClean(context, row.id, work)
  const { beforePolling } = noticeRule(row.type)
  const { pollingOn } = work.content
  if (beforePolling !== null && pollingOn !== null && addDays(context.today, beforePolling) > pollingOn)
    throw new Problem(problems.tooLateForPolling, `今天公布，选举日最早是${addDays(context.today, beforePolling)}。`)
}

async function missingOf(context: Context, row: queries.NoticeRow, work: queries.WorkRow) {
  const files = await filesOf(context, row.id, work)
  return missingElements(noticeRule(row.type), work.content, files.length, row.leastDays)
}

/** Held, for someone who may do `name` now and has read its newest version. */
export async function toWrite(
  context: Context,
  name: 'write' | 'mask' | 'submit' | 'sendBack' | 'discard' | 'publish' | 'correct',
  noticeId: string,
  yours: unknown,
): Promise<Written> {
  const loaded = await hold(context, noticeId)
  context.require(noticePolicy, name, loaded.facts)
  requireVersion(context, loaded.row, yours)
  return withWork(loaded)
}

const held = async (context: Context, noticeId: string): Promise<Written> => withWork(await hold(context, noticeId))

/** Throws not-found (404) to whoever may not read what is being written. */
function withWork(loaded: Loaded): Written {
  const { work } = loaded
  if (!work) throw new Problem(common.notFound, '没有这份公示。')
  return { ...loaded, work }
}

async function moveWork(context: Context, { row }: Written, name: 'submit' | 'sendBack', change: Partial<queries.WorkRow>) {
  const to = noticeMachine.next(row.correction ?? row.state, name) as 'draft' | 'checked'
  await queries.updateWork(context.db, row.id, change)
  await queries.updateNotice(context.db, row.id, row.correction === null ? { state: to } : { correction: to })
  await context.record(`disclosures.${name}`, subjectOf(row), { to })
}

async function changed(
  context: Context,
  name: 'write' | 'mask' | 'attach' | 'detach',
  { row, work }: Pick<Written, 'row' | 'work'>,
  details: Record<string, unknown>,
) {
  await queries.updateWork(context.db, row.id, { writers: withWriter(context, work) })
  await queries.updateNotice(context.db, row.id, {})
  await context.record(`disclosures.${name}`, subjectOf(row), details)
  return present(context, row.id)
}

/** Whoever had a hand in it stays among its writers: the next version keeps their words. */
const withWriter = (context: Context, { writers }: queries.WorkRow) => [...new Set([...writers, personOf(context)])]

export const subjectOf = ({ id, unitId }: Pick<queries.NoticeRow, 'id' | 'unitId'>) => ({ kind: 'notice', id, unitId })

/** Throws not-found (404) for whoever is nobody; policies have let only persons through. */
export function personOf({ actor }: Context): string {
  if (!isPerson(actor)) throw new Problem(common.forbidden)
  return actor.personId
}

/** Throws invalid (422) for a row with more or fewer cells than columns. */
function requireEvenTable({ table }: NoticeFields): void {
  const uneven = table?.rows.findIndex(row => row.length !== table.columns.length) ?? -1
  if (uneven >= 0) throw invalidField(`#/fields/table/rows/${uneven}`, `第${uneven + 1}行和表头的列数不一样`)
}
