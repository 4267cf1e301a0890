/** The pass of a one-time code (查看凭证): of one person, in a cookie or "Authorization: Subject …". */
import type { Visit } from '#platform/server/page.ts'
import { passesOf } from '#platform/server/pass.ts'

export const subjectPass = passesOf({
  place: 'subject.pass',
  cookie: 'subject',
  scheme: 'Subject',
  actorOf: (townId, personId) => ({ kind: 'subject', townId, personId }),
})

/**
 * The visit as the person whose data it is, with a pass or signed in; null for anyone else. The pass comes first: at a counter it is the
 * resident's, in a browser in which the clerk is signed in.
 */
export async function asSubject(visit: Visit): Promise<Visit | null> {
  const bearer = await subjectPass.bearerOf(visit.platform, visit.cookies[subjectPass.cookie])
  if (bearer) return visit.as(bearer.actor)
  return visit.actor.kind === 'person' ? visit : null
}
