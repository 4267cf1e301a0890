/** Notices in the public record (公示存证): the text of a version and of its end, made anew from their rows whenever they are checked. */
import { append } from '#features/record/record.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import type { FrozenContent } from './disclosures.contract.ts'
import * as objections from './disclosures.objections.queries.ts'
import { isGoneFrom } from './disclosures.present.actions.ts'
import * as queries from './disclosures.queries.ts'
import { endText, versionText } from './disclosures.rules.ts'
import { noticeRule } from './disclosures.types.rules.ts'
import { dayUnitNames } from './disclosures.words.ts'

const versionKind = 'disclosures.notice'
const endKind = 'disclosures.result'

async function versionDocument(context: Context, noticeId: string, number: number): Promise<string | null> {
  const notice = await queries.findNotice(context.db, noticeId)
  const version = (await queries.versionsOf(context.db, noticeId)).find(each => each.number === number)
  if (!notice || !version?.content) return null
  return textOfVersion(noticeId, notice.type, { ...version, content: version.content })
}

const textOfVersion = (
  noticeId: string,
  type: queries.NoticeRow['type'],
  version: Pick<queries.VersionRow, 'number' | 'dayUnit' | 'publishedOn' | 'days' | 'reason'> & { content: FrozenContent },
) => versionText({ ...version, noticeId, typeName: noticeRule(type).name, dayUnitName: dayUnitNames[version.dayUnit] })

/** A version as anyone may read it; null once its list of persons was taken down. */
export const recordedNotice: Recorded<Context> = {
  kind: versionKind,
  nameZh: '公示',
  document(context, subject) {
    const [noticeId, number] = subject.split('/')
    return versionDocument(context, noticeId!, Number(number))
  },
}

/** How it ended, in words that may name a person of its list; null once that was taken down. */
async function endDocument(context: Context, noticeId: string): Promise<string | null> {
  const notice = await queries.findNotice(context.db, noticeId)
  if (!notice || isGoneFrom(await queries.versionsOf(context.db, noticeId))) return null
  const { id, number } = notice
  if (notice.result !== null) return endText({ id, number, state: 'concluded', on: notice.resultOn!, text: notice.result })
  const upheld = (await objections.objectionsOf(context.db, [id])).find(({ tookDown }) => tookDown)
  if (!upheld && notice.recalledOn !== null)
    return endText({ id, number, state: 'recalled', on: notice.recalledOn, text: notice.recallReason! })
  return upheld ? endText({ id, number, state: 'withdrawn', on: upheld.decidedOn!, text: upheld.reason! }) : null
}

export const recordedResult: Recorded<Context> = { kind: endKind, nameZh: '公示结果', document: endDocument }

/** Appends a version that this transaction is about to write, and returns the entry's id. */
export const recordVersion = (
  context: Context,
  noticeId: string,
  type: queries.NoticeRow['type'],
  version: Parameters<typeof textOfVersion>[2],
) => append(context, versionKind, `${noticeId}/${version.number}`, textOfVersion(noticeId, type, version))

/** Appends how a notice ended, once this transaction has written it. */
export async function recordEnd(context: Context, noticeId: string): Promise<void> {
  await append(context, endKind, noticeId, (await endDocument(context, noticeId))!)
}
