/** Decisions (四议两公开): what may be read of one matter. */
import { declarationsDue, rulesOfTwoDays, ruleFor } from '#features/thresholds/thresholds.actions.ts'
import { ruleSentences } from '#features/thresholds/thresholds.words.ts'
import { action, type Context } from '#platform/server/action.ts'
import { holds, postsOf, roleNames } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { askedBeforeVote, askedBeforeWork, preCheckOf } from './decisions.asked.rules.ts'
import { adviceOf, find, noticesOf, supervision, type Matter } from './decisions.case.actions.ts'
import { stepsOf } from './decisions.chart.actions.ts'
import { endpoints, type Capacity, type Comment, type Decision, type TwoRules } from './decisions.contract.ts'
import { notDeclared, waitingWords } from './decisions.gates.rules.ts'
import { isLive, summaryOf, timesOf } from './decisions.list.actions.ts'
import * as opinions from './decisions.opinions.queries.ts'
import { decisionPolicy } from './decisions.policy.ts'
import * as queries from './decisions.queries.ts'
import { stageRecord } from './decisions.recorded.actions.ts'
import { decidingStage, newsOf, type NoticeFacts } from './decisions.rules.ts'
import { outcomeNames, stepName } from './decisions.words.ts'

export const get = action(endpoints.get, async (context, { params: { decisionId } }) => {
  const matter = await find(context, decisionId)
  context.require(decisionPolicy, 'get', matter.facts)
  return present(context, matter)
})

/** As it stands after what the action has just written. */
export const show = async (context: Context, id: string): Promise<Decision> => present(context, await find(context, id))

async function present(context: Context, matter: Matter): Promise<Decision> {
  const { row, unit, entry, records, text, state } = matter
  const newest = noticesOf(matter)
  const waiting = (await opinions.commentsWaiting(context.db, [row.id])).get(row.id) ?? []
  const advice = await adviceOf(context, matter)
  const comments = await opinions.commentsOf(context.db, row.id)
  const checks = await stageRecord.checksOf(
    context,
    records.map(({ id }) => id),
  )
  const { tooNear, ...interests } = await interestsOf(context, matter)
  const isOffice = holds(context.actor, ['villageSecretary', 'villageClerk'], unit.path)
  return {
    ...summaryOf(
      await timesOf(context),
      { ...matter, resultStands: standsNow(newest.result), decisionOut: newsOf(newest).decisionOut },
      waiting,
    ),
    entryName: entry.name,
    amountFen: row.amountFen,
    proposerKind: row.proposerKind,
    round: row.round,
    textNumber: row.textNumber,
    text: text?.body ?? null,
    textDigest: text?.digest ?? (await queries.digestOf(context.db, row.id, row.textNumber)),
    bodies: matter.bodies,
    steps: await stepsOf(context, matter, advice),
    stages: records.map(record => stageOf(matter, record, checks.get(record.id) ?? null)),
    advice,
    comments: comments.map(each => commentOf(context, each)),
    commentsWaiting: waiting,
    ...papersIn(matter),
    ...askedIn(matter),
    ...interests,
    waitsFor: state === 'draft' || !isLive(state) ? null : (tooNear ?? waitsFor(matter, context.today)),
    twoRules: await twoRulesOf(context, matter),
    resultDueOn: row.resultDueOn,
    urgent: urgentOf(row),
    orders: await queries.ordersOf(context.db, row.id),
    version: row.version,
    allowedActions: decisionPolicy
      .allowed(context.actor, matter.facts, context.now)
      .filter(name => !['list', 'get', 'begin', 'file'].includes(name) && (name !== 'comment' || !isOffice)),
  }
}

/** What is owed to the entry comes before the meeting that it would stop, and before work. */
function waitsFor(matter: Matter, today: string): string | null {
  const { next, state, ballots, row } = matter
  const isCalled = ballots.some(({ round, stage, state: at }) => round === row.round && stage === next && at !== 'cancelled')
  const isNext = next !== null && next === decidingStage(matter.walk(today))
  const said = waitingWords(matter, noticesOf(matter), today)
  if (isNext && !isCalled) return askedBeforeVote(matter, today) ?? said
  return said ?? (state === 'disclosed' ? askedBeforeWork(matter, today) : null)
}

const standsNow = (notice: NoticeFacts | null) => notice !== null && ['published', 'ended', 'concluded'].includes(notice.state)

const askedIn = ({ row, entry, records, files }: Matter): Pick<Decision, 'asks' | 'files'> => ({
  asks: {
    preCheck: entry.townPreCheck && preCheckOf(records, row.textNumber) === null,
    listing: entry.assetPlatform,
    attachments: entry.attachments,
  },
  files: files.map(({ addedAt, addedAs, ...file }) => ({
    ...file,
    addedOn: dayOf(addedAt),
    addedAs: addedAs && roleNames[addedAs],
  })),
})

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
  urgentDocument === null
    ? null
    : {
        reason: urgentReason ?? '写到个人，不登在网上',
        document: urgentDocument,
        signedTwice: urgentSignedBy !== null,
        ratifyBy,
        ratifiedOn,
      }

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

function stageOf({ row }: Matter, record: queries.StageRow, recordEntryId: string | null): Decision['stages'][number] {
  return {
    id: record.id,
    round: record.round,
    stage: record.stage,
    name: stepName(record.stage),
    heldOn: record.heldOn,
    noticedOn: record.noticedOn,
    chair: record.chairName,
    recorder: record.recorderName,
    outcome: record.outcome,
    outcomeName: outcomeNames[record.outcome],
    verdict: record.verdict,
    dissent: record.dissent,
    document: record.document,
    reason: record.reason,
    recordedBy: record.recordedByName,
    recordedAs: record.recordedAs && roleNames[record.recordedAs],
    recordedAt: record.recordedAt.toISOString(),
    late: record.heldOn < dayOf(record.recordedAt) && record.stage !== 'decisionDisclosure' && record.stage !== 'resultDisclosure',
    past: record.round !== row.round,
    recordEntryId,
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
