/** Requests (诉求): 关于干部，转镇纪委 (referral): a case goes around the village although its reporter did not ask for it. */
import { action } from '#platform/server/action.ts'
import { endpoints } from './requests.contract.ts'
import { move, recordStep } from './requests.case.actions.ts'
import { beginTied, next, refuseIfEdited } from './requests.desk.actions.ts'
import { goAroundVillage } from './requests.merge.queries.ts'
import { findPlace } from './requests.queries.ts'
import { aroundVillage } from './requests.rules.ts'

/**
 * Lays the case before the discipline office as the tick at intake would have. Nobody in the village reads or counts it afterwards: who
 * had it, handled it or got a copy keeps nothing. Its number stays, which the reporter holds. Joint meetings do not decide about officials.
 */
export const referToDiscipline = action(endpoints.referToDiscipline, async (context, { params, body }) => {
  const row = await beginTied(context, params.requestId, 'referToDiscipline')
  await refuseIfEdited(context, row, body)
  const place = await findPlace(context.db, row.unitId)
  await move(context, row, {
    event: 'requests.referToDiscipline',
    state: next(row, 'referToDiscipline'),
    text: body.text,
    set: {
      handlerUnitId: aroundVillage(place!.path).handlerUnitId,
      assignedBodyId: null,
      assignedPersonId: null,
      pauseUntil: null,
      jointMeetingOn: null,
      jointDecidedOn: null,
      jointHandlerId: null,
      // the town's desk; from now on the id would stand for the discipline office, which was not told
      codeToldTo: row.codeToldTo.filter(id => id !== place!.path[0]),
    },
  })
  for (const gone of await goAroundVillage(context.db, row.id, context.now))
    if (gone.id !== row.id) await recordStep(context, gone, 'requests.tell', { about: 'referred' })
  return { id: row.id }
})
