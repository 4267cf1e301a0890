/** The roll of a voting meeting (表决名册): drawn from the register, put right, and fixed before anything is put to the vote. */
import { eligibleMembers } from '#features/memberships/memberships.actions.ts'
import { enterDrawn, fixRollOf, settleDrawn, type Drawn } from '#features/meetings/meetings.votes.actions.ts'
import { noticeRefusal, proxyRefusal, unsettledRefusal } from '#features/thresholds/thresholds.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import * as ballots from './votes.ballots.queries.ts'
import { endpoints, problems, RegisterBody, type DecidingBody, type Route, type RuleOfPlace } from './votes.contract.ts'
import * as queries from './votes.queries.ts'
import { rollRecord } from './votes.recorded.actions.ts'
import { declarationsOn, votersOn } from './votes.register.queries.ts'
import { enteredTwice, joinedRegisters, tooManyProxies } from './votes.rules.ts'
import { isPresent, lockBallot, lockVoting, numbersOf, requireRule, show, type Voting } from './votes.show.actions.ts'
import { leftOutNames, standingNames } from './votes.words.ts'

export const drawRoll = action(endpoints.drawRoll, async (context, { params: { meetingId } }) => {
  const found = await lockVoting(context, meetingId, 'drawRoll')
  const eligible = await eligibleOf(context, { ...found.voting, bodyId: found.meeting.bodyId, heldOn: found.heldOn })
  if (eligible.length === 0) throw new Problem(problems.rollUnready, '名册上还没有人。请先登记表决权名册，或者党员名册。')
  const lines = await queries.linesOf(context.db, meetingId)
  const keyOf = ({ voterId, personId }: { voterId: string | null; personId: string | null }) => voterId ?? personId
  const there = new Map(lines.map(line => [keyOf(line), line]))
  const fresh = eligible.filter(each => !there.has(keyOf(each)))
  const entryIds = await enterDrawn(context, meetingId, fresh.map(entryOf))
  await queries.insertLines(
    context.db,
    context.townId,
    fresh.map((each, index) => ({ ...each, id: newId(context.now.getTime()), meetingId, entryId: entryIds[index]! })),
  )
  // Nobody is taken off: who has left the register since stays on the sheet, without a vote.
  const wanted = new Map(eligible.map(each => [keyOf(each), each]))
  const changed = lines.flatMap(line => {
    const now = drawnAgain(line, wanted.get(keyOf(line)) ?? { ...line, standing: 'incapable' as const })
    return isSame(line, now) ? [] : [now]
  })
  if (changed.length > 0) await queries.updateStandings(context.db, changed)
  const moved = changed.filter(now => now.leftOut !== lines.find(({ id }) => id === now.id)!.leftOut)
  await settleDrawn(
    context,
    meetingId,
    moved.map(now => ({ ...exclusionOf(now), id: now.entryId })),
  )
  await queries.updateVoting(context.db, meetingId, { rollDrawnAt: context.now })
  await context.record('votes.drawRoll', subjectOf(found), { entered: fresh.length, changed: changed.length })
  return show(context, meetingId)
})

const redrawn = ['standing', 'householdKey', 'leftOut', 'leftOutDecision', 'leftOutDrawn'] as const
const isSame = (line: LineRow, now: LineRow) => redrawn.every(key => line[key] === now[key])

/** A line as the register has it now. Who was left out by a decision entered for this meeting stays so, whatever the memberships say. */
function drawnAgain(line: LineRow, { standing, householdKey, ...now }: Pick<LineRow, (typeof redrawn)[number]>): LineRow {
  const byHand = line.leftOut !== null && !line.leftOutDrawn
  const { leftOut, leftOutDecision, leftOutDrawn } = byHand ? line : now
  return { ...line, standing, householdKey, leftOut, leftOutDecision, leftOutDrawn }
}

export const leaveOut = action(endpoints.leaveOut, async (context, { params: { meetingId, lineId }, body: { exclusion } }) => {
  const found = await lockVoting(context, meetingId, 'leaveOut')
  await requireLine(context, meetingId, lineId)
  const leftOut = { leftOut: exclusion?.reason ?? null, leftOutDecision: exclusion?.decision ?? null, leftOutDrawn: false }
  await queries.updateLine(context.db, lineId, leftOut)
  await context.record('votes.leaveOut', subjectOf(found), { lineId, leftOut: exclusion !== null })
  return show(context, meetingId)
})

export const giveProxy = action(endpoints.giveProxy, async (context, { params: { meetingId, lineId }, body: { proxy } }) => {
  const found = await lockVoting(context, meetingId, 'giveProxy')
  const lines = await queries.linesOf(context.db, meetingId)
  const line = lines.find(({ id }) => id === lineId)
  if (!line) throw new Problem(common.notFound, '名册上没有这个人。')
  if (proxy === null) {
    await queries.updateLine(context.db, lineId, { holderId: null, proxyRelation: null, proxyOn: null })
  } else {
    const holder = lines.find(({ id }) => id === proxy.holderId)
    if (!holder || holder.id === lineId) throw invalidField('#/proxy/holderId', '受委托的人要在名册上，不能是本人')
    if (proxy.writtenOn !== null && proxy.writtenOn > found.heldOn) throw invalidField('#/proxy/writtenOn', '委托书的日期不能晚于开会那天')
    const rule = await requireRule(context, { body: found.voting.decidingBody, unitId: found.meeting.unitId, day: found.heldOn })
    const { writtenOn, isNearRelative } = proxy
    const refusal = proxyFault({ rule, lines, most: found.voting.mostProxies }, line, holder, { writtenOn, isNearRelative })
    if (refusal !== null) throw new Problem(problems.proxyRefused, `${refusal}。`)
    await queries.updateLine(context.db, lineId, { holderId: holder.id, proxyRelation: proxy.relation, proxyOn: proxy.writtenOn })
  }
  await context.record('votes.giveProxy', subjectOf(found), { lineId, holderId: proxy?.holderId ?? null })
  return show(context, meetingId)
})

/** Why one on the roll may not stand in for another there, in words; null: may. */
function proxyFault(
  { rule, lines, most }: { rule: RuleOfPlace; lines: readonly LineRow[]; most: number },
  line: LineRow,
  holder: LineRow,
  { writtenOn, isNearRelative }: { writtenOn: string | null; isNearRelative: boolean },
): string | null {
  const held = lines.filter(({ id, holderId }) => holderId === holder.id && id !== line.id).length
  return (
    proxyRefusal(rule, {
      householdKey: line.householdKey || line.id,
      holderHouseholdKey: holder.householdKey || holder.id,
      inWriting: writtenOn !== null,
      holderMayVote: holder.standing === 'voter',
      isNearRelative,
    }) ??
    (line.standing === 'voter' ? null : `${standingNames[line.standing]}，不能委托`) ??
    (holder.holderId === null ? null : '受委托的人自己也委托了别人') ??
    (lines.some(({ holderId }) => holderId === line.id) ? '替别人投票的人不能再委托' : null) ??
    tooManyProxies(held, most)
  )
}

/** Proxies as the roll stands now: it may have been drawn again since they were given. Throws roll-unready (409) for one that holds no more. */
async function requireProxies(context: Context, { voting, meeting, heldOn }: Voting, lines: readonly LineRow[]) {
  const given = lines.filter(({ holderId }) => holderId !== null)
  if (given.length === 0) return
  const rule = await requireRule(context, { body: voting.decidingBody, unitId: meeting.unitId, day: heldOn })
  for (const line of given) {
    const holder = lines.find(({ id }) => id === line.holderId)!
    // whether they are near relatives was asked when the paper was shown, and does not change
    const fault = proxyFault({ rule, lines, most: voting.mostProxies }, line, holder, { writtenOn: line.proxyOn, isNearRelative: true })
    if (fault !== null) throw new Problem(problems.rollUnready, `${line.name}委托${holder.name}：${fault}。请先取消委托。`)
  }
}

export const recuse = action(endpoints.recuse, async (context, { params: { ballotId, lineId }, body: { reason } }) => {
  const { meeting } = await lockBallot(context, ballotId, 'recuse')
  await requireLine(context, meeting.id, lineId)
  await ballots.insertRecusal(context.db, { townId: context.townId, ballotId, lineId, reason })
  await context.record('votes.recuse', { kind: 'ballot', id: ballotId, unitId: meeting.unitId }, { lineId })
  return show(context, meeting.id)
})

export const fixRoll = action(endpoints.fixRoll, async (context, { params: { meetingId } }) => {
  const found = await lockVoting(context, meetingId, 'fixRoll')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { meeting, voting, heldOn } = found
  if (voting.rollDrawnAt === null) throw new Problem(problems.rollUnready, '请先从名册取人。')
  const tabled = (await ballots.ballotsOfMeeting(context.db, meetingId)).filter(({ state }) => state === 'tabled')
  if (tabled.length === 0) throw new Problem(problems.rollUnready, '还没有要表决的事项。')
  const before = await queries.linesOf(context.db, meetingId)
  const open = before.filter(({ attendance, holderId }) => attendance === 'unrecorded' && holderId === null)
  if (open.length > 0) throw new Problem(problems.rollUnready, `还有${open.length}个人没有记到会情况。`)
  const both = before.find(({ attendance, holderId }) => attendance === 'present' && holderId !== null)
  if (both) throw new Problem(problems.rollUnready, `${both.name}到会了，又有委托。请先取消委托。`)
  await requireProxies(context, found, before)
  const rules = await Promise.all(
    tabled.map(({ legalMatter: matter }) =>
      requireRule(context, { body: voting.decidingBody, unitId: meeting.unitId, day: heldOn, matter }),
    ),
  )
  const unsettled = rules.map(unsettledRefusal).find(refusal => refusal !== null)
  if (unsettled) throw new Problem(problems.noRule, `${unsettled}。`)
  const noticeFault = await faultOfNotice(context, found, Math.max(...rules.map(({ noticeDays }) => noticeDays ?? 0)))
  if (noticeFault !== null && heldOn >= context.today) throw new Problem(problems.noticeTooShort, `${noticeFault}。`)

  await recuseDeclared(context, tabled, before)
  await queries.updatePresence(
    context.db,
    before.map(line => ({ id: line.id, present: isPresent(line, before) })),
  )
  const lines = await queries.linesOf(context.db, meetingId)
  const recusals = await ballots.recusalsOf(
    context.db,
    tabled.map(({ id }) => id),
  )
  for (const [index, { id }] of tabled.entries()) {
    const recused = new Set(recusals.filter(({ ballotId }) => ballotId === id).map(({ lineId }) => lineId))
    await ballots.fixBallot(context.db, id, { roll: numbersOf(voting.route, lines, recused), rule: rules[index]! })
  }
  await queries.updateVoting(context.db, meetingId, { rollFixedAt: context.now, rollFixedBy: context.actor.personId, noticeFault })
  await fixRollOf(context, meetingId)
  await rollRecord.append(context, meetingId)
  await context.record('votes.fixRoll', subjectOf(found), { lines: lines.length, ballots: tabled.length })
  return show(context, meetingId)
})

const subjectOf = ({ meeting: { id, unitId } }: Voting) => ({ kind: 'votingMeeting', id, unitId })

async function requireLine(context: Context, meetingId: string, lineId: string) {
  const line = (await queries.linesOf(context.db, meetingId)).find(({ id }) => id === lineId)
  if (!line) throw new Problem(common.notFound, '名册上没有这个人。')
  return line
}

type LineRow = queries.LineRow
type Eligible = Omit<queries.NewLine, 'id' | 'meetingId' | 'entryId'>

/** Who is eligible on the day of the meeting. Throws roll-unready (409) where two represent one household, or one stands on two registers. */
export async function eligibleOf(
  context: Context,
  { bodyId, decidingBody, route, heldOn }: { bodyId: string; decidingBody: DecidingBody; route: Route; heldOn: string },
): Promise<Eligible[]> {
  const own = RegisterBody.safeParse(decidingBody)
  if (!own.success) return membersOf(context, bodyId, heldOn)
  const registers = await votersOn(context.db, bodyId, own.data, heldOn)
  const twiceThere = enteredTwice(registers)
  if (twiceThere !== null) throw new Problem(problems.rollUnready, `并入的名册里也有${twiceThere}，请先停掉一行，或者写明是两个人。`)
  const voters = joinedRegisters(registers, bodyId)
  const counted = route === 'households' ? voters.filter(({ represents }) => represents) : voters
  const twice = Map.groupBy(counted, ({ householdKey }) => householdKey)
  if (route === 'households')
    for (const [key, holders] of twice)
      if (holders.length > 1) throw new Problem(problems.rollUnready, `户号${key}有${holders.length}个户代表，只能有一个。`)
  return onceEach(counted).map(({ id: voterId, personId, name, householdKey, standing }) => ({
    voterId,
    personId,
    name,
    householdKey,
    standing,
    leftOut: null,
    leftOutDecision: null,
    leftOutDrawn: false,
  }))
}

/** Who belongs to both committees, or stands on a register under two numbers, is one person with one vote. */
function onceEach<T extends { personId: string | null }>(voters: readonly T[]): T[] {
  const seen = new Set<string>()
  return voters.filter(({ personId }) => personId === null || (!seen.has(personId) && seen.add(personId)))
}

/** Members of the branch, or of the branches under a committee, as their memberships stand on the day. */
async function membersOf(context: Context, bodyId: string, day: string): Promise<Eligible[]> {
  const found: Awaited<ReturnType<typeof eligibleMembers>> = []
  for (const branch of await queries.branchesUnder(context.db, bodyId, day)) found.push(...(await eligibleMembers(context, branch, day)))
  return onceEach(found).map(({ personId, name, stage, excluded, excludedBy }) => {
    // 留党察看: on the sheet without a vote, as a probationary member is, and not one whom the branch leaves out
    const leftOut = excluded === 'onProbation' ? null : excluded
    const standing = excluded === 'onProbation' ? 'onProbation' : stage === 'probationary' ? 'probationary' : 'voter'
    const leftOutDecision = leftOut === null ? null : (excludedBy ?? '党员名册没有登记是哪个决定')
    return { voterId: null, personId, name, householdKey: '', standing, leftOut, leftOutDecision, leftOutDrawn: leftOut !== null }
  })
}

export const entryOf = ({ personId, name, standing, leftOut }: Eligible): Drawn => ({
  personId,
  name,
  probationary: standing === 'probationary',
  ...exclusionOf({ leftOut }),
})

const exclusionOf = ({ leftOut }: Pick<Eligible, 'leftOut'>): Pick<Drawn, 'excluded' | 'excludedNote'> =>
  leftOut === null ? { excluded: null, excludedNote: null } : { excluded: 'byRule', excludedNote: leftOutNames[leftOut] }

/** What is wrong with the notice of the meeting as it stands now, in words; null: nothing. */
async function faultOfNotice(context: Context, { meeting, heldOn }: Voting, noticeDays: number): Promise<string | null> {
  if (meeting.noticeOn === null) return noticeDays > 0 ? `没有登记通知的日期，要提前${noticeDays}天通知` : null
  return noticeRefusal(await context.calendar(), noticeDays, meeting.noticeOn, heldOn)
}

/** Whoever declared that a matter concerns them steps out of it: on the register of the board, or in the matter itself. */
async function recuseDeclared(
  context: Context,
  tabled: readonly ballots.BallotRow[],
  lines: readonly { id: string; voterId: string | null; personId: string | null }[],
) {
  for (const { id: ballotId, subjectKind: kind, subjectId } of tabled) {
    const concerned = (await declarationsOn(context.db, { kind, id: subjectId })).filter(declaration => declaration.concerned)
    for (const { voterId, personId, words } of concerned) {
      const line = lines.find(each => each.voterId === voterId || (personId !== null && each.personId === personId))
      if (line) await ballots.insertRecusal(context.db, { townId: context.townId, ballotId, lineId: line.id, reason: words })
    }
    for (const personId of await ballots.recusedInMatter(context.db, { kind, id: subjectId })) {
      const line = lines.find(each => each.personId === personId)
      if (line)
        await ballots.insertRecusal(context.db, { townId: context.townId, ballotId, lineId: line.id, reason: '在议题里申报了，要回避' })
    }
  }
}
