/** The gate before publication (个人信息关口): what the text, the table and the attachments of a notice hold of personal data. */
import { createHash } from 'node:crypto'
import type { Context } from '#platform/server/action.ts'
import { findingsIn, masked, type TextPart } from '#platform/personal-data/findings.ts'
import { textOf } from '#platform/personal-data/layers/text-of.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { problems, type FindingKind, type NoticeFields, type NoticeFinding } from './disclosures.contract.ts'
import * as stored from './disclosures.files.queries.ts'
import type * as queries from './disclosures.queries.ts'
import { excerpt, rowsOf, textsOf, type Replacement } from './disclosures.text.rules.ts'
import { findingNames } from './disclosures.words.ts'

const neverAccepted: readonly FindingKind[] = ['idNumber', 'bankCard']
const digestOf = (...words: string[]) => createHash('sha256').update(words.join('\u0000')).digest('hex')

/** Findings in the text fields alone: what masking can replace. */
export const replaceable = (fields: NoticeFields): Replacement[] => findingsIn(textsOf(fields))

/** Everything found in what is being written and in its attachments; each once, and whether it was accepted. */
export async function findingsOf(context: Context, noticeId: string, { content, dropped }: queries.WorkRow): Promise<NoticeFinding[]> {
  const accepted = await stored.acceptedFindings(context.db, noticeId)
  const parts: TextPart[] = textsOf(content)
  const files = (await stored.filesOf(context.db, noticeId)).filter(({ id }) => !dropped.includes(id))
  for (const file of files) parts.push(...(await partsOf(context, noticeId, file)))
  // What no program can read, only a person can: another picture in the file is another finding, and so is another file.
  const unread = parts
    .filter(part => part.unread)
    .map(({ where, text }) => finding(accepted, digestOf(where, 'unread', text), where, 'unread', '机器读不出字，请人看一遍', ''))
  const read = parts.filter(part => !part.unread).map(part => ({ ...part, found: findingsIn([part]) }))
  // A number that was spread over the cells of a row is whole again in the row.
  const spread = rowsOf(content)
    .map(row => ({ ...row, found: findingsIn([row]) }))
    .filter(({ where, found }) => found.length > 0 && read.every(each => !each.where.startsWith(where) || each.found.length === 0))
  const found = [...read, ...spread].flatMap(({ text, found: all }) =>
    all.map(each => {
      const digest = digestOf(each.where, each.kind, text.slice(each.start, each.end))
      return finding(accepted, digest, each.where, each.kind, excerpt(text, each, all), each.masked)
    }),
  )
  return [...new Map([...found, ...unread].map(each => [each.digest, each])).values()]
}

/** The name of an attachment and its texts, each with that name; where none can be read, the whole file as one unread part. */
async function partsOf(context: Context, noticeId: string, { id, name, mediaType, digest }: stored.FileRow): Promise<TextPart[]> {
  const { bytes } = (await stored.bytesOf(context.db, noticeId, id))!
  // A name that holds a number is not said again.
  const file = `附件“${masked(name)}”`
  const named = { where: `${file}的名称`, text: name }
  const contents = digest.toString('hex')
  try {
    const parts = await textOf({ name, type: mediaType, bytes })
    return [named, ...parts.map(part => ({ ...part, where: `${file}${part.where}`, ...(part.unread && { text: contents }) }))]
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.type !== common.unreadableFile.type) throw error
    return [named, { where: file, text: contents, unread: true }]
  }
}

const finding = (
  accepted: ReadonlySet<string>,
  digest: string,
  place: string,
  kind: FindingKind,
  shown: string,
  masked: string,
): NoticeFinding => ({
  digest,
  place,
  kind,
  shown,
  masked,
  mayBeAccepted: !neverAccepted.includes(kind),
  accepted: accepted.has(digest),
})

/** Throws personal-findings (409) with every finding that stands, if there is one. */
export async function requireClean(context: Context, noticeId: string, work: queries.WorkRow): Promise<void> {
  const standing = (await findingsOf(context, noticeId, work)).filter(({ accepted }) => !accepted)
  if (standing.length === 0) return
  const said = standing.slice(0, 5).map(({ place, kind, shown }) => `${place}有${findingNames[kind]}（${shown}）`)
  throw new Problem(problems.personalFindings, `${said.join('；')}${standing.length > 5 ? `；另外还有${standing.length - 5}处` : ''}。`, {
    findings: standing,
  })
}
