/** What a form has just done (办好了的一句话), said by the page that it leads to. */
import type { Visit } from '#platform/server/page.ts'

/** The words for `?done=` of the address; undefined for any other word that somebody puts there. */
export const doneOf = <T>(words: Readonly<Record<string, T>>, { query: { done } }: Pick<Visit, 'query'>): T | undefined =>
  done !== undefined && Object.hasOwn(words, done) ? words[done] : undefined
