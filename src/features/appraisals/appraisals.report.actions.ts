/** A report through its meeting (述职、点评、评议、反馈): written, presented, commented once, graded and fed back. */
import { action } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { findReport, lockFor, show, subjectOf } from './appraisals.actions.ts'
import { endpoints, problems } from './appraisals.contract.ts'
import { freezeFigures } from './appraisals.figures.actions.ts'
import * as items from './appraisals.items.queries.ts'
import { reportPolicy, speaksFor } from './appraisals.policy.ts'
import * as queries from './appraisals.queries.ts'
import { pastDayFault, reportMachine, tallyFaults } from './appraisals.rules.ts'

export const write = action(endpoints.write, async (context, { params: { reportId }, body }) => {
  const report = await lockFor(context, reportId, 'write')
  const before = await show(context, reportId)
  requireVersion(context, before, body)
  await queries.writeText(context, reportId, reportMachine.next(report.state, 'write'), body)
  const changed = (Object.keys(body) as (keyof typeof body)[]).filter(key => JSON.stringify(body[key]) !== JSON.stringify(before[key]))
  await context.record('appraisals.write', subjectOf(report), { changed })
  return show(context, reportId)
})

export const present = action(endpoints.present, async (context, { params: { reportId } }) => {
  const report = await lockFor(context, reportId, 'present')
  const [holder] = await queries.secretariesOn(context.db, report.heldOn, report.unitId)
  if (holder?.personId !== report.presenterId) throw new Problem(problems.presenterChanged)
  const figures = await freezeFigures(context, report)
  const state = reportMachine.next(report.state, 'present')
  await queries.updateReport(context.db, reportId, { state, presentedAt: context.now })
  await context.record('appraisals.present', subjectOf(report), { figures })
  return show(context, reportId)
})

export const takeBack = action(endpoints.takeBack, async (context, { params: { reportId } }) => {
  const report = await lockFor(context, reportId, 'takeBack')
  await queries.deleteFigures(context.db, reportId)
  const state = reportMachine.next(report.state, 'takeBack')
  await queries.updateReport(context.db, reportId, { state, presentedAt: null })
  await context.record('appraisals.takeBack', subjectOf(report))
  return show(context, reportId)
})

export const leaders = action(endpoints.leaders, async (context, { params: { reportId } }) => {
  const report = await findReport(context, reportId)
  context.require(reportPolicy, 'leaders', report.facts)
  return { items: await queries.leadersOn(context.db, report.heldOn) }
})

export const comment = action(endpoints.comment, async (context, { params: { reportId }, body: { leaderId, text } }) => {
  const report = await lockFor(context, reportId, 'comment')
  const found = await queries.leadersOn(context.db, report.heldOn)
  if (!found.some(({ id }) => id === leaderId)) throw invalidField('#/leaderId', '这个人那一天不是镇领导')
  if (!speaksFor(context.actor, report.facts, leaderId)) throw new Problem(common.forbidden, '点评只能写自己的。')
  const state = reportMachine.next(report.state, 'comment')
  await queries.writeComment(context, reportId, state, leaderId, text)
  await context.record('appraisals.comment', subjectOf(report), { leaderId })
  return show(context, reportId)
})

export const tally = action(endpoints.tally, async (context, { params: { reportId }, body }) => {
  const report = await lockFor(context, reportId, 'tally')
  requireVersion(context, await show(context, reportId), body)
  const errors = tallyFaults(body.tallies)
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  await queries.replaceTallies(context.db, context.townId, reportId, body.tallies)
  await queries.updateReport(context.db, reportId, {})
  await context.record('appraisals.tally', subjectOf(report), { voters: body.tallies.map(({ voters }) => voters) })
  return show(context, reportId)
})

export const decide = action(endpoints.decide, async (context, { params: { reportId }, body }) => {
  const report = await lockFor(context, reportId, 'decide')
  const fault = pastDayFault(body.decidedOn, { notBefore: report.heldOn, today: context.today })
  if (fault) throw invalidField('#/decidedOn', fault)
  await queries.updateReport(context.db, reportId, body)
  await context.record('appraisals.decide', subjectOf(report), body)
  return show(context, reportId)
})

export const feedBack = action(endpoints.feedBack, async (context, { params: { reportId }, body: { text, date } }) => {
  const report = await lockFor(context, reportId, 'feedBack')
  if (report.grade === null) throw new Problem(problems.gradeMissing)
  const fault = pastDayFault(date, { notBefore: report.heldOn, today: context.today })
  if (fault) throw invalidField('#/date', fault)
  const state = reportMachine.next(report.state, 'feedBack')
  await queries.writeLetter(context, reportId, state, text, date)
  await context.record('appraisals.feedBack', subjectOf(report), { date })
  return show(context, reportId)
})

export const close = action(endpoints.close, async (context, { params: { reportId } }) => {
  const report = await lockFor(context, reportId, 'close')
  const given = await items.itemsOf(context, context.today, reportId)
  const open = given.filter(({ verifiedOn }) => verifiedOn === null).length
  if (open > 0) throw new Problem(problems.itemsOpen, `还有${open}项整改没有核实。`, { open })
  const state = reportMachine.next(report.state, 'close')
  await queries.updateReport(context.db, reportId, { state, closedOn: context.today })
  await context.record('appraisals.close', subjectOf(report), { items: given.length })
  return show(context, reportId)
})
