/** The event log (审计): who did what to which thing and when, in words. */
import { action, type Context } from '#platform/server/action.ts'
import { eventWords } from '#platform/server/event-words.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { Id } from '#platform/shared/primitives.ts'
import { z } from 'zod'
import { findAudited, listEventRows, namesOfAudited } from './accounts.audit.queries.ts'
import { endpoints } from './accounts.contract.ts'
import { accountsPolicy } from './accounts.policy.ts'

export const listEvents = action(endpoints.listEvents, async (context, { query }) => {
  context.require(accountsPolicy, 'listEvents', null)
  const { name, from, to, cursor, by, about, ...wanted } = query
  const rows = await listEventRows(context.db, {
    ...wanted,
    names: name === undefined ? undefined : namesOf(context, name),
    actors: by === undefined ? undefined : await findAudited(context.db, by),
    subjects: about === undefined ? undefined : await findAudited(context.db, about),
    cursor: cursor === undefined ? undefined : placeOf(cursor, z.tuple([Id]))[0],
    from: from === undefined ? undefined : startOf(from),
    until: to === undefined ? undefined : startOf(addDays(to, 1)),
    limit: query.limit + 1,
  })
  const items = rows.slice(0, query.limit)
  const names = await namesOfAudited(
    context.db,
    items.flatMap(({ subjectId, actorPersonId }) => [subjectId, ...(actorPersonId ? [actorPersonId] : [])]),
  )
  return {
    items: items.map(({ at, details, ...row }) => {
      return {
        ...row,
        ...eventWords(context.eventWords, row.name, row.subjectKind),
        subjectName: names.get(row.subjectId) ?? null,
        actorName: (row.actorPersonId && names.get(row.actorPersonId)) ?? actorNames[row.actor.split(':')[0]!] ?? row.actor,
        at: at.toISOString(),
        details: details as Record<string, unknown>,
      }
    }),
    nextCursor: rows.length > query.limit ? cursorOf([items.at(-1)!.id]) : null,
    features: [...context.eventWords.values()].map(({ feature: name, nameZh }) => ({ name, nameZh })),
  }
})

/** Of a feature all that it names (a test sees to it that it names all), each found by the index: a pattern would not be, under a policy. */
const namesOf = ({ eventWords: words }: Context, name: string): string[] =>
  name.includes('.') ? [name] : Object.keys(words.get(name)?.names ?? {}).map(each => `${name}.${each}`)

/** By the actor's kind, as it stands in the log. */
const actorNames: Record<string, string> = {
  person: '一位人员',
  public: '居民',
  receipt: '居民，凭查询码',
  subject: '本人，凭个人码',
  household: '住户，凭联系卡',
  job: '系统',
  signIn: '登录的人',
}
