/** Transactions (事务): each runs in the name of one actor, on one day, for one town. */
import { CompiledQuery, sql } from 'kysely'
import { sentTogether, type Database } from '#platform/database/database.ts'
import { namingActor } from '#platform/database/prepared.ts'
import { actorSetting, administers, isPerson, type Actor } from '#platform/shared/actor.ts'
import { dayOf, type Calendar } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Context, Subject } from './action.ts'
import type { Platform } from './platform.ts'

export interface Asked {
  /** Did the action ask a policy? */
  policy: boolean
}

/** Runs `work` in a transaction as `actor`; everything it wrote is kept, or, if it throws, nothing but what it left for afterwards. */
export async function inTransaction<T>(
  platform: Platform,
  actor: Actor,
  work: (context: Context, asked: Asked) => Promise<T>,
  { ifMatch = null }: { ifMatch?: number | null } = {},
): Promise<T> {
  const left: Left = []
  try {
    return await begun(platform, actor, work, ifMatch, left)
  } finally {
    for (const each of left) await inTransaction(platform, actor, each)
  }
}

type Left = ((context: Context) => Promise<void>)[]

async function begun<T>(
  platform: Platform,
  actor: Actor,
  work: (context: Context, asked: Asked) => Promise<T>,
  ifMatch: number | null,
  left: Left,
): Promise<T> {
  const now = platform.now()
  const today = dayOf(now)
  watchClock(platform, now)
  return whileAvailable(() =>
    platform.connection.db.transaction().execute(async serial => {
      const db = await sentTogether(serial)
      // Goes ahead of what the work asks first, and is not waited for by itself.
      const naming = [actorSetting(actor), String(actor.townId), today, administers(actor) ? 'yes' : '']
      const named = db.executeQuery(CompiledQuery.raw(namingActor, naming))
      const asked: Asked = { policy: false }
      const context: Context = {
        db,
        signIn: platform.signIn.db,
        actor,
        townId: actor.townId,
        now,
        today,
        ...standing(platform),
        ifMatch,
        calendar: () => calendarOf(platform, db),
        require(policy, name, subject) {
          asked.policy = true
          policy.require(name, actor, subject, now)
        },
        async record(name, subject, details = {}) {
          const row = eventOf(context, name, subject, details)
          await db.insertInto('event').values(row).execute()
          return row.id
        },
        async recordNext(name, subject, details = {}) {
          const last = await lastEvent(db, subject)
          const at = last && last.at > now ? last.at : now
          const row = eventOf({ ...context, now: at }, name, subject, details, last?.id)
          await db.insertInto('event').values(row).execute()
          return { id: row.id, at }
        },
        async recordEach(name, told) {
          const rows = told.map(({ subject, details = {} }) => eventOf(context, name, subject, details))
          for (let at = 0; at < rows.length; at += 1_000)
            await db
              .insertInto('event')
              .values(rows.slice(at, at + 1_000))
              .execute()
        },
        counting: read => counting(db, actorSetting(actor), read),
        beside: other => inTransaction(platform, actor, other),
        afterwards: other => void left.push(other),
      }
      const [, result] = await Promise.all([named, work(context, asked)])
      return result
    }),
  )
}

async function lastEvent(db: Database, { kind, id }: Subject): Promise<{ id: string; at: Date } | undefined> {
  return (await sql<{ id: string; at: Date }>`select id, at from last_event(${kind}, ${id})`.execute(db)).rows[0]
}

const eventOf = ({ actor, townId, now }: Context, name: string, subject: Subject, details: Record<string, unknown>, after?: string) => ({
  townId,
  id: newId(now.getTime(), after),
  name,
  subjectKind: subject.kind,
  subjectId: subject.id,
  unitId: subject.unitId ?? null,
  actor: actorSetting(actor),
  actorPersonId: isPerson(actor) ? actor.personId : null,
  at: now,
  // Whoever gave the code could have used it: what is done by it says so, whatever it is.
  details: JSON.stringify(actor.kind === 'subject' && actor.codeFrom ? { ...details, codeFrom: actor.codeFrom } : details),
})

/** What is the same in every transaction: the configuration, the key, and what features handed in. */
const standing = ({ config, sealing, log, openWork, consents, indicators, about, todos, recorded, eventWords }: Platform) => ({
  config,
  sealing,
  log,
  openWork,
  consents,
  indicators,
  about,
  todos,
  recorded,
  eventWords,
})

/** Reads as the job that counts, then as the caller again: in one transaction, for a second connection might wait for the first ones. */
async function counting<T>(db: Database, caller: string, read: (db: Database) => Promise<T>): Promise<T> {
  await actAs(db, 'job:indicators.count')
  try {
    return await read(db)
  } finally {
    // After an error of PostgreSQL the transaction takes no statement any more, and shows nothing either.
    await actAs(db, caller).catch(() => undefined)
  }
}

const actAs = (db: Database, setting: string) => sql`select set_config('sanliang.actor', ${setting}, true)`.execute(db)

/** When a transaction of the running program began last. */
const begunLast = new WeakMap<Platform, Date>()

/** The machine's clock was ahead and was put back: nothing breaks by it, but what was written meanwhile keeps a date that is yet to come. */
function watchClock(platform: Platform, now: Date) {
  const before = begunLast.get(platform)
  if (before && before.getTime() - now.getTime() > 1_000) platform.log.warn({ clock: 'put back', from: before, to: now })
  begunLast.set(platform, now)
}

const calendars = new WeakMap<Platform, Calendar>()

/** The published holiday arrangements (DATA-14). They come with a release and are written at its start, so one reading is enough. */
async function calendarOf(platform: Platform, db: Database): Promise<Calendar> {
  const known = calendars.get(platform)
  if (known) return known
  const calendar = await readCalendar(db)
  calendars.set(platform, calendar)
  return calendar
}

async function readCalendar(db: Database): Promise<Calendar> {
  const years = await db.selectFrom('holidayYear').select('year').execute()
  const days = await db.selectFrom('holiday').select(['day', 'kind']).execute()
  return { years: new Set(years.map(({ year }) => year)), exceptions: new Map(days.map(({ day, kind }) => [day, kind])) }
}

/** Turns a database that is away, full or restarting into unavailable (503), which callers may repeat. */
export async function whileAvailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isAway(error)) throw new Problem(problems.unavailable, undefined, { retryAfter: 2 })
    throw error
  }
}

/** SQLSTATE classes 08 (connection), 53 (resources), 57P (shutdown), 40 (serialisation), and what the driver says of a lost line or socket. */
function isAway(error: unknown): boolean {
  const { code, message, syscall } = error as { code?: string; message?: string; syscall?: string }
  if (code === 'ENOENT' && syscall === 'connect') return true
  if (code && /^(08...|53...|57P..|40001|40P01|ECONN.*|EPIPE|ETIMEDOUT)$/.test(code)) return true
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after/.test(
    message ?? '',
  )
}
