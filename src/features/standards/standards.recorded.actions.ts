/** Editions of standards in the public record (制度存证): the text in force, made anew from its row whenever it is checked. */
import { append, entryIdOf } from '#features/record/record.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import * as queries from './standards.queries.ts'

const kind = 'standards.edition'
const subjectOf = (standardId: string, number: number) => `${standardId}/${number}`

async function textOf(context: Context, standardId: string, number: number): Promise<string | null> {
  const standard = await queries.findStandard(context.db, standardId)
  const edition = (await queries.editionsOf(context.db, standardId)).find(each => each.number === number)
  if (!standard || !edition || edition.inForceOn === null) return null
  const { issuer, inForceOn, clauses } = edition
  const lines = clauses.map(({ text, check }, index) => `${index + 1}. ${text}${check === null ? '' : `（${check}）`}`)
  return [`${standard.name}，第${number}版`, `${issuer}印发，${inForceOn}起施行`, ...lines, ''].join('\n')
}

export const recordedStandard: Recorded<Context> = {
  kind,
  nameZh: '制度和工作法',
  document(context, subject) {
    const [standardId, number] = subject.split('/')
    return textOf(context, standardId!, Number(number))
  },
}

/** Appends an edition that this transaction has just put in force. */
export async function recordStandard(context: Context, standardId: string, number: number): Promise<void> {
  await append(context, kind, subjectOf(standardId, number), (await textOf(context, standardId, number))!)
}

/** Where an edition is checked; null: in force before there was a record. */
export const checkOf = (context: Context, standardId: string, number: number) => entryIdOf(context, kind, subjectOf(standardId, number))
