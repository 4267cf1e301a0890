/**
 * The sign-in desk (登录台): transactions on the sign-in tables, and the events they record.
 *
 * The sign-in tables have a role and a connection of their own (design D4), so a change to them is not part of the calling
 * action's transaction. Its event is written in the same transaction as the change, through auth.record(), and stays when the
 * action then refuses: a wrong password is an event although the answer is no.
 */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Context } from '#platform/server/action.ts'
import type { Config } from '#platform/server/config.ts'
import type { Visit } from '#platform/server/page.ts'
import type { Platform } from '#platform/server/platform.ts'
import type { Sealing } from '#platform/server/sealing.ts'
import { whileAvailable } from '#platform/server/transaction.ts'
import { actorSetting, isPerson, type Actor } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'

/** What the sign-in functions need of a context or a visit. */
export interface Desk {
  signIn: Database
  townId: number
  now: Date
  today: string
  config: Config
  sealing: Sealing
  actor: Actor
}

/** A transaction at the desk. */
export interface Turn {
  db: Database
  /** Appends an event about the account. `personId`: whose act it is, where the caller is only just signing in. */
  record(name: string, accountId: string, details?: Record<string, unknown>, personId?: string): Promise<void>
}

export const deskOf = (context: Context): Desk => context
export const deskOfVisit = ({ platform, actor, now }: Visit): Desk => deskAt(platform, actor, now)

export function deskAt(platform: Platform, actor: Actor = { kind: 'signIn', townId: platform.townId }, now = platform.now()): Desk {
  const { config, sealing, townId } = platform
  return { signIn: platform.signIn.db, townId, now, today: dayOf(now), config, sealing, actor }
}

/** Runs `work` in one transaction on the town's sign-in tables. */
export function atDesk<T>(desk: Pick<Desk, 'signIn' | 'townId' | 'now' | 'actor'>, work: (turn: Turn) => Promise<T>): Promise<T> {
  const { townId, now, actor } = desk
  return whileAvailable(() =>
    desk.signIn.transaction().execute(async db => {
      await sql`select set_config('sanliang.town', ${String(townId)}, true)`.execute(db)
      return work({
        db,
        async record(name, accountId, details = {}, personId = isPerson(actor) ? actor.personId : undefined) {
          const setting = personId ? `person:${personId}` : actorSetting(actor)
          await sql`select auth.record(${townId}, ${newId(now.getTime())}, ${name}, ${accountId}, ${setting}, ${personId ?? null}, ${now}, ${JSON.stringify(details)})`.execute(
            db,
          )
        },
      })
    }),
  )
}
