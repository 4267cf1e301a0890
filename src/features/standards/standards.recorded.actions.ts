/** Editions of standards in the public record (制度存证): the text in force, made anew from its row whenever it is checked. */
import { keeping } from '#features/record/record.actions.ts'
import * as queries from './standards.queries.ts'

export const standardSubject = (standardId: string, number: number) => `${standardId}/${number}`

export const standardRecord = keeping('standards.edition', '制度和工作法', async (context, subject) => {
  const [standardId, number] = subject.split('/')
  const standard = await queries.findStandard(context.db, standardId!)
  const edition = (await queries.editionsOf(context.db, standardId!)).find(each => each.number === Number(number))
  if (!standard || !edition || edition.inForceOn === null) return null
  const { issuer, inForceOn, clauses } = edition
  const lines = clauses.map(({ text, check }, index) => `${index + 1}. ${text}${check === null ? '' : `（${check}）`}`)
  return [`${standard.name}，第${number}版`, `${issuer}印发，${inForceOn}起施行`, ...lines, ''].join('\n')
})
