/** People and terms in an export (人员和任职导出): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Everyone whom the reader may see, in the order of names. */
export const everyone = (db: Database) =>
  db.selectFrom('person').select(['id', 'name', 'unitId', 'externalCode', 'phoneSealed']).orderBy('sortKey').orderBy('id').execute()

/** Terms of the people whom the reader may see, with their posts; the last day is a day in office. */
export const everyTerm = (db: Database) =>
  db
    .selectFrom('term')
    .innerJoin('post', join => join.onRef('post.townId', '=', 'term.townId').onRef('post.id', '=', 'term.postId'))
    .innerJoin('person', join => join.onRef('person.townId', '=', 'term.townId').onRef('person.id', '=', 'term.personId'))
    .select([
      'person.id as personId',
      'person.externalCode',
      'post.role',
      'post.title',
      'post.unitId',
      'post.bodyId',
      'term.shownToResidents',
    ])
    .select([sql<string>`lower(term.valid)`.as('from'), sql<string | null>`upper(term.valid) - 1`.as('until')])
    .orderBy('person.externalCode')
    .orderBy(sql`lower(term.valid)`)
    .orderBy('term.id')
    .execute()
