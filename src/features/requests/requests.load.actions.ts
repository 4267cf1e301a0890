/** Requests (诉求): bringing a ledger of cases along, as the two sheets of requests.workbook.ts tell it. */
import { randomBytes } from 'node:crypto'
import type { Context } from '#platform/server/action.ts'
import { insertToldEvents } from '#platform/server/told-events.ts'
import { actorSetting } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { scrub } from '#platform/shared/masking.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { ReadRow, RowOf } from '#platform/shared/sheet.ts'
import { timeOf } from '#platform/shared/told-time.ts'
import { searchTextOf } from './requests.case.actions.ts'
import { listVersions } from './requests.categories.queries.ts'
import { versionOn } from './requests.categories.rules.ts'
import * as load from './requests.load.queries.ts'
import { deskRoles } from './requests.desks.rules.ts'
import { replay, type ToldStep } from './requests.replay.rules.ts'
import { titleOf } from './requests.rules.ts'
import { channelOf, stepVerbOf, type caseSheet, type stepSheet } from './requests.workbook.ts'

type CaseRow = ReadRow<RowOf<typeof caseSheet>>
type StepRow = ReadRow<RowOf<typeof stepSheet>>

/** A case that cannot come in, by the row of the sheet that tells it, and why. */
export interface RefusedRow {
  sheet: '诉求'
  row: number
  message: string
}

/** What became of a ledger: the numbers that came in, and the rows that did not. What is in neither was there before. */
export interface Loaded {
  created: Set<string>
  refused: RefusedRow[]
}

const piece = 300

/**
 * Writes the cases that are not there yet, in pieces; `report` hears how many are done. Numbers already known are
 * left as they are, so the same file twice changes nothing.
 */
export async function loadCases(
  context: Context,
  cases: readonly CaseRow[],
  steps: readonly StepRow[],
  report: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<Loaded> {
  const known = await knowledgeOf(context)
  const stepsOf = Map.groupBy(steps, ({ values }) => values.number)
  const highest = new Map<string, { unitId: string; year: number; last: number }>()
  const loaded: Loaded = { created: new Set(), refused: [] }
  for (let start = 0; start < cases.length; start += piece) {
    const rows = cases.slice(start, start + piece)
    const there = await load.numbersIn(
      context.db,
      rows.map(({ values }) => values.number),
    )
    const written: Written[] = []
    for (const row of rows.filter(({ values }) => !there.has(values.number))) {
      try {
        written.push(write(context, known, row, stepsOf.get(row.values.number) ?? []))
        count(highest, row.values.number, known.town, written.at(-1)!.villageId)
        loaded.created.add(row.values.number)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        loaded.refused.push({ sheet: '诉求', row: row.row, message: error.detail ?? error.kind.title })
      }
    }
    const events = written.flatMap(each => each.events)
    const notes = written.flatMap(each => each.notes)
    // A note points at its event.
    await insertToldEvents(context.db, events)
    await load.insertLedger(
      context.db,
      written.map(each => each.request),
      notes,
    )
    await load.involveLogged(
      context.db,
      written.map(each => each.request.id),
    )
    await report(start + rows.length)
  }
  for (const { unitId, year, last } of highest.values()) await load.raiseCounter(context.db, unitId, year, last)
  return loaded
}

type Known = Awaited<ReturnType<typeof knowledgeOf>>
type Written = ReturnType<typeof write>

async function knowledgeOf(context: Context) {
  const desks = await load.unitsWithDesks(context.db, deskRoles)
  const versions = Map.groupBy(await listVersions(context.db), ({ categoryId }) => categoryId)
  return {
    ...(await load.codesOf(context.db)),
    paths: await load.pathsOf(context.db),
    town: await load.findTown(context.db),
    calendar: await context.calendar(),
    workingDaysOf: (categoryId: string, day: string) => versionOn(versions.get(categoryId)!, day).workingDays,
    /** The lowest desk of a path (town first) that someone holds today: where a case enters. */
    handlerAt: (path: readonly string[]) => path.findLast(id => desks.has(id)) ?? path[0]!,
  }
}

const refuse = (detail: string): never => {
  throw new Problem({ type: '/problems/invalid', status: 422, title: '这一行不能导入' }, detail)
}

function write(context: Context, known: Known, { values }: CaseRow, stepRows: readonly StepRow[]) {
  const unit = known.units.get(values.unitCode) ?? refuse(`没有编码为${values.unitCode}的单元`)
  const path = known.paths.get(unit.id) ?? refuse('这个单元现在已经没有了')
  const category =
    values.categoryCode === null ? null : (known.categories.get(values.categoryCode) ?? refuse(`没有编码为${values.categoryCode}的分类`))
  const submittedAt = pastTime(context, values.submittedAt, '提交时间')
  const handlerUnitId = known.handlerAt(path)
  const channel = channelOf(values.channel)
  const told = replay(
    {
      submittedAt,
      channel,
      handlerUnitId,
      workingDays: category && known.workingDaysOf(category.id, dayOf(submittedAt)),
      kindOf: id => known.kinds.get(id) ?? '',
      steps: stepRows.map(row => toldStep(context, known, row)),
    },
    known.calendar,
    context.today,
  )
  const id = newId(submittedAt.getTime())
  const title = titleOf(scrub(values.text))
  const { clock, events, ...columns } = told
  return {
    villageId: path[1] ?? path[0]!,
    request: {
      townId: context.townId,
      id,
      number: values.number,
      // nobody has a code for it: a counter gives one out after checking identity
      codeDigest: randomBytes(32),
      title,
      text: values.text,
      near: values.near,
      categoryId: category?.id ?? null,
      unitId: unit.id,
      custodyUnitId: unit.id,
      channel,
      publicAgreed: values.publicLine !== null,
      publicLine: values.publicLine,
      submittedAt,
      clockState: clock.state,
      clockLimit: clock.limit,
      clockUsed: clock.used,
      dueOn: clock.dueOn,
      soonOn: clock.soonOn,
      clockEstimated: clock.estimated,
      jointMeetingOn: values.jointMeetingOn,
      searchText: searchTextOf({ ...values, title }),
      ...columns,
      // what was never on the list was not decided there
      jointDecidedOn: values.jointMeetingOn && columns.jointDecidedOn,
      jointHandlerId: values.jointMeetingOn && columns.jointHandlerId,
    },
    ...asLogged(context, { id, unitId: unit.id }, events),
  }
}

/** The told steps as rows of the log, and their texts as notes beside it. */
function asLogged(context: Context, subject: { id: string; unitId: string }, told: ReturnType<typeof replay>['events']) {
  const { townId } = context
  const steps = told.map(step => ({ ...step, eventId: newId(step.at.getTime()) }))
  return {
    events: steps.map(({ eventId, name, at, actorPersonId, details }) => ({
      townId,
      id: eventId,
      name,
      subjectKind: 'request',
      subjectId: subject.id,
      unitId: subject.unitId,
      actor: actorSetting(context.actor),
      actorPersonId,
      at,
      details: JSON.stringify(details),
    })),
    notes: steps.flatMap(({ eventId, text }) => (text ? [{ townId, id: newId(), requestId: subject.id, eventId, text }] : [])),
  }
}

/** A ledger tells of what was: nothing in it is still to come. */
function pastTime({ now }: Context, text: string, what: string): Date {
  const at = timeOf(text) ?? refuse(`${what}要写成2026-03-01 20:14这样`)
  return at > now ? refuse(`${what}不能在以后`) : at
}

function toldStep(context: Context, known: Known, { values }: StepRow): ToldStep {
  const { toCode } = values
  const to =
    toCode === null
      ? {}
      : known.bodies.has(toCode)
        ? { bodyId: known.bodies.get(toCode)! }
        : known.people.has(toCode)
          ? { personId: known.people.get(toCode)! }
          : known.units.has(toCode)
            ? { unitId: known.units.get(toCode)!.id }
            : refuse(`没有编码为${toCode}的组织、人员或单元`)
  return {
    verb: stepVerbOf(values.step),
    at: pastTime(context, values.at, '时间'),
    personId: values.byCode === null ? null : (known.people.get(values.byCode) ?? refuse(`没有编码为${values.byCode}的人员`)),
    to,
    reason: values.reason,
    until: values.until,
    text: values.text,
  }
}

/** Wherever the case lies, a number in the town's own name is of the town's series: the next case about officials goes on after it. */
function count(
  highest: Map<string, { unitId: string; year: number; last: number }>,
  number: string,
  town: Known['town'],
  villageId: string,
) {
  const found = /^(.*?)(\d{4})-(\d+)$/.exec(number)
  if (!found) return
  const unitId = town && found[1] === town.shortName ? town.id : villageId
  const [year, last] = [Number(found[2]), Number(found[3])]
  const before = highest.get(`${unitId}/${year}`)
  if (!before || before.last < last) highest.set(`${unitId}/${year}`, { unitId, year, last })
}
