/** Frozen editions in the public record (定稿存证): the text of an edition, made anew from its rows whenever it is checked. */
import { append, entryIdOf } from '#features/record/record.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import * as queries from './reports.queries.ts'
import { editionText } from './reports.rules.ts'

const kind = 'reports.edition'
const subjectOf = (year: number, edition: number) => `${year}/${edition}`

async function textOf(context: Context, year: number, number: number): Promise<string | null> {
  const edition = await queries.editionOf(context.db, year, number)
  return edition ? editionText({ ...edition, year }, await queries.figuresOf(context.db, edition.id)) : null
}

export const recordedEdition: Recorded<Context> = {
  kind,
  nameZh: '年度报告定稿',
  document(context, subject) {
    const [year, edition] = subject.split('/').map(Number)
    return textOf(context, year!, edition!)
  },
}

/** Appends an edition that this transaction has just written. */
export async function recordEdition(context: Context, year: number, edition: number): Promise<void> {
  await append(context, kind, subjectOf(year, edition), (await textOf(context, year, edition))!)
}

/** Where an edition is checked; null: frozen before there was a record. */
export const checkOf = (context: Context, year: number, edition: number) => entryIdOf(context, kind, subjectOf(year, edition))
