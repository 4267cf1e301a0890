/** One matter with all that its gates ask about (一件事的全部情况): read once for every action. */
import { bodiesOn, bodyAt, entryOf, stagesOf } from '#features/matters/matters.actions.ts'
import type { MatterEntry, Stage } from '#features/matters/matters.contract.ts'
import { preReviewOn, supervisorsTooNear, tooNearRefusal } from '#features/thresholds/thresholds.actions.ts'
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import type { Unit } from '#features/units/units.contract.ts'
import { findAnswered } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { placesAllowed, requireCleanText } from '#platform/server/clean-text.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { problems, type Advice, type DecisionState, type StageOutcome } from './decisions.contract.ts'
import { declarationRefusal, notDeclared } from './decisions.gates.rules.ts'
import { filesOf, type FileRow } from './decisions.files.queries.ts'
import * as opinions from './decisions.opinions.queries.ts'
import { papersOf, type LinkedBallot, type LinkedNotice } from './decisions.papers.actions.ts'
import { decisionPolicy, type DecisionFacts } from './decisions.policy.ts'
import { dueAfter } from './decisions.periods.actions.ts'
import * as queries from './decisions.queries.ts'
import { stageRecord } from './decisions.recorded.actions.ts'
import {
  caughtUp,
  decisionMachine,
  doneIn,
  keptState,
  lawfulStages,
  newsOf,
  nextStage,
  type DecisionTransition,
  type News,
} from './decisions.rules.ts'

export interface Matter {
  row: queries.DecisionRow
  /** As it is now, with what became of its notices since. */
  state: DecisionState
  unit: Unit
  entry: MatterEntry
  bodies: DecidingBody[]
  text: { title: string; body: string; digest: string } | null
  records: queries.StageRow[]
  ballots: LinkedBallot[]
  notices: LinkedNotice[]
  files: FileRow[]
  /** The steps by the law of the day: today, or the day of the vote. */
  walk(day: string): Stage[]
  done(day: string): Stage[]
  next: Stage | null
  facts: DecisionFacts
}

/** Throws not-found (404). */
export const find = async (context: Context, id: string): Promise<Matter> =>
  matterOf(context, found(await queries.findDecision(context.db, id)))

/**
 * The matter, locked, for someone who may do `name` to it now and has read its newest version. `versioned` is false where the
 * caller adds beside the matter and changes nothing of it.
 */
export async function lockFor(
  context: Context,
  id: string,
  name: (typeof decisionPolicy.names)[number],
  { yours = null, versioned = true }: { yours?: unknown; versioned?: boolean } = {},
): Promise<Matter> {
  const readable = found(await queries.findDecision(context.db, id))
  // whoever may read but not write cannot lock, and hears from the policy why
  const matter = await matterOf(context, (await queries.lockDecision(context.db, id)) ?? readable)
  context.require(decisionPolicy, name, matter.facts)
  if (versioned) requireVersion(context, matter.row, yours)
  return matter
}

function found<T>(row: T | undefined): T {
  if (!row) throw new Problem(common.notFound, '没有这件事，或不归您看。')
  return row
}

async function matterOf(context: Context, row: queries.DecisionRow): Promise<Matter> {
  const unit = await findAnswered(context, row.unitId)
  const entry = found(await entryOf(context, row.listId, row.code))
  const records = await queries.stagesOf(context.db, [row.id])
  const links = await queries.linksOf(context.db, [row.id])
  const { ballots, notices } = await papersOf(context, row.id, links)
  const newest = noticesOf({ notices, row })
  const standing = standingOf(
    { row, entry, unitKind: unit.kind, records, news: newsOf(newest, row.turnedBallotId !== null) },
    context.today,
  )
  return {
    row,
    ...standing,
    unit,
    entry,
    text: (await queries.findText(context.db, row.id, row.textNumber)) ?? null,
    records,
    ballots,
    notices,
    files: await filesOf(context.db, row.id),
    facts: {
      ...row,
      state: standing.state,
      path: unit.path,
      fell: [newest.decision, newest.result].some(notice => notice !== null && notice.upheldObjection !== null),
      advisedBy: records.findLast(({ stage }) => stage === 'membersFirst')?.recordedBy ?? null,
    },
  }
}

interface Told {
  row: Pick<queries.DecisionRow, 'line' | 'amountFen' | 'round' | 'fromStage' | 'state' | 'turnedBallotId'>
  entry: Pick<MatterEntry, 'stages' | 'bodies' | 'bands'>
  unitKind: string
  records: readonly Pick<queries.StageRow, 'round' | 'stage' | 'outcome' | 'heldOn' | 'ballotId'>[]
  news: News
}
/** Where a matter stands: its state with what became of its notices and vote, its steps by the law of a day, and the one that is open. */
export function standingOf(
  { row, entry, unitKind, records, news }: Told,
  today: string,
): Pick<Matter, 'state' | 'bodies' | 'walk' | 'done' | 'next'> {
  const bodies = bodiesOf(entry, row, unitKind)
  const votedOn = records.findLast(({ stage, outcome }) => stage === 'assembly' && outcome === 'passed')?.heldOn
  const walk = (day: string) => lawfulStages(stagesOf(row.line, entry.stages), isPreReviewed(bodies, day))
  const done = (day: string) => doneIn({ stages: walk(day), fromStage: row.fromStage }, row.round, records)
  const state = caughtUp(row.state, news)
  const day = votedOn ?? today
  const turned = state === 'verdictTurned' ? records.findLast(({ ballotId }) => ballotId === row.turnedBallotId) : undefined
  const next = turned ? (turned.stage as Stage) : state === 'draft' ? 'proposal' : nextStage(walk(day), done(day))
  return { state, bodies, walk, done, next }
}

export const isPreReviewed = (bodies: readonly DecidingBody[], day: string) => bodies.some(body => preReviewOn(body, day) === 'law')

/** Who decides a matter of this amount here: the body of its band, or any of the entry's. */
export function bodiesOf(
  entry: Pick<MatterEntry, 'bodies' | 'bands'>,
  { line, amountFen }: Pick<queries.DecisionRow, 'line' | 'amountFen'>,
  unitKind: string,
): DecidingBody[] {
  const band = entry.bands.findLast(({ fromFen, body }) => amountFen !== null && amountFen >= fromFen && bodiesOn(line, [body]).length > 0)
  return (band ? [band.body] : bodiesOn(line, entry.bodies)).map(body => bodyAt(body, unitKind))
}

/** Acted on with two signatures, and carried out before anybody decided. */
export const isEmergency = ({ facts }: Pick<Matter, 'facts'>): boolean =>
  facts.urgentSignedBy !== null && (facts.state === 'implementing' || facts.state === 'resultDisclosed')

/** The newest notice of each disclosure in this round. */
export function noticesOf({ notices, row }: Pick<Matter, 'notices' | 'row'>) {
  const newest = (stage: Stage) => notices.findLast(each => each.stage === stage && each.round === row.round) ?? null
  return { decision: newest('decisionDisclosure'), result: newest('resultDisclosure') }
}

/** Throws gate-closed (409) with the reason; null lets pass. */
export function passGate(refusal: string | null): void {
  if (refusal !== null) throw new Problem(problems.gateClosed, `${refusal}。`)
}

/** The supervisors of the village on the day, and why one of them stands too near; null where the proposer is no person. */
export async function supervision(context: Context, { row, unit }: Pick<Matter, 'row' | 'unit'>) {
  const supervisors = await opinions.supervisorsOf(context.db, unit.path[1] ?? unit.id, context.today)
  const declared = await opinions.declarationsOf(context.db, row.id)
  if (row.proposerId === null) return { supervisors, declared, asked: [], tooNear: null }
  const asked = [
    { personId: row.proposerId, capacity: 'proposal' as const },
    ...supervisors.map(({ personId }) => ({ personId, capacity: 'supervision' as const })),
  ]
  const replaced = await opinions.replacementsOf(context.db, row.id)
  const kin = declared.filter(({ capacity, kinOf }) => capacity === 'supervision' && kinOf !== null)
  const pairs = kin
    .filter(each => kin.findLast(({ personId }) => personId === each.personId) === each)
    .map(({ personId, kinOf }) => [personId, kinOf!] as const)
  const near = supervisorsTooNear(
    [row.proposerId],
    supervisors.map(({ personId }) => personId).filter(id => !replaced.includes(id)),
    pairs,
  )
  return { supervisors, declared, asked: asked.filter(({ personId }) => !replaced.includes(personId)), tooNear: tooNearRefusal(near) }
}

/** Before a step: proposer and supervisors have said how they stand to it, and so have those who preside and keep the minutes. */
export async function passInterests(context: Context, matter: Matter, step?: { stage: Stage; people: readonly string[] }): Promise<void> {
  const { declared, asked, tooNear } = await supervision(context, matter)
  passGate(tooNear)
  const names = await opinions.namesOf(context.db, [...asked.map(({ personId }) => personId), ...(step?.people ?? [])])
  const named = (personId: string) => names.get(personId) ?? '有一位'
  const missing = notDeclared(asked, declared)
  passGate(missing.length > 0 ? `${missing.map(({ personId }) => named(personId)).join('、')}还没有说明这件事和自己有没有关系` : null)
  if (!step) return
  const seats = [...new Set(step.people)].map(personId => ({ personId, capacity: step.stage, name: named(personId) }))
  passGate(declarationRefusal(seats, declared))
}

/** What the members advised, oldest first, with what became of it. */
export async function adviceOf(context: Context, { row, records }: Pick<Matter, 'row' | 'records'>): Promise<Advice[]> {
  const adoptions = await opinions.adoptionsOf(context.db, row.id)
  return records.flatMap(({ id, stage, round, outcome, reason, heldOn }) => {
    if (stage !== 'membersFirst') return []
    const answer = adoptions.find(({ stageId }) => stageId === id)
    return [
      {
        stageId: id,
        round,
        opinion: outcome as Advice['opinion'],
        reason,
        heldOn,
        adoption: answer?.adoption ?? null,
        adoptionReason: answer?.reason ?? null,
        answeredOn: answer?.answeredOn ?? null,
      },
    ]
  })
}

type NewStage = Partial<Omit<Parameters<typeof queries.insertStage>[1], 'outcome'>> & {
  stage: string
  heldOn: string
  outcome: StageOutcome
}
/** Writes what a step came to and puts it on record, in one transaction with what follows from it. Returns its id. */
export async function writeStage(
  context: Context,
  { row }: { row: Pick<queries.DecisionRow, 'id' | 'round' | 'textNumber'> },
  stage: NewStage,
): Promise<string> {
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  for (const name of ['reason', 'dissent', 'document'] as const) requireCleanText(`#/${name}`, stage[name] ?? '', placesAllowed)
  const id = newId(context.now.getTime())
  await queries.insertStage(context.db, {
    townId: context.townId,
    id,
    decisionId: row.id,
    round: row.round,
    textNumber: row.textNumber,
    recordedBy: context.actor.personId,
    recordedAt: context.now,
    discloseBy: await discloseBy(context, stage),
    ...stage,
  })
  await stageRecord.append(context, id)
  return id
}

/** By when what was decided on that day must be out. */
export const discloseWithin = (context: Context, on: string): Promise<string> => dueAfter(context, 'publication', on)
const discloseBy = async (context: Context, { stage, outcome, heldOn }: NewStage): Promise<string | null> =>
  stage === 'assembly' && outcome === 'passed' ? discloseWithin(context, heldOn) : null

/** Moves the matter, and notes the event. */
export async function move(
  context: Context,
  matter: Matter,
  name: string,
  transition: DecisionTransition | null,
  changes: Parameters<typeof queries.changeDecision>[2] = {},
  details: Record<string, unknown> = {},
): Promise<void> {
  const to = transition === null ? matter.state : decisionMachine.next(matter.state, transition)
  await queries.changeDecision(context.db, matter.row.id, { ...changes, state: keptState(to) })
  await context.record(
    `decisions.${name}`,
    { kind: 'decision', id: matter.row.id, unitId: matter.row.unitId },
    { from: matter.state, to, ...details },
  )
}

/** Back to the draft: all steps are gone through anew. */
export const anew = ({ row }: Pick<Matter, 'row'>) => ({ round: row.round + 1, fromStage: null, resultDueOn: null })
