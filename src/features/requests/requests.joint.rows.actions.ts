/** The joint meeting (联席会议): what an import does with its rows. The caller asks its own policy and records the import. */
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { startOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import * as joint from './requests.joint.queries.ts'
import { jointMeetingSheet, type JointMeetingRow } from './requests.joint.workbook.ts'
import { codesOf } from './requests.load.queries.ts'

type Row = ReadRow<JointMeetingRow>

interface ToldDecision {
  heldOn: string
  requestId: string
  step: joint.DecidedStep
  decidedBy: string
  bodyIds: string[]
  unitIds: string[]
}

/** Enters meetings and what they decided, as the cases' own steps tell it; a decision that is there stays as it is. */
export async function applyJointMeetingRows(context: Context, rows: readonly Row[]): Promise<Applied> {
  const { db, actor, townId, now } = context
  const faults: RowFault[] = []
  const sources = {
    ...(await codesOf(db)),
    steps: await joint.listDecidedSteps(db, [...new Set(rows.map(({ values }) => values.number))]),
    there: await joint.decisionKeys(db),
  }
  const told: ToldDecision[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, jointMeetingSheet.keyOf, 'number', faults).values())) {
    const found = tell(sources, values)
    if (found === null) unchanged += 1
    else if ('message' in found) faults.push({ row, ...found })
    else told.push(found)
  }
  const meetings = await joint.meetingsByDay(db)
  for (const [heldOn, decisions] of Map.groupBy(told, each => each.heldOn)) {
    const meetingId = meetings.get(heldOn) ?? newId(startOf(heldOn).getTime())
    const present = (of: 'bodyIds' | 'unitIds') => [...new Set(decisions.flatMap(each => each[of]))]
    if (!meetings.has(heldOn))
      await joint.insertMeeting(db, {
        townId,
        id: meetingId,
        heldOn,
        bodyIds: present('bodyIds'),
        unitIds: present('unitIds'),
        recordedBy: isPerson(actor) ? actor.personId : null,
        recordedAt: now,
      })
    for (const { requestId, step, decidedBy } of decisions)
      await joint.insertDecision(db, {
        townId,
        id: newId(startOf(heldOn).getTime()),
        meetingId,
        requestId,
        kind: step.name === 'requests.decide' ? 'handler' : 'answer',
        bodyId: step.bodyId,
        unitId: step.unitId,
        withBodyIds: [],
        decidedBy,
      })
  }
  return { created: told.length, updated: 0, unchanged, faults }
}

type Sources = Awaited<ReturnType<typeof codesOf>> & { steps: readonly joint.DecidedStep[]; there: ReadonlySet<string> }

/** The decision that a row tells; null if it is there already. */
function tell({ steps, there, ...codes }: Sources, values: JointMeetingRow): ToldDecision | { key: string; message: string } | null {
  const { heldOn, number, deciderCode, bodyCodes, unitCodes } = values
  const ofCase = steps.filter(step => step.number === number)
  if (ofCase.length === 0) return { key: 'number', message: `没有联席会议决定过的诉求“${number}”。请先在“办理记录”里写这一步。` }
  const step = ofCase.find(({ day }) => day === heldOn)
  if (!step) return { key: 'heldOn', message: `这件的联席会议是${ofCase.at(-1)!.day}，请核对日期。` }
  const decidedBy = codes.people.get(deciderCode)
  if (!decidedBy) return { key: 'deciderCode', message: `没有编码为“${deciderCode}”的人员。` }
  const noBody = bodyCodes.find(code => !codes.bodies.has(code))
  if (noBody !== undefined) return { key: 'bodyCodes', message: `没有编码为“${noBody}”的组织。` }
  const noUnit = unitCodes?.find(code => !codes.units.has(code))
  if (noUnit !== undefined) return { key: 'unitCodes', message: `没有编码为“${noUnit}”的单元。` }
  if (there.has(`${heldOn}/${step.requestId}`)) return null
  const bodyIds = bodyCodes.map(code => codes.bodies.get(code)!)
  const unitIds = (unitCodes ?? []).map(code => codes.units.get(code)!.id)
  return { heldOn, requestId: step.requestId, step, decidedBy, bodyIds, unitIds }
}
