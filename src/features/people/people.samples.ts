/** People and posts (人员与任职): sample rows, for tests. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Role } from '#platform/shared/actor.ts'
import { findPost } from './people.posts.queries.ts'
import { insertPerson, insertPost, insertTerm } from './people.queries.ts'

const townId = 1

/** The header of who has read a post as it stands: the post itself, or that of a term. */
export async function asRead(db: Database, { postId, termId }: { postId?: string; termId?: string }) {
  const id = postId ?? (await db.selectFrom('term').where('id', '=', termId!).select('postId').executeTakeFirst())?.postId
  return { 'if-match': `"${id === undefined ? 0 : ((await findPost(db, '2026-03-02', id))?.version ?? 0)}"` }
}

/** Someone who holds a post at a unit; returns the person's id. */
export async function aHolder(
  db: Database,
  role: Role,
  unitId: string,
  {
    name = '李少玲',
    bodyId = null,
    from = '2020-01-01',
    to = '',
    shown = false,
    title = '办事员',
  }: { name?: string; bodyId?: string | null; from?: string; to?: string; shown?: boolean; title?: string } = {},
) {
  const personId = newId()
  await insertPerson(db, { townId, id: personId, name, sortKey: 'li shao ling', unitId, createdAt: new Date(0) })
  await addPost(db, personId, role, unitId, { bodyId, from, to, shown, title })
  return personId
}

export async function addPost(
  db: Database,
  personId: string,
  role: Role,
  unitId: string,
  {
    bodyId = null,
    from = '2020-01-01',
    to = '',
    shown = false,
    title = '办事员',
  }: { bodyId?: string | null; from?: string; to?: string; shown?: boolean; title?: string } = {},
) {
  const postId = newId()
  await insertPost(db, { townId, id: postId, role, title, unitId, bodyId, openedOn: '2010-01-01' })
  await insertTerm(db, { townId, id: newId(), postId, personId, valid: `[${from},${to})`, shownToResidents: shown })
  return postId
}
