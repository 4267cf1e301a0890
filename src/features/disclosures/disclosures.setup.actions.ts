/**
 * Notices of the past (已贴过的公示): written as they were drafted, published and concluded, for a town that is loaded.
 *
 * The same rows as at the desk, and the same rules asked: nothing that the type demands is missing, no personal data stands in it, two
 * people published it, and its period was over when the result was written. A refusal is an error of the loaded data.
 */
import { findUnit } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { findingsIn } from '#platform/personal-data/findings.ts'
import { endOf } from './disclosures.clock.rules.ts'
import { NoticeFields, type FrozenContent, type NoticeType } from './disclosures.contract.ts'
import * as queries from './disclosures.queries.ts'
import { recordEnd, recordVersion } from './disclosures.recorded.actions.ts'
import { missingElements } from './disclosures.rules.ts'
import { textsOf } from './disclosures.text.rules.ts'
import { noticeRuleOn } from './disclosures.types.rules.ts'
import { newId } from '#platform/shared/ids.ts'

export interface PastNotice {
  type: NoticeType
  unitId: string
  subject: { kind: string; id: string }
  leastDays: number
  /** All but the days, which are the fewest, and the day of issue, which is that of publication. */
  fields: Partial<NoticeFields>
  publishedAt: Date
  publishedOn: string
  /** Who wrote and submitted it, and the supervisor who published it. */
  writtenBy: string
  publishedBy: string
  /** What came of it, on a day after the last of its period; null: the period runs or nobody has written it yet. */
  result: { text: string; on: string; by: string } | null
}

/** Writes the notice and returns its id with the last day of its period. */
export async function loadNotice(context: Context, notice: PastNotice): Promise<{ id: string; endsOn: string }> {
  const { type, unitId, subject, leastDays: asked, publishedOn, publishedAt, writtenBy, publishedBy, result } = notice
  const rule = noticeRuleOn(type, publishedOn)
  if (!rule) throw new Error(`${publishedOn}还没有这种公示的规定`)
  const leastDays = Math.max(rule.days, asked)
  const fields = NoticeFields.parse({ ...notice.fields, days: leastDays, issuedOn: publishedOn })
  const missing = missingElements(rule, fields, 0, leastDays)
  allow(fields, missing.length > 0 ? `少了${missing.join('、')}` : null)
  allow(fields, findingsIn([...textsOf(fields), { where: '结果', text: result?.text ?? '' }]).length > 0 ? '里面有个人信息' : null)
  allow(fields, writtenBy === publishedBy ? '发布的人不能是写的人' : null)
  const { endsOn } = endOf(await context.calendar(), { publishedOn, days: leastDays, unit: rule.unit }, [])
  allow(fields, result !== null && result.on <= endsOn! ? `公示到${endsOn}才满` : null)

  const id = newId(context.now.getTime())
  const { db, townId } = context
  const { kind: subjectKind, id: subjectId } = subject
  await queries.insertNotice(db, { townId, id, unitId, type, subjectKind, subjectId, leastDays, createdAt: publishedAt })
  const work = { near: [], dropped: [], reason: null, writers: [writtenBy], submittedBy: writtenBy }
  await queries.insertWork(db, { townId, noticeId: id, content: fields, ...work })
  const { name: unitName } = await findUnit(context, unitId)
  const content: FrozenContent = { ...fields, unitName, files: [] }
  const version = { number: 1, content, days: leastDays, dayUnit: rule.unit, publishedOn, reason: null }
  const recordEntryId = await recordVersion(context, id, type, version)
  const signed = { publishedAt, publishedBy, submittedBy: writtenBy, recordEntryId }
  await queries.insertVersion(db, { townId, noticeId: id, title: content.title, ...version, ...signed })
  const { resultDueOn } = content
  const ended = result === null ? {} : { state: 'concluded' as const, result: result.text, resultOn: result.on, resultBy: result.by }
  await queries.updateNotice(db, id, { state: 'published', number: 1, resultDueOn, ...ended })
  if (result !== null) await recordEnd(context, id)
  return { id, endsOn: endsOn! }
}

function allow({ title }: NoticeFields, refusal: string | null): void {
  if (refusal !== null) throw new Error(`“${title}”：${refusal}`)
}
