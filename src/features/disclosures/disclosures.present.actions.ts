/** Disclosure (公示公开): one notice as its reader may see it, and what all its actions share. */
import { periodOn } from '#features/thresholds/thresholds.periods.actions.ts'
import { PeriodKey } from '#features/thresholds/thresholds.periods.contract.ts'
import { findAnswered } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { clockOn } from './disclosures.clock.rules.ts'
import type { Notice, NoticeClock, NoticeFile, NoticeSummary, NoticeType, Objection } from './disclosures.contract.ts'
import * as objections from './disclosures.objections.queries.ts'
import { noticePolicy, objectionPolicy, type NoticeFacts } from './disclosures.policy.ts'
import * as stored from './disclosures.files.queries.ts'
import * as queries from './disclosures.queries.ts'
import { missingElements, pausesOf, stateOn, workOf } from './disclosures.rules.ts'
import { noticeRule } from './disclosures.types.rules.ts'

/** A notice with what its clock and its policy ask. */
export interface Loaded {
  row: queries.NoticeRow
  work: queries.WorkRow | undefined
  objections: objections.ObjectionRow[]
  clock: NoticeClock | null
  path: readonly string[]
  facts: NoticeFacts
}

/** Throws not-found (404). */
export async function load(context: Context, noticeId: string): Promise<Loaded> {
  const row = await queries.findNotice(context.db, noticeId)
  if (!row) throw new Problem(common.notFound, '没有这份公示。')
  return (await loadAll(context, [row]))[0]!
}

/** The same of many, in as many statements as there are places among them and two. */
export async function loadAll(context: Context, rows: readonly queries.NoticeRow[]): Promise<Loaded[]> {
  const ids = rows.map(({ id }) => id)
  const works = await queries.worksOf(context.db, ids)
  const said = Map.groupBy(await objections.objectionsOf(context.db, ids), ({ noticeId }) => noticeId)
  const paths = new Map<string, readonly string[]>()
  for (const unitId of new Set(rows.map(each => each.unitId))) paths.set(unitId, (await findAnswered(context, unitId)).path)
  return Promise.all(
    rows.map(async row => {
      const [work, own, path] = [works.get(row.id), said.get(row.id) ?? [], paths.get(row.unitId)!]
      const clock = await clockOf(context, row, own)
      return { row, work, objections: own, clock, path, facts: factsOf(row, work, own, clock, path) }
    }),
  )
}

/** The same, held until the transaction ends. Every change begins here. */
export async function hold(context: Context, noticeId: string): Promise<Loaded> {
  await queries.holdNotice(context.db, noticeId)
  return load(context, noticeId)
}

export async function clockOf(
  context: Context,
  row: queries.NoticeRow,
  said: readonly objections.ObjectionRow[],
): Promise<NoticeClock | null> {
  const { publishedOn, days, dayUnit } = row
  if (publishedOn === null || days === null || dayUnit === null || row.state === 'withdrawn') return null
  return clockOn(await context.calendar(), { publishedOn, days, unit: dayUnit }, pausesOf(said), context.today)
}

function factsOf(
  row: queries.NoticeRow,
  work: queries.WorkRow | undefined,
  said: readonly objections.ObjectionRow[],
  clock: NoticeClock | null,
  path: readonly string[],
): NoticeFacts {
  return {
    path,
    state: row.state,
    work: workOf(row.state, row.correction),
    isOver: clock?.isOver ?? row.state !== 'published',
    openObjections: said.filter(({ state }) => state === 'open').length,
    writers: [...(work?.writers ?? []), work?.submittedBy].filter(id => id !== null && id !== undefined),
    near: work?.near ?? [],
    showsPersons: noticeRule(row.type).isPersonal && row.number > 0 && row.unpublishedOn === null,
    isDown: row.unpublishedOn !== null,
    isOut: row.number > 0,
  }
}

/** Whoever wrote, submitted or published it, and whom it concerns: they decide no objection. */
export const respondentsOf = (
  work: queries.WorkRow | undefined,
  versions: readonly Pick<queries.VersionRow, 'publishedBy' | 'submittedBy'>[],
): string[] =>
  [
    ...(work ? [...work.writers, work.submittedBy, ...work.near] : []),
    ...versions.flatMap(each => [each.publishedBy, each.submittedBy]),
  ].filter(id => id !== null)

/** Which decisions owe a second disclosure whose day has passed: no result of the same subject is out. */
export async function overdueOf(context: Context, rows: readonly queries.NoticeRow[]): Promise<ReadonlySet<string>> {
  const late = rows.filter(
    ({ type, state, number, resultDueOn }) =>
      type === 'decision' && number > 0 && state !== 'withdrawn' && resultDueOn !== null && resultDueOn < context.today,
  )
  const disclosed = new Set(
    await queries.withResultOut(
      context.db,
      late.map(({ id }) => id),
    ),
  )
  return new Set(late.map(({ id }) => id).filter(id => !disclosed.has(id)))
}

/** The title of a list of persons may name one, and goes with it. */
export const shownTitle = ({ title, type, unpublishedOn }: Pick<queries.NoticeRow, 'title' | 'type' | 'unpublishedOn'>): string =>
  unpublishedOn === null ? (title ?? '') : titleOfGone(type)

/** Has its list of persons been taken down for whoever reads? Then its result and the reasons of objections go too: they may name one. */
export const isGoneFrom = (versions: readonly Pick<queries.VersionRow, 'content'>[]) => versions.some(({ content }) => content === null)
const goneWords = '名单撤下了，这里的文字一起撤下。'

const titleOfGone = (type: queries.NoticeRow['type']) => `${noticeRule(type).name}（名单已撤下）`

export function summaryOf(
  row: queries.NoticeRow,
  clock: NoticeClock | null,
  openObjections: number,
  resultOverdue: boolean,
): NoticeSummary {
  return {
    id: row.id,
    unitId: row.unitId,
    unitName: row.unitName,
    type: row.type,
    state: stateOn(row.state, clock?.isOver ?? false),
    correction: row.correction,
    title: shownTitle(row),
    number: row.number,
    publishedOn: row.publishedOn,
    changedOn:
      [row.publishedOn, row.resultOn, row.withdrawnOn, row.recalledOn, row.unpublishedOn]
        .filter(day => day !== null)
        .sort()
        .at(-1) ?? null,
    clock,
    openObjections,
    resultDueOn: row.resultDueOn,
    resultOverdue,
    unpublishedOn: row.unpublishedOn,
  }
}

const fileOf = ({ id, name, mediaType, size, digest }: stored.FileRow): NoticeFile => ({
  id,
  name,
  mediaType,
  size,
  digest: digest.toString('hex'),
})
/** The attachments of what is being written. */
export const filesOf = async (context: Context, noticeId: string, { dropped }: Pick<queries.WorkRow, 'dropped'>): Promise<NoticeFile[]> =>
  (await stored.filesOf(context.db, noticeId)).filter(({ id }) => !dropped.includes(id)).map(fileOf)

export async function present(context: Context, noticeId: string): Promise<Notice> {
  const { row, work, objections: said, clock, path, facts } = await load(context, noticeId)
  const versions = await queries.versionsOf(context.db, noticeId)
  const isGone = isGoneFrom(versions)
  const overdue = await overdueOf(context, [row])
  const files = work ? await filesOf(context, noticeId, work) : []
  return {
    ...summaryOf(row, clock, facts.openObjections, overdue.has(row.id)),
    subject: { kind: row.subjectKind, id: row.subjectId },
    leastDays: row.leastDays,
    areDaysConfirmed: await areDaysConfirmed(context, row),
    versions: versions.map(({ publisherName, submitterName, publishedBy: _, submittedBy: __, ...version }) => ({
      ...version,
      title: version.content === null ? titleOfGone(row.type) : version.title,
      reason: version.content === null ? null : version.reason,
      publishedBy: publisherName,
      submittedBy: submitterName,
    })),
    work: work && facts.work ? { fields: work.content, files, near: work.near, reason: work.reason } : null,
    missing: work && facts.work ? missingElements(noticeRule(row.type), work.content, files.length, row.leastDays) : [],
    objections: (await objectionsShown(context, said, path, respondentsOf(work, versions))).map(each =>
      isGone && each.reason !== null ? { ...each, reason: goneWords } : each,
    ),
    postings: await stored.postingsOf(context.db, noticeId),
    result: row.result === null ? null : { text: isGone ? goneWords : row.result, on: row.resultOn!, by: row.resultByName },
    withdrawnOn: row.withdrawnOn,
    recalled: row.recalledOn === null ? null : { on: row.recalledOn, reason: row.recallReason! },
    unpublishReason: row.unpublishReason,
    version: row.version,
    allowedActions: noticePolicy.allowed(context.actor, facts, context.now),
  }
}

/** The town's number of days for a type of notice whose days no law fixes. */
export const periodOf = (type: NoticeType): PeriodKey | undefined => PeriodKey.safeParse(noticeRule(type).isCustom ? type : undefined).data

async function areDaysConfirmed(context: Context, { type, days, publishedOn }: queries.NoticeRow): Promise<boolean> {
  const key = periodOf(type)
  if (key === undefined || days === null || publishedOn === null) return true
  const customary = await periodOn(context, key, publishedOn)
  return customary.isConfirmed || days > customary.days
}

async function objectionsShown(
  context: Context,
  said: readonly objections.ObjectionRow[],
  path: readonly string[],
  respondents: readonly string[],
): Promise<Objection[]> {
  const ids = said.map(({ id }) => id)
  const words = await objections.wordsOf(context, ids)
  const opinions = await objections.opinionsOf(context.db, ids)
  return said.map(({ noticeId: _, ...row }) => {
    const spoken = opinions.filter(({ objectionId }) => objectionId === row.id)
    const facts = { path, state: row.state, respondents, spoken }
    const mayRead = objectionPolicy.allows('words', context.actor, facts)
    return {
      ...row,
      enteredLate: row.enteredOn > row.receivedOn,
      words: mayRead ? (words.get(row.id) ?? null) : null,
      opinions: mayRead
        ? spoken.map(({ side, outcome, reason, byName, givenAt }) => ({ side, outcome, reason, by: byName, at: givenAt.toISOString() }))
        : [],
      allowedActions: objectionPolicy.allowed(context.actor, facts, context.now),
    }
  })
}
