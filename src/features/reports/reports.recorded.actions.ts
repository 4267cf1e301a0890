/** Frozen editions in the public record (定稿存证): the text of an edition, made anew from its rows whenever it is checked. */
import { keeping } from '#features/record/record.actions.ts'
import * as queries from './reports.queries.ts'
import { editionText } from './reports.rules.ts'

export const editionSubject = (year: number, edition: number) => `${year}/${edition}`

export const editionRecord = keeping('reports.edition', '年度报告定稿', async (context, subject) => {
  const [year, number] = subject.split('/').map(Number)
  const edition = await queries.editionOf(context.db, year!, number!)
  return edition ? editionText({ ...edition, year: year! }, await queries.figuresOf(context.db, edition.id)) : null
})
