/** Volunteer Xiqiao (志愿西樵): what a new town starts with. */
import type { Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { insertCap, listCaps } from './volunteering.hours.queries.ts'

/** Four hours an entry and eight a month, until the town adopts its own. */
const proposal = { fromOn: '2000-01-01', minutesEach: 240, minutesMonthly: 480, source: '系统建议值，镇里还没有审定' }

/** Writes the bound for hours entered later if the town has none. Safe to run at every start. */
export async function installCaps(context: Context): Promise<void> {
  if ((await listCaps(context.db)).length === 0) await insertCap(context.db, { townId: context.townId, id: newId(), ...proposal })
}
