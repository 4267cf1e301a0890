/** Frozen editions in the public record (定稿存证): the text of an edition, made anew from its rows whenever it is checked. */
import { keeping } from '#features/record/record.actions.ts'
import type { Context } from '#platform/server/action.ts'
import * as queries from './reports.queries.ts'
import { editionText, firstEditionText } from './reports.rules.ts'

export const editionSubject = (year: number, edition: number) => `${year}/${edition}`

/** The wording of an edition that is recorded from now on. */
export const wording = 2

export const editionRecord = keeping('reports.edition', '年度报告定稿', async (context, subject) => {
  const [year, number] = subject.split('/').map(Number)
  const edition = (await queries.editionsOf(context.db, year!)).find(each => each.edition === number)
  if (!edition) return null
  const textOf = edition.wording === 1 ? firstEditionText : editionText
  return textOf({ ...edition, year: year! }, await frozenFigures(context, edition.id))
})

/** The rows of an edition, with raw numbers: whoever reads them here tells the public of few people only that they are few. */
export const frozenFigures = (context: Context, editionId: string): Promise<queries.FrozenFigure[]> =>
  context.counting(db => queries.figuresOf(db, editionId))
