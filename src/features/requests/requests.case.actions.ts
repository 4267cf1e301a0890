/** Requests (诉求): loading, locking, moving and showing one case; what all its actions share. */
import { namesOf } from '#features/people/people.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { dayOf, type Calendar } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { holdsPersonalNumbers, maskName, maskPhone, scrub } from '#platform/shared/masking.ts'
import { invalidField, Problem, problems } from '#platform/shared/problem.ts'
import type { RequestState, Step } from './requests.contract.ts'
import { answerDue, calendarsBefore, lampOf, levelClock, residentDays, unitClock, type ClockEvent } from './requests.clock.rules.ts'
import { involvedBy } from './requests.involved.rules.ts'
import { requestPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'
import { answersAfter } from './requests.rules.ts'
import { readingSentence, sentenceOf } from './requests.sentences.ts'

export type CaseRow = NonNullable<Awaited<ReturnType<typeof queries.findCase>>>

export const sealedPlaces = { name: 'request.name', phone: 'request.phone', address: 'request.address' } as const

/** What the actor may not read is not found (404), so that guessing ids teaches nothing. */
const readable = (row: CaseRow | undefined): CaseRow => {
  if (!row) throw new Problem(problems.notFound, '没有找到这件事，或它不归您看。')
  return row
}

export const findCase = async (context: Context, id: string) => readable(await queries.findCase(context.db, id))
/** Locked until the transaction ends. */
export const lockCase = async (context: Context, id: string) => readable(await queries.lockCase(context.db, id))

export const subjectOf = (row: Pick<CaseRow, 'id' | 'unitId'>) => ({ kind: 'request', id: row.id, unitId: row.unitId })

/** Appends the event of a step, with its free text beside the log. Returns when it counts as done: the clocks are made from the log again. */
export async function recordStep(
  context: Context,
  row: Pick<CaseRow, 'id' | 'unitId'>,
  name: string,
  details: Record<string, unknown> = {},
  text?: string,
): Promise<Date> {
  const { id: eventId, at } = await context.recordNext(name, subjectOf(row), details)
  if (text) await queries.insertNote(context.db, { townId: context.townId, id: newId(), requestId: row.id, eventId, text })
  return at
}

/** A case with its log, where that has been read already. */
export interface Known {
  row: CaseRow
  events?: Logged
}

/**
 * Moves a case: writes the change, the event, and both clocks and the day to answer as the log now gives them. Returns it as it then is.
 * The event is written first, so that all of them are computed from the whole log; a case that ends ended when the event says.
 */
export async function move(
  context: Context,
  row: CaseRow,
  change: {
    event: string
    state?: RequestState
    details?: Record<string, unknown>
    text?: string | undefined
    /** A step of handling the case, and whose besides the actor's: units, bodies and people. */
    handling?: readonly string[]
    set?: Omit<Parameters<typeof queries.updateRequest>[2], 'state' | 'handledBy' | 'involved'>
  },
): Promise<Required<Known>> {
  const state = change.state ?? row.state
  const at = await recordStep(
    context,
    row,
    change.event,
    { ...(change.state && { from: row.state, to: state }), ...change.details },
    change.text,
  )
  const handlerUnitId = change.set?.handlerUnitId ?? row.handlerUnitId
  const [events, place] = await Promise.all([queries.listEvents(context.db, row.id), queries.findPlace(context.db, handlerUnitId)])
  const calendar = await context.calendar()
  const log = clockEvents(events)
  const level = levelClock(log, calendar, place?.kind ?? '')
  const moved = await queries.updateRequest(context.db, row.id, {
    ...change.set,
    ...(change.set?.closedAt && { closedAt: at }),
    answerDueOn: answerDue(log, calendar),
    ...(change.handling && handledAfter(context, row, change.handling)),
    ...answersAfter(row, state),
    state,
    updatedAt: context.now,
    ...storedClock(events, calendar, context.today),
    levelSince: level.since,
    levelDueOn: level.dueOn,
  })
  return { row: readable(moved), events }
}

/** Who has had the case, and who took part in handling it. */
const handledAfter = ({ actor }: Context, row: CaseRow, ids: readonly string[]) => ({
  handledBy: union(row.handledBy, ids),
  involved: union(row.involved, ids, involvedBy(actor, row)),
})
const union = (...lists: (readonly string[])[]) => [...new Set(lists.flat())]

/** The columns that keep the unit's clock for lists; recomputed from the log after every step. */
function storedClock(events: Logged, calendar: Calendar, today: string) {
  const clock = unitClock(clockEvents(events), calendar, today)
  return {
    clockState: clock.state,
    clockLimit: clock.limit,
    clockUsed: clock.used,
    dueOn: clock.dueOn,
    soonOn: clock.soonOn,
    clockEstimated: clock.estimated,
  }
}

/** All days that are kept with a case, as its log gives them with a calendar. */
export function storedDays(events: Logged, handlerKind: string, calendar: Calendar, today: string) {
  const log = clockEvents(events)
  const levelDueOn = levelClock(log, calendar, handlerKind).dueOn
  return { ...storedClock(events, calendar, today), levelDueOn, answerDueOn: answerDue(log, calendar) }
}

/** The same with each calendar as it was before a year was published. */
export const storedDaysBefore = (events: Logged, handlerKind: string, calendar: Calendar, today: string) =>
  calendarsBefore(clockEvents(events), calendar).map(before => storedDays(events, handlerKind, before, today))

/** A stored clock or count that the log does not bear out is a fault of ours: it is corrected, and the correction is on record. */
export const tellDrift = async (context: Context, id: string, fields: string[]) =>
  context.recordNext('requests.correctClock', { kind: 'request', id }, { fields })

const clockEvents = (events: Logged) => events.map(event => ({ ...event, details: event.details as ClockEvent['details'] }))

/** What staff and resident both see of a case: its words, its clocks, its steps. */
export async function storyOf(context: Context, { row, events: known }: Known) {
  const log = known ? Promise.resolve(known) : queries.listEvents(context.db, row.id)
  const [events, { photos, notes, categoryName }, { units, naming }] = await Promise.all([
    log,
    queries.piecesOf(context.db, row),
    log.then(events => namesIn(context, row, events)),
  ])
  const place = units.get(row.unitId)!
  const clock = unitClock(clockEvents(events), await context.calendar(), context.today)
  return {
    events,
    readers: readersOf(events, naming, place.villageName),
    units,
    naming,
    story: {
      id: row.id,
      number: row.number,
      title: row.title,
      text: row.text,
      near: row.near,
      state: row.state,
      lamp: lampOf(clock, context.today),
      unitName: place.name,
      villageName: place.villageName,
      categoryName,
      handlerName: handlerName(row, naming),
      submittedAt: row.submittedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      solvedBy: row.solvedBy,
      residentDays: residentDays(row.submittedAt, row.closedAt, context.today),
      clock: {
        ...clock,
        stops: clock.stops.map(({ authorId, ...stop }) => ({ ...stop, authorName: authorId ? naming.person(authorId) : null })),
      },
      answerDueOn: row.answerDueOn,
      photos,
      steps: stepsOf(events, notes, naming),
      mergedIntoNumber: await mergedIntoNumber(context, row, events),
      version: row.version,
      allowedActions: requestPolicy.allowed(context.actor, factsOf(row), context.now),
    },
  }
}

/** The names that the log of a case speaks of. */
async function namesIn(context: Context, row: CaseRow, events: Logged) {
  const [units, bodies, people] = await Promise.all([
    queries.namesOfUnits(context.db, [row.unitId, row.handlerUnitId, ...unitIdsOf(events)]),
    queries.namesOfBodies(context.db, bodyIdsOf(row, events)),
    namesOf(context, personIdsOf(row, events)),
  ])
  const naming = {
    unit: (id: string) => units.get(id)?.name ?? '原单位',
    body: (id: string) => bodies.get(id) ?? '原部门',
    person: (id: string) => people.get(id) ?? '工作人员',
  }
  return { units, naming }
}

function stepsOf(events: Logged, notes: Pieces['notes'], naming: Naming): Step[] {
  const texts = new Map(notes.map(({ eventId, text }) => [eventId, text]))
  return events
    .filter(event => !silentSteps.has(event.name))
    .map(event => ({
      id: event.id,
      at: event.at.toISOString(),
      name: event.name,
      sentence: sentenceOf(event.name, event.details as Record<string, string>, naming),
      actorName: event.actorPersonId ? naming.person(event.actorPersonId) : event.actor.startsWith('job:') ? '系统' : null,
      text: texts.get(event.id) ?? null,
    }))
}

/** Who opened the contact, when and why. */
const readersOf = (events: Logged, naming: Naming, villageName: string) =>
  events
    .filter(event => event.name === 'requests.reveal')
    .map(event => ({
      at: event.at.toISOString(),
      sentence: readingSentence(
        event.details as Record<string, string>,
        event.actorPersonId ? naming.person(event.actorPersonId) : '工作人员',
        villageName,
      ),
    }))

async function mergedIntoNumber(context: Context, row: CaseRow, events: Logged): Promise<string | null> {
  if (row.mergedInto === null) return null
  const into = await queries.findCase(context.db, row.mergedInto)
  // the last one: what it was merged into may have been merged itself
  const told = events.findLast(event => event.name === 'requests.merge')?.details as { into?: string } | undefined
  return into?.number ?? told?.into ?? null
}

/** Kept in the log, shown elsewhere or not at all. */
const silentSteps = new Set(['requests.reveal', 'requests.correctClock', 'requests.countHolidays', 'requests.finishCall'])

export type Naming = Awaited<ReturnType<typeof namesIn>>['naming']

export const factsOf = (row: CaseRow) => ({ ...row, state: row.state })

const handlerName = (row: CaseRow, naming: { unit(id: string): string; body(id: string): string; person(id: string): string }) =>
  row.assignedPersonId
    ? naming.person(row.assignedPersonId)
    : row.assignedBodyId
      ? naming.body(row.assignedBodyId)
      : naming.unit(row.handlerUnitId)

type Pieces = Awaited<ReturnType<typeof queries.piecesOf>>
type Logged = Awaited<ReturnType<typeof queries.listEvents>>
const detailsOf = (events: Logged, ...keys: string[]) =>
  events.flatMap(({ details }) =>
    keys.flatMap(key => (details as Record<string, unknown>)[key]).filter((value): value is string => typeof value === 'string'),
  )
const unitIdsOf = (events: Logged) => detailsOf(events, 'unitId', 'toUnitId')
const bodyIdsOf = (row: CaseRow, events: Logged) => [
  ...(row.assignedBodyId ? [row.assignedBodyId] : []),
  ...detailsOf(events, 'bodyId', 'withBodyIds'),
]
const personIdsOf = (row: CaseRow, events: Logged) => [
  ...(row.assignedPersonId ? [row.assignedPersonId] : []),
  ...(row.enteredBy ? [row.enteredBy] : []),
  ...detailsOf(events, 'personId', 'deciderId'),
  ...events.flatMap(event => event.actorPersonId ?? []),
]

/** The contact as everyone who handles the case sees it before asking for more. */
export function maskedContact({ sealing }: Context, row: CaseRow) {
  const name = row.nameSealed && sealing.open(row.nameSealed, sealedPlaces.name)
  const phone = row.phoneSealed && sealing.open(row.phoneSealed, sealedPlaces.phone)
  return {
    name: name ? maskName(name) : null,
    phone: phone ? maskPhone(phone) : null,
    address: row.addressSealed ? '已留住址（封存）' : null,
  }
}

export const closedOnOf = (row: CaseRow) => row.closedAt && dayOf(row.closedAt)

/** Title and public line, checked for personal numbers before anyone outside can see them (SEC-M2). */
export function wordingOf(row: CaseRow, { title, publicLine }: { title: string; publicLine: string | null }) {
  if (holdsPersonalNumbers(title)) throw invalidField('#/title', '标题里不要写电话或证件号')
  if (publicLine && holdsPersonalNumbers(publicLine)) throw invalidField('#/publicLine', '公开的话里不要写电话或证件号')
  if (publicLine && !row.publicAgreed) throw invalidField('#/publicLine', '反映人没有同意公开')
  return { title, publicLine, searchText: searchTextOf({ ...row, title }) }
}

/** What a search reads. Personal numbers are starred out; the hotline's number, as long as one, is none. */
export const searchTextOf = ({ number, title, text, near, outsideNumber = null }: Searched) =>
  [scrub([number, title, text, near].join(' ')), ...(outsideNumber === null ? [] : [outsideNumber])].join(' ')

type Searched = Pick<CaseRow, 'number' | 'title' | 'text' | 'near'> & { outsideNumber?: string | null | undefined }
