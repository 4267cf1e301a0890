/** People and posts (人员与任职): what other features may ask. */
import type { Context } from '#platform/server/action.ts'
import type { PersonActor, Role } from '#platform/shared/actor.ts'
import { holderNames, postsOfActor } from './people.queries.ts'

/**
 * The person in whose name the context runs, with the posts in force today. Run it in a transaction
 * of that person without posts: what it reads is the person's own.
 */
export async function loadActor(context: Context & { actor: PersonActor }): Promise<PersonActor> {
  const posts = await postsOfActor(context.db)
  return { ...context.actor, posts: posts.map(post => ({ ...post, role: post.role as Role })) }
}

/** Names of people in office by id, for showing who did what. */
export const namesOf = (context: Context, ids: readonly string[]) => holderNames(context.db, ids)
