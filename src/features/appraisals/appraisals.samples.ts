/** Appraisals (述职评议): a village with its secretary, the town's office and a leader, and a report at any stage; for tests. */
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage, type SampleUnit } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './appraisals.contract.ts'

export interface SampleOffices {
  town: SampleUnit
  village: SampleUnit
  secretary: string
  villageClerk: string
  townClerk: string
  leader: string
}

/** A village with a secretary and a clerk; the office and a leader of its town. */
export async function aReportingVillage(db: Database): Promise<SampleOffices> {
  const town = await aTown(db)
  const village = await aVillage(db)
  return {
    town,
    village,
    secretary: await aHolder(db, 'villageSecretary', village.id, { name: '潘国华', title: '党委书记' }),
    villageClerk: await aHolder(db, 'villageClerk', village.id, { name: '李少玲' }),
    townClerk: await aHolder(db, 'townClerk', town.id, { name: '梁少英' }),
    leader: await aHolder(db, 'townLeader', town.id, { name: '何永康', title: '镇党委副书记' }),
  }
}

/** The words of a report, and one problem of its own. */
export const aText = (changes: object = {}) => ({
  achieved: '三级党建网格都建起来了。',
  lacking: '夜间走访还不够。',
  nextSteps: '每月开一次民情会。',
  ownProblems: ['老人饭堂还没有开'],
  ...changes,
})

type App = Pick<ReturnType<typeof useApp>, 'call' | 'owner'>
const match = (version: number) => ({ 'if-match': `"${version}"` })

/** A round of the town about a year, opened by its office; held on the day on which the tests stand unless told. */
export async function aRound(app: App, townClerk: string, { year = 2025, heldOn = '2026-03-02', title = '2025年度述职评议会' } = {}) {
  const { body } = await app.call(townClerk, endpoints.open, { body: { year, heldOn, title } })
  return body
}

/** A village's report of a new round, brought to a stage of the workflow by those who may. */
export async function aReport(
  app: App,
  until: 'scheduled' | 'drafted' | 'presented' | 'commented' | 'fedBack',
  round: { year?: number } = {},
) {
  const at = await aReportingVillage(app.owner)
  const { lines, id: roundId } = await aRound(app, at.townClerk, round)
  const reportId = lines.find(({ unitId }) => unitId === at.village.id)!.reportId!
  const params = { reportId }
  const steps = [
    () => app.call(at.secretary, endpoints.write, { params, body: aText() }, match(1)),
    () => app.call(at.townClerk, endpoints.present, { params }),
    () => app.call(at.leader, endpoints.comment, { params, body: { leaderId: at.leader, text: '说得实在，夜间走访要补上。' } }),
    async () => {
      await app.call(at.townClerk, endpoints.decide, { params, body: { grade: 'fairlyGood', decidedOn: '2026-03-02' } })
      return app.call(at.townClerk, endpoints.feedBack, { params, body: { text: '请在三个月内改好。', date: '2026-03-02' } })
    },
  ]
  const many = ['scheduled', 'drafted', 'presented', 'commented', 'fedBack'].indexOf(until)
  for (const step of steps.slice(0, many)) {
    const { status, body } = await step()
    if (status !== 200) throw new Error(`${status} ${body.detail ?? body.title}`)
  }
  return { at, roundId, params }
}
