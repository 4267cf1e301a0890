/** The gate before publication (个人信息关口): what the text, the table and the attachments of a notice hold of personal data. */
import { createHash } from 'node:crypto'
import type { Context } from '#platform/server/action.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { problems, type FindingKind, type NoticeFields, type NoticeFinding } from './disclosures.contract.ts'
import * as stored from './disclosures.files.queries.ts'
import type * as queries from './disclosures.queries.ts'
import { excerpt, textsOf, type PlacedText, type Replacement } from './disclosures.text.rules.ts'
import { findingNames } from './disclosures.words.ts'

interface Found extends Replacement {
  kind: FindingKind
}

/** Until the platform's own gate is merged: identity card numbers alone. */
const findingsIn = (parts: readonly PlacedText[]): Found[] =>
  parts.flatMap(({ where, text }) =>
    [...text.matchAll(/(?<!\d)\d{17}[\dXx](?!\d)/g)].map(({ 0: words, index }) => ({
      where,
      kind: 'idNumber' as const,
      start: index,
      end: index + words.length,
      masked: `${words.slice(0, 3)}${'*'.repeat(words.length - 7)}${words.slice(-4)}`,
    })),
  )
const textOf = (_file: { name: string; type: string; bytes: Uint8Array }): Promise<PlacedText[]> => Promise.resolve([])

const neverAccepted: readonly FindingKind[] = ['idNumber', 'bankCard']
const digestOf = (...words: string[]) => createHash('sha256').update(words.join('\u0000')).digest('hex')

/** Findings in the text fields alone: what masking can replace. */
export const replaceable = (fields: NoticeFields): Replacement[] => findingsIn(textsOf(fields))

/** Everything found in what is being written and in its attachments; each once, and whether it was accepted. */
export async function findingsOf(context: Context, noticeId: string, { content, dropped }: queries.WorkRow): Promise<NoticeFinding[]> {
  const accepted = await stored.acceptedFindings(context.db, noticeId)
  const parts = textsOf(content)
  const unread: NoticeFinding[] = []
  const files = (await stored.filesOf(context.db, noticeId)).filter(({ id }) => !dropped.includes(id))
  for (const { id, name, mediaType, digest } of files) {
    const { bytes } = (await stored.bytesOf(context.db, noticeId, id))!
    const texts = await textOf({ name, type: mediaType, bytes })
    const where = `附件“${name}”`
    parts.push(...texts.map(each => ({ where: `${where}${each.where}`, text: each.text })))
    // A scan without a text layer: only a person can read it.
    if (texts.every(({ text }) => text.trim() === ''))
      unread.push(finding(accepted, digestOf(where, 'unread', digest.toString('hex')), where, 'unread', '机器读不出字，请人看一遍', ''))
  }
  const byWhere = new Map(parts.map(({ where, text }) => [where, text]))
  const found = findingsIn(parts).map(each => {
    const text = byWhere.get(each.where) ?? ''
    const digest = digestOf(each.where, each.kind, text.slice(each.start, each.end))
    return finding(accepted, digest, each.where, each.kind, excerpt(text, each), each.masked)
  })
  return [...new Map([...found, ...unread].map(each => [each.digest, each])).values()]
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

/** Throws invalid (422): what is typed for everyone to read beside a notice holds no personal data. */
export function requireCleanText(pointer: string, text: string): void {
  const [first] = findingsIn([{ where: '', text }])
  if (first) throw invalidField(pointer, `里面有${findingNames[first.kind]}，请写成${first.masked}`)
}
