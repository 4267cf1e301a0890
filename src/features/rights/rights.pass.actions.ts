/**
 * The pass of a one-time code (查看凭证): of one person, in a cookie or "Authorization: Subject …". It says who gave the code: whoever gives one
 * knows it, and could use it in the person's place.
 */
import type { Visit } from '#platform/server/page.ts'
import { passesOf } from '#platform/server/pass.ts'

export const subjectPass = passesOf({
  place: 'subject.pass',
  cookie: 'subject',
  scheme: 'Subject',
  actorOf(townId, id) {
    const [personId = '', codeFrom] = id.split('/')
    return { kind: 'subject', townId, personId, ...(codeFrom !== undefined && { codeFrom }) }
  },
})

/** What a pass is made of. */
export const passOf = (personId: string, codeFrom: string) => `${personId}/${codeFrom}`

/**
 * The visit as the person whose data it is, with a pass or signed in; null for anyone else. The pass comes first: at a counter it is the
 * resident's, in a browser in which the clerk is signed in.
 */
export async function asSubject(visit: Visit): Promise<Visit | null> {
  const bearer = await subjectPass.bearerOf(visit.platform, visit.cookies[subjectPass.cookie])
  if (bearer) return visit.as(bearer.actor)
  return visit.actor.kind === 'person' ? visit : null
}
