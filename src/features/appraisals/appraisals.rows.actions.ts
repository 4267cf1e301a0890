/** Rows of reports (述职表): what an import does with them. The caller asks its own policy and records the import. */
import { unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { deleteVacancy, insertVacancies, lockRounds, secretariesOn } from './appraisals.queries.ts'
import * as queries from './appraisals.rows.queries.ts'
import { meetingDayFault } from './appraisals.rules.ts'
import { appraisalSheet, type AppraisalRow } from './appraisals.workbook.ts'

type Row = ReadRow<AppraisalRow>
type Fault = { key: string; message: string }

/**
 * Enters reports and the rounds that they need; a report that is there stays as it is. What was presented before it came here has
 * no frozen figures: it shows what the records say.
 */
export async function applyAppraisalRows(context: Context, rows: readonly Row[]): Promise<Applied> {
  const { db, townId } = context
  await lockRounds(db, townId)
  const sources = await sourcesOf(context)
  const faults: RowFault[] = []
  const created: queries.ToldReport[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, appraisalSheet.keyOf, 'unitCode', faults).values())) {
    const told = await tell(context, sources, values)
    if (told === null) unchanged += 1
    else if ('message' in told) faults.push({ row, ...told })
    else created.push(told)
  }
  const needed = new Set(created.map(({ roundId }) => roundId))
  const fresh = sources.fresh.filter(({ id }) => needed.has(id))
  await queries.insertRounds(db, townId, fresh)
  for (const { id: roundId, heldOn } of fresh) {
    const vacant = [...(await sources.secretaries(heldOn))].flatMap(([unitId, personId]) => (personId === null ? [unitId] : []))
    await insertVacancies(
      db,
      vacant.map(unitId => ({ townId, roundId, unitId })),
    )
  }
  for (const { roundId, unitId } of created) if (!fresh.some(({ id }) => id === roundId)) await deleteVacancy(db, roundId, unitId)
  await queries.insertToldReports(context, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

type Sources = Awaited<ReturnType<typeof sourcesOf>>

async function sourcesOf(context: Context) {
  const { db, now, actor } = context
  const known = await queries.roundsByCode(db)
  const fresh: Parameters<typeof queries.insertRounds>[2][number][] = []
  const days = new Map<string, Map<string, string | null>>()
  return {
    units: await unitsByKey(context),
    people: await queries.peopleByCode(db),
    there: await queries.reportKeys(db),
    fresh,
    /** The round of a row, made when it is first named. */
    round({ roundCode, year, heldOn, title }: AppraisalRow): queries.KnownRound {
      const found = known.get(roundCode)
      if (found) return found
      const round = { id: newId(startOf(heldOn).getTime()), year, heldOn, title }
      known.set(roundCode, round)
      fresh.push({ ...round, externalCode: roundCode, openedAt: now, openedBy: isPerson(actor) ? actor.personId : null })
      return round
    },
    /** Unit → whoever holds its post of secretary on the day. */
    async secretaries(day: string): Promise<Map<string, string | null>> {
      const found = days.get(day) ?? new Map((await secretariesOn(db, day)).map(({ unitId, personId }) => [unitId, personId]))
      days.set(day, found)
      return found
    },
  }
}

/** The report that a row tells; null if it is there already. */
async function tell({ today }: Context, sources: Sources, values: AppraisalRow): Promise<queries.ToldReport | Fault | null> {
  const { year, heldOn, title, unitCode, presenterCode } = values
  const dayFault = meetingDayFault(year, heldOn)
  if (dayFault) return { key: 'heldOn', message: `${dayFault}。` }
  if ([...title].length < 2) return { key: 'title', message: '名称至少写2个字。' }
  const round = sources.round(values)
  if (round.year !== year || round.heldOn !== heldOn || round.title !== title)
    return { key: 'roundCode', message: '同一个编号的述职会，年度、日期和名称要一样。' }
  const unitId = sources.units.get(unitCode)?.id
  if (sources.there.has(`${round.id}/${unitId}`)) return null
  const secretaries = await sources.secretaries(heldOn)
  if (!unitId || !secretaries.has(unitId)) return { key: 'unitCode', message: `那一天没有编码为“${unitCode}”的村（社区）。` }
  const holder = secretaries.get(unitId)
  if (!holder) return { key: 'presenterCode', message: '那一天这里的书记岗位空着，没有述职。' }
  if (sources.people.get(presenterCode) !== holder) return { key: 'presenterCode', message: `“${presenterCode}”不是那一天的书记。` }
  const presented = values.presented === '是'
  if (presented && heldOn > today) return { key: 'presented', message: '还没到述职那天，不能写“是”。' }
  const missing = (['achieved', 'lacking', 'nextSteps'] as const).find(key => (values[key] ?? '').length < 2)
  if (presented && missing) return { key: missing, message: '已述职的，这一栏至少写2个字。' }
  const ownProblems = values.problems ?? []
  if (ownProblems.length > 10) return { key: 'problems', message: '自查问题最多写10个。' }
  return {
    id: newId(startOf(heldOn).getTime()),
    roundId: round.id,
    unitId,
    presenterId: holder,
    state: presented ? 'presented' : missing ? 'scheduled' : 'drafted',
    achieved: values.achieved ?? '',
    lacking: values.lacking ?? '',
    nextSteps: values.nextSteps ?? '',
    ownProblems,
    // The hour is not told: the last instant of the day.
    presentedAt: presented ? new Date(startOf(addDays(heldOn, 1)).getTime() - 1) : null,
  }
}
