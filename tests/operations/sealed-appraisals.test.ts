/** Appraisals at rest (述职评议加密): a dump holds no word of them, neither of what is written now nor of what was written before. */
import { expect, test } from 'vitest'
import { endpoints } from '#features/appraisals/appraisals.contract.ts'
import { exportAppraisalRows } from '#features/appraisals/appraisals.export.actions.ts'
import { aReport, aText } from '#features/appraisals/appraisals.samples.ts'
import { useApp } from '../support/app.ts'
import { foundInDump, leavePlain, sealAtStart } from '../support/dump.ts'

const app = useApp()
const written = { achieved: '成绩的暗号甲', lacking: '不足的暗号乙', nextSteps: '打算的暗号丙', ownProblems: ['问题的暗号丁'] }
const given = { problem: '整改的暗号戊', measure: '措施的暗号己' }
const result = '结果的暗号庚'
const reason = '退回的暗号辛'
const comment = '点评的暗号壬'
const letter = '反馈的暗号癸'
const said = [written.achieved, written.lacking, written.nextSteps, ...written.ownProblems]
const answered = [comment, letter, given.problem, given.measure, result, reason]
const match = (version: number) => ({ 'if-match': `"${version}"` })

/** A report that was commented and fed back, and an item that was done and opened again. */
async function aToldReport() {
  const { at, params } = await aReport(app, 'scheduled')
  const call = async (who: string, endpoint: Parameters<typeof app.call>[1], body: object, more: object = params) => {
    const answer = await app.call(who, endpoint, { params: more, body })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  expect((await app.call(at.secretary, endpoints.write, { params, body: aText(written) }, match(1))).status).toBe(200)
  expect((await app.call(at.townClerk, endpoints.present, { params })).status).toBe(200)
  await call(at.leader, endpoints.comment, { leaderId: at.leader, text: comment })
  await call(at.townClerk, endpoints.decide, { grade: 'fairlyGood', decidedOn: '2026-03-02' })
  await call(at.townClerk, endpoints.feedBack, { text: letter, date: '2026-03-02' })
  await call(at.townClerk, endpoints.addItem, { ...given, ownerId: at.villageClerk, dueOn: '2026-06-01' })
  const itemId = (await app.call(at.townClerk, endpoints.get, { params })).body.items[0]!.id
  await call(at.villageClerk, endpoints.finishItem, { result }, { itemId })
  await call(at.townClerk, endpoints.returnItem, { reason, dueOn: '2026-07-01' }, { itemId })
  return { at, params }
}

async function readBy(who: string, params: { reportId: string }) {
  const { body } = await app.call(who, endpoints.get, { params })
  const [item] = body.items
  const { achieved, lacking, nextSteps, ownProblems } = body
  return [
    achieved,
    lacking,
    nextSteps,
    ...ownProblems,
    body.comment,
    body.letter,
    item!.problem,
    item!.measure,
    item!.result,
    item!.returnedReason,
  ]
}

test('who may read a report and its export reads every word, a dump holds none, and the application reads no plain one', async () => {
  const { at, params } = await aToldReport()
  expect(await readBy(at.secretary, params)).toEqual([...said, ...answered])
  const rows = await app.as({ kind: 'job', townId: 1, name: 'imports.export' }, context => exportAppraisalRows(context, null, 'full'))
  expect(rows).toContainEqual(expect.objectContaining({ achieved: written.achieved, problems: written.ownProblems }))
  expect(await foundInDump(app, ['2025年度述职评议会', ...said, ...answered]), 'the title of the meeting').toEqual(['2025年度述职评议会'])
  const clerk = await app.person(at.townClerk)
  for (const column of ['achieved', 'ownProblems', 'comment', 'letter'] as const)
    await expect(
      app.as(clerk, ({ db }) => db.selectFrom('appraisalReport').select(column).execute()),
      column,
    ).rejects.toThrow('permission denied')
  await expect(app.as(clerk, ({ db }) => db.selectFrom('appraisalItem').select('problem').execute())).rejects.toThrow('permission denied')
})

test('what was written before is sealed at the next start, once; a list of problems stays a list', async () => {
  const { at, params } = await aToldReport()
  const opened = await readBy(at.secretary, params)
  const report = ['achieved', 'lacking', 'next_steps', 'own_problems', 'comment', 'letter'].map(name => `appraisal_report.${name}`)
  const item = ['problem', 'measure', 'result', 'returned_reason'].map(name => `appraisal_item.${name}`)
  await leavePlain(app, [...report, ...item])
  expect(await foundInDump(app, [...said, ...answered])).toEqual([...said, ...answered])
  expect(await sealAtStart(app)).toBeGreaterThanOrEqual(said.length + answered.length)
  expect(await sealAtStart(app)).toBe(0)
  expect(await readBy(at.secretary, params)).toEqual(opened)
  expect(await foundInDump(app, [...said, ...answered])).toEqual([])
})
