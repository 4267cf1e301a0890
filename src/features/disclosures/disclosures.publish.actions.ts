/** Disclosure (公示公开): a notice goes out, hangs on the wall, ends with its result, and a list of persons comes down. */
import { action, type Context } from '#platform/server/action.ts'
import { placesAllowed, requireCleanText } from '#platform/server/clean-text.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, type FrozenContent } from './disclosures.contract.ts'
import { personOf, requireReady, subjectOf, toWrite } from './disclosures.draft.actions.ts'
import { noticePolicy } from './disclosures.policy.ts'
import { filesOf, hold, present, type Loaded } from './disclosures.present.actions.ts'
import * as stored from './disclosures.files.queries.ts'
import * as queries from './disclosures.queries.ts'
import { recordEnd, recordVersion } from './disclosures.recorded.actions.ts'
import { noticeMachine } from './disclosures.rules.ts'
import { noticeRule } from './disclosures.types.rules.ts'

export const publish = action(endpoints.publish, async (context, { params: { noticeId } }) => {
  const written = await toWrite(context, 'publish', noticeId, null)
  await requireReady(context, written)
  const { row, work } = written
  const files = await filesOf(context, noticeId, work)
  const content: FrozenContent = { ...work.content, unitName: row.unitName, files }
  const number = row.number + 1
  const version = {
    number,
    content,
    days: content.days,
    dayUnit: noticeRule(row.type).unit,
    publishedOn: context.today,
    reason: number > 1 ? work.reason : null,
  }
  const recordEntryId = await recordVersion(context, noticeId, row.type, version)
  await queries.insertVersion(context.db, {
    ...version,
    townId: context.townId,
    noticeId,
    title: content.title,
    publishedAt: context.now,
    publishedBy: personOf(context),
    submittedBy: work.submittedBy!,
    recordEntryId,
  })
  if (files.length > 0)
    await stored.publishFiles(
      context.db,
      files.map(({ id }) => id),
    )
  const { resultDueOn, purposeEndsOn } = content
  await queries.updateNotice(context.db, noticeId, { state: 'published', correction: null, number, resultDueOn, purposeEndsOn })
  await context.record('disclosures.publish', subjectOf(row), { number })
  return present(context, noticeId)
})

export const conclude = action(endpoints.conclude, async (context, { params: { noticeId }, body: { text } }) => {
  const { row } = await toEnd(context, 'conclude', noticeId, text)
  requireCleanText('#/text', text)
  const state = noticeMachine.next(row.state, 'conclude')
  await queries.updateNotice(context.db, noticeId, { state, result: text, resultOn: context.today, resultBy: personOf(context) })
  await recordEnd(context, noticeId)
  await context.record('disclosures.conclude', subjectOf(row), { number: row.number })
  return present(context, noticeId)
})

export const unpublish = action(endpoints.unpublish, async (context, { params: { noticeId }, body: { reason } }) => {
  const { row } = await toEnd(context, 'unpublish', noticeId, reason)
  requireCleanText('#/reason', reason)
  await takeListDown(context, row, reason)
  return present(context, noticeId)
})

/** The public no longer sees the list; the archive keeps every version. A correction on its way goes too: nobody would see it. */
export async function takeListDown(context: Context, row: queries.NoticeRow, reason: string): Promise<void> {
  await queries.updateNotice(context.db, row.id, { correction: null, unpublishedOn: context.today, unpublishReason: reason })
  await context.record('disclosures.unpublish', subjectOf(row), { number: row.number })
}

export const post = action(endpoints.post, async (context, { params: { noticeId }, body: { place, postedOn } }) => {
  const { row, facts } = await hold(context, noticeId)
  context.require(noticePolicy, 'post', facts)
  requireCleanText('#/place', place, placesAllowed)
  const version = (await queries.versionsOf(context.db, noticeId)).findLast(each => each.publishedOn <= postedOn)
  if (postedOn > context.today) throw invalidField('#/postedOn', '要等贴上去那天才登记')
  if (!version) throw invalidField('#/postedOn', '不能早于发布的日子')
  await stored.insertPosting(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    noticeId,
    versionNumber: version.number,
    place,
    postedOn,
    postedBy: personOf(context),
  })
  await context.record('disclosures.post', subjectOf(row), { postedOn })
  return present(context, noticeId)
})

export const takeDown = action(endpoints.takeDown, async (context, { params: { noticeId, postingId }, body: { removedOn } }) => {
  const { row, facts } = await hold(context, noticeId)
  context.require(noticePolicy, 'takeDown', facts)
  const posting = (await stored.postingsOf(context.db, noticeId)).find(({ id }) => id === postingId)
  if (!posting) throw new Problem(common.notFound, '没有登记过这一张。')
  if (posting.removedOn !== null) throw new Problem(common.wrongState, '这一张已经登记取下了。')
  if (removedOn > context.today) throw invalidField('#/removedOn', '要等取下那天才登记')
  if (removedOn < posting.postedOn) throw invalidField('#/removedOn', `不能早于贴上的日子（${posting.postedOn}）`)
  await stored.removePosting(context.db, postingId, removedOn, personOf(context))
  await context.record('disclosures.takeDown', subjectOf(row), { removedOn })
  return present(context, noticeId)
})

async function toEnd(context: Context, name: 'conclude' | 'unpublish', noticeId: string, yours: unknown): Promise<Loaded> {
  const loaded = await hold(context, noticeId)
  context.require(noticePolicy, name, loaded.facts)
  requireVersion(context, loaded.row, yours)
  return loaded
}
