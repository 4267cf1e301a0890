/**
 * Matters of the past (已办的事项): walked from the proposal on as they went, for a town that is loaded.
 *
 * Matters that went together share their meetings. The same rows as at the desk, through the doors of votes and disclosures, and the
 * same gates asked in order. A refusal is an error of the loaded data, and nothing of the transaction is kept.
 */
import { createHash } from 'node:crypto'
import { catalogueOf, stagesOf } from '#features/matters/matters.actions.ts'
import type { MatterEntry, Stage } from '#features/matters/matters.contract.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { findUnit } from '#features/units/units.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import { loadHeld, type HeldBallot } from '#features/votes/votes.setup.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { attachmentsRefusal } from './decisions.asked.rules.ts'
import { bodiesOf, isPreReviewed, writeStage } from './decisions.case.actions.ts'
import type { StageOutcome } from './decisions.contract.ts'
import { adoptionRefusal, ballotRefusal, bodiesAtStage, orderRefusal, preReviewRefusal } from './decisions.gates.rules.ts'
import * as opinions from './decisions.opinions.queries.ts'
import * as queries from './decisions.queries.ts'
import { decidingStage, isVote, lawfulStages, transitionOf, type VoteStage } from './decisions.rules.ts'
import { outcomeOf, transitionFor, verdictOf } from './decisions.stages.actions.ts'
import {
  allow,
  at,
  dayFor,
  disclose,
  entered,
  finish,
  link,
  move,
  type Walk,
  type WalkedMatter,
  type Walking,
} from './decisions.walk.actions.ts'

export type { Walk } from './decisions.walk.actions.ts'

/**
 * Writes the matters and returns their ids, in the order of the record, as of the day of the context: the last one told. The actor must keep the matters, registers and Party members of the place.
 */
export async function loadWalk(context: Context, walk: Walk): Promise<string[]> {
  const unit = await findUnit(context, walk.unitId)
  const begunOn = walk.days.proposal!
  const entry = (await catalogueOf(context, unit, begunOn)).items.find(({ code }) => code === walk.code)
  if (!entry) throw new Error(`${begunOn}的清单里没有${walk.code}`)
  const bodies = bodiesOf(entry, walk, unit.kind)
  const stagesOn = (day: string) => lawfulStages(stagesOf(walk.line, entry.stages), isPreReviewed(bodies, day))
  const stages = stagesOn(walk.days.assembly ?? context.today)
  const going: Walking[] = []
  for (const matter of walk.matters) going.push(await begin(context, walk, entry, matter))
  let last = begunOn
  let isChecked = !entry.townPreCheck
  for (const stage of stages) {
    const day = walk.days[stage]
    if (day === undefined) break
    allow(day < last ? `“${stage}”早于上一步` : null)
    last = day
    if (!isChecked && walk.days.preCheck !== undefined && walk.days.preCheck <= day) {
      await checkForTown(context, walk, going)
      isChecked = true
    }
    if (stage === decidingStage(stages)) allow(isChecked ? attachmentsRefusal(entry.attachments, []) : '镇里还没有看过')
    for (const { done } of going) allow(orderRefusal(stage, stages, done))
    if (stage === 'proposal') await propose(context, walk, going, day)
    else if (stage === 'membersFirst') await advise(context, walk, going, day)
    else if (stage === 'partyResearch') await each(context, walk, going, stage, day, { outcome: 'passed' })
    else if (isVote(stage)) await vote(context, walk, { entry, unit, bodies, stages, going }, stage, day)
    else
      for (const [on, ones] of Map.groupBy(going, one => dayFor(walk, one, stage)!)) await disclose(context, walk, entry, ones, stage, on)
    for (const one of going) one.done.push(stage)
  }
  await finish(context, walk, entry, going)
  return going.map(({ row }) => row.id)
}

async function begin(context: Context, walk: Walk, entry: MatterEntry, matter: WalkedMatter): Promise<Walking> {
  const { unitId, line, code, amountFen, proposingBody, days } = walk
  const createdAt = at(days.proposal!, 9)
  const id = newId(createdAt.getTime())
  const { townId, db } = context
  const digest = createHash('sha256').update(matter.text).digest('hex')
  const proposal = { proposerKind: 'body', proposerId: null, proposingBody } as const
  const { listId, category } = entry
  const what = { townId, id, unitId, line, listId, code, category, ...proposal }
  await queries.insertDecision(db, { ...what, state: 'draft', createdBy: walk.enteredBy, createdAt })
  const text = { title: matter.title, body: matter.text, amountFen }
  await queries.insertText(db, { townId, decisionId: id, number: 1, ...text, writtenBy: walk.enteredBy, writtenAt: createdAt })
  await context.record('decisions.begin', { kind: 'decision', id, unitId }, { code, line })
  return { row: { id, round: 1, textNumber: 1 }, matter, digest, state: 'draft', done: [], advice: [], notices: new Map() }
}

async function propose(context: Context, walk: Walk, going: readonly Walking[], day: string) {
  for (const one of going) {
    move(one, 'submit')
    await writeStage(context, one, { stage: 'proposal', heldOn: day, outcome: 'registered', ...entered(walk, day) })
  }
}

/** The town has looked at the text of each. */
async function checkForTown(context: Context, walk: Walk, going: readonly Walking[]) {
  const heldOn = walk.days.preCheck!
  const by = { recordedBy: walk.checkedBy!, recordedAt: at(heldOn, 15) }
  for (const one of going) await writeStage(context, one, { stage: 'preCheck', heldOn, outcome: 'passed', document: '镇里回复', ...by })
}

/** A step at which people sit: who presides and keeps the minutes has said that none of it is their own. */
async function each(
  context: Context,
  walk: Walk,
  going: readonly Walking[],
  stage: Stage,
  day: string,
  { outcome, reason = '' }: { outcome: StageOutcome; reason?: string },
): Promise<string[]> {
  const ids: string[] = []
  for (const one of going) {
    await declare(context, walk, one, stage, day)
    const seats = { chairId: walk.chairOf(stage), recorderId: walk.recorderId }
    ids.push(await writeStage(context, one, { stage, heldOn: day, outcome, reason, ...seats, ...entered(walk, day) }))
    move(one, transitionOf[stage]!)
  }
  return ids
}

async function declare(context: Context, walk: Walk, { row }: Walking, capacity: Stage, declaredOn: string) {
  const people = new Set([walk.chairOf(capacity), walk.recorderId])
  const said = { capacity, interest: 'none' as const, kinOf: null, recused: false, declaredOn, ...entered(walk, declaredOn) }
  const { townId, db, now } = context
  await Promise.all(
    [...people].map(personId =>
      opinions.insertDeclaration(db, { townId, id: newId(now.getTime()), decisionId: row.id, personId, ...said }),
    ),
  )
}

async function advise(context: Context, walk: Walk, going: readonly Walking[], day: string) {
  const { opinion, reason, answer } = walk.opinion
  const ids = await each(context, walk, going, 'membersFirst', day, { outcome: opinion, reason })
  for (const [index, one] of going.entries()) {
    one.advice.push({ opinion, adoption: answer?.adoption ?? null })
    if (answer === null) continue
    const answeredOn = addDays(day, 1)
    await opinions.insertAdoption(context.db, {
      townId: context.townId,
      stageId: ids[index]!,
      ...answer,
      answeredOn,
      answeredBy: walk.answeredBy,
      answeredAt: at(answeredOn, 10),
    })
  }
}

interface Round {
  entry: MatterEntry
  unit: Unit
  bodies: readonly DecidingBody[]
  stages: readonly Stage[]
  going: readonly Walking[]
}
async function vote(context: Context, walk: Walk, round: Round, stage: VoteStage, day: string) {
  const isLast = stage === 'assembly'
  for (const { done, advice } of isLast ? round.going : [])
    allow(preReviewRefusal(isPreReviewed(round.bodies, day), done) ?? adoptionRefusal(advice))
  const { failed } = walk
  if (isLast && failed !== null) await meet(context, walk, round, stage, failed.on, failed)
  await meet(context, walk, round, stage, day, walk.meetings[stage]!)
}

/** One meeting at which all of them are voted on, and what it came to. */
async function meet(
  context: Context,
  walk: Walk,
  { entry, unit, bodies, stages, going }: Round,
  stage: VoteStage,
  day: string,
  { absentPercent, noticeOn }: { absentPercent: number; noticeOn: string },
) {
  const { bodyId, decidingBody, place } = walk.meetings[stage]!
  const counts = stage === 'assembly' && day === walk.days.assembly
  const held = await loadHeld(context, {
    bodyId,
    decidingBody,
    title: `${unit.shortName}${bodyNames[decidingBody]}`,
    startsAt: at(day, stage === 'assembly' ? 15 : 10),
    place,
    noticeOn,
    chairId: walk.chairOf(stage),
    recorderId: walk.recorderId,
    enteredBy: walk.enteredBy,
    absentPercent,
    items: going.map(({ row, matter }) => ({
      subject: { kind: 'decision', id: row.id },
      title: matter.title,
      text: matter.text,
      legalMatter: entry.legalMatter,
      against: counts ? matter.against : 0,
      abstain: counts ? matter.abstain : 0,
    })),
  })
  const allowed = stage in bodiesAtStage ? bodiesAtStage[stage as keyof typeof bodiesAtStage] : bodies
  for (const [index, one] of going.entries())
    await conclude(context, walk, { one, ballot: held[index]!, allowed, stages, noticedOn: noticeOn }, stage, day)
}

interface Concluded {
  one: Walking
  ballot: HeldBallot
  allowed: readonly DecidingBody[]
  stages: readonly Stage[]
  noticedOn: string
}
async function conclude(
  context: Context,
  walk: Walk,
  { one, ballot, allowed, stages, noticedOn }: Concluded,
  stage: VoteStage,
  day: string,
) {
  allow(ballotRefusal(stage, { ballot, bodies: allowed, digest: one.digest, names: bodyNames }))
  await link(context, walk, one, stage, ballot.id, 'ballot', day)
  if (stage === 'assembly') move(one, 'callAssembly')
  await declare(context, walk, one, stage, day)
  const outcome = outcomeOf(ballot)
  const seats = { chairId: walk.chairOf(stage), recorderId: walk.recorderId }
  const said = { outcome, verdict: verdictOf(ballot), ballotId: ballot.id, noticedOn }
  await writeStage(context, one, { stage, heldOn: day, ...seats, ...said, ...entered(walk, day) })
  const transition = transitionFor({ walk: () => [...stages] }, stage, outcome, day)
  if (transition !== null) move(one, transition)
}
