/** Decisions (四议两公开): what may be read of a matter. */
import { z } from 'zod'
import { declarationsDue, rulesOfTwoDays, ruleFor } from '#features/thresholds/thresholds.actions.ts'
import { ruleSentences } from '#features/thresholds/thresholds.words.ts'
import { action, type Context } from '#platform/server/action.ts'
import { holds, postsOf } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { adviceOf, find, noticesOf, supervision, type Matter } from './decisions.case.actions.ts'
import { stepsOf } from './decisions.chart.actions.ts'
import { endpoints, type Capacity, type Comment, type Decision, type DecisionSummary, type TwoRules } from './decisions.contract.ts'
import { notDeclared, overdueWords, waitingWords } from './decisions.gates.rules.ts'
import * as opinions from './decisions.opinions.queries.ts'
import { decisionPolicy } from './decisions.policy.ts'
import * as queries from './decisions.queries.ts'
import { checkOf } from './decisions.recorded.actions.ts'
import { outcomeNames, stateNames, stepName } from './decisions.words.ts'

const nobodys = {
  path: [],
  line: 'village',
  state: 'draft',
  createdBy: null,
  urgentAskedBy: null,
  urgentSignedBy: null,
  ratifiedOn: null,
  advisedBy: null,
} as const

export const list = action(endpoints.list, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(decisionPolicy, 'list', nobodys)
  const before = cursor ? placeOf(cursor, z.tuple([z.uuid()]))[0] : undefined
  const rows = await queries.listDecisions(context.db, { ...filter, ...(before && { before }), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const waiting = await opinions.commentsWaiting(
    context.db,
    shown.map(({ id }) => id),
  )
  const items: DecisionSummary[] = []
  for (const { id } of shown) items.push(summaryOf(context, await find(context, id), waiting.get(id) ?? []))
  return {
    items,
    nextCursor: rows.length > limit ? cursorOf([shown.at(-1)!.id]) : null,
    total: await queries.countDecisions(context.db, filter),
  }
})

export const get = action(endpoints.get, async (context, { params: { decisionId } }) => {
  const matter = await find(context, decisionId)
  context.require(decisionPolicy, 'get', matter.facts)
  return present(context, matter)
})

/** As it stands after what the action has just written. */
export const show = async (context: Context, id: string): Promise<Decision> => present(context, await find(context, id))

function summaryOf(context: Context, matter: Matter, commentsDue: readonly string[]): DecisionSummary {
  const { row, state, next } = matter
  const { result } = noticesOf(matter)
  return {
    id: row.id,
    unitId: row.unitId,
    unitName: row.unitName,
    line: row.line,
    listId: row.listId,
    code: row.code,
    category: row.category,
    title: row.title,
    state,
    stateName: stateNames[state],
    next: isLive(state) ? next : null,
    begunOn: row.begunOn,
    overdue: overdueWords(context.today, {
      ...row,
      resultOut: (result?.publishedOn ?? null) !== null,
      commentsDue,
      isLive: isLive(state) && state !== 'draft',
    }),
  }
}
const isLive = (state: Matter['state']) => !['rejected', 'closed', 'archived', 'annulled', 'correctionOrdered'].includes(state)

async function present(context: Context, matter: Matter): Promise<Decision> {
  const { row, unit, entry, records, text, state } = matter
  const waiting = (await opinions.commentsWaiting(context.db, [row.id])).get(row.id) ?? []
  const advice = await adviceOf(context, matter)
  const comments = await opinions.commentsOf(context.db, row.id)
  const stages: Decision['stages'] = []
  for (const record of records) stages.push(await stageOf(context, matter, record))
  const { tooNear, ...interests } = await interestsOf(context, matter)
  const isOffice = holds(context.actor, ['villageSecretary', 'villageClerk'], unit.path)
  return {
    ...summaryOf(context, matter, waiting),
    entryName: entry.name,
    amountFen: row.amountFen,
    proposerKind: row.proposerKind,
    round: row.round,
    textNumber: row.textNumber,
    text: text?.body ?? null,
    textDigest: text?.digest ?? (await queries.digestOf(context.db, row.id, row.textNumber)),
    bodies: matter.bodies,
    steps: await stepsOf(context, matter, advice),
    stages,
    advice,
    comments: comments.map(each => commentOf(context, each)),
    commentsWaiting: waiting,
    ...papersIn(matter),
    ...interests,
    waitsFor: state === 'draft' || !isLive(state) ? null : (tooNear ?? waitingWords(matter, noticesOf(matter), context.today)),
    twoRules: await twoRulesOf(context, matter),
    resultDueOn: row.resultDueOn,
    urgent: urgentOf(row),
    orders: await queries.ordersOf(context.db, row.id),
    version: row.version,
    allowedActions: decisionPolicy
      .allowed(context.actor, matter.facts, context.now)
      .filter(name => !['list', 'get', 'begin'].includes(name) && (name !== 'comment' || !isOffice)),
  }
}

const papersIn = ({ row, text, records, ballots, notices }: Matter): Pick<Decision, 'ballots' | 'notices'> => ({
  ballots: ballots.map(({ round, outcome, textDigest, putRight, ...ballot }) => ({
    ...ballot,
    past: round !== row.round,
    used: records.some(({ ballotId }) => ballotId === ballot.id),
    words: [...(outcome?.words ?? [])],
    sameText: textDigest === text?.digest,
    putRight: putRight.map(each => (text === null ? { ...each, wasText: null, text: null } : each)),
  })),
  notices: notices.map(({ round, upheldObjection, stage, ...notice }) => ({
    ...notice,
    stage: stage as 'decisionDisclosure' | 'resultDisclosure',
    past: round !== row.round,
    upheld: upheldObjection?.reason ?? null,
  })),
})

const urgentOf = ({ urgentReason, urgentDocument, urgentSignedBy, ratifyBy, ratifiedOn }: Matter['row']): Decision['urgent'] =>
  urgentReason === null
    ? null
    : { reason: urgentReason, document: urgentDocument!, signedTwice: urgentSignedBy !== null, ratifyBy, ratifiedOn }

/** Who proposed, who has said how they stand to it, and who still has to. */
async function interestsOf(context: Context, matter: Matter) {
  const { row, bodies, state, unit } = matter
  // that somebody is a Party member, or asked for something, is for the office alone
  const isNamed = row.proposerKind === 'representative' || postsOf(context.actor).some(({ unitId }) => unit.path.includes(unitId))
  const { declared, asked, tooNear } = await supervision(context, matter)
  const missing = state === 'draft' ? [] : notDeclared(asked, declared)
  const names = await opinions.namesOf(context.db, [
    ...(row.proposerId ? [row.proposerId] : []),
    ...missing.map(({ personId }) => personId),
  ])
  return {
    tooNear,
    proposer: row.proposingBody ?? (isNamed ? (names.get(row.proposerId!) ?? null) : null),
    declarations: declared.map(({ kinOf: _, ...each }) => each),
    declarationsDue: declarationsDue(missing.map(({ personId }) => ({ personId, body: bodies[0]! }))).flatMap(
      ({ personId, asks }, index) => {
        const capacity = missing[index]!.capacity as Capacity
        const name = names.get(personId)
        return name === undefined ? [] : [{ personId, name, capacity, asks: capacity === 'supervision' ? asksSupervisor : asks }]
      },
    ),
    recusals: await opinions.recusalsOf(context.db, row.id),
  }
}
const asksSupervisor = '您是提议人的近亲属吗？这件事和您有关吗？'

async function stageOf(context: Context, { row }: Matter, record: queries.StageRow): Promise<Decision['stages'][number]> {
  return {
    id: record.id,
    round: record.round,
    stage: record.stage,
    name: stepName(record.stage),
    heldOn: record.heldOn,
    chair: record.chairName,
    recorder: record.recorderName,
    outcome: record.outcome,
    outcomeName: outcomeNames[record.outcome],
    verdict: record.verdict,
    dissent: record.dissent,
    document: record.document,
    reason: record.reason,
    recordedBy: record.recordedByName,
    recordedAt: record.recordedAt.toISOString(),
    late: record.heldOn < dayOf(record.recordedAt) && record.stage !== 'decisionDisclosure' && record.stage !== 'resultDisclosure',
    past: record.round !== row.round,
    recordEntryId: await checkOf(context, record.id),
  }
}

const commentOf = (
  context: Context,
  { id, content, sentAt, replyBy, reply, repliedAt }: Awaited<ReturnType<typeof opinions.commentsOf>>[number],
): Comment => ({
  id,
  content,
  sentOn: dayOf(sentAt),
  replyBy,
  reply,
  repliedOn: repliedAt && dayOf(repliedAt),
  overdue: reply === null && replyBy < context.today,
})

/** Where it began under one generation of rules and was voted on under another: both, because that of the vote counts. */
async function twoRulesOf(context: Context, { row, entry, unit, ballots, bodies }: Matter): Promise<TwoRules | null> {
  const ballot = ballots.findLast(({ stage }) => stage === 'assembly' || stage === 'membersReview')
  const votedOn = ballot?.heldOn ?? context.today
  const body = ballot?.body ?? bodies[0]!
  if (row.begunOn === null || !rulesOfTwoDays(body, entry.legalMatter, row.begunOn, votedOn).changed) return null
  const sentences = async (day: string) => {
    const rule = await ruleFor(context, { body, matter: entry.legalMatter, unitId: unit.id, day })
    return rule ? [...ruleSentences(rule), rule.source] : ['那时没有这样的会议']
  }
  return { body, begunOn: row.begunOn, begun: await sentences(row.begunOn), votedOn, voted: await sentences(votedOn) }
}
