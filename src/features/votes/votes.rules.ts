/**
 * Votes (表决会议): the life of a ballot, who may cast a vote, and the texts that go into the public record, as pure functions.
 *
 * Source: domain §3 (probationary members and those on 留党察看 have no vote), §27, §33; 农村集体经济组织法 art. 27 (proxies);
 * 村民委员会组织法 art. 15 (a proxy of an election stands in for three at the most, by the provinces' measures).
 */
import type { BodyKind } from '#features/bodies/bodies.contract.ts'
import type { MeetingKind } from '#features/meetings/meetings.contract.ts'
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { Line, MarkManner, Method, Outcome, RollNumbers, Tally, Voter } from './votes.contract.ts'
import { leftOutNames, methodNames, numbersSentence, standingNames, tallySentence, verdictNames } from './votes.words.ts'

export const ballotMachine = defineStateMachine({
  initial: 'tabled',
  states: ['tabled', 'rollFixed', 'closed', 'cancelled'],
  transitions: {
    fixRoll: { from: ['tabled'], to: 'rollFixed' },
    close: { from: ['rollFixed'], to: 'closed' },
    cancel: { from: ['tabled'], to: 'cancelled' },
    breakOff: { from: ['rollFixed'], to: 'cancelled' },
  },
})

/** Whose meetings a body can hold: the committee for its assemblies, the cooperative for its members' and its board's. */
export const hostKinds: Record<DecidingBody, readonly BodyKind[]> = {
  villagersAssembly: ['villagersCommittee'],
  villagerRepresentatives: ['villagersCommittee'],
  villagersGroup: ['villagersCommittee', 'cooperative'],
  villageElectors: ['villagersCommittee'],
  residentsAssembly: ['residentsCommittee'],
  residentRepresentatives: ['residentsCommittee'],
  collectiveMembers: ['association', 'cooperative'],
  collectiveRepresentatives: ['association', 'cooperative'],
  collectiveBoard: ['association', 'cooperative'],
  branchMeeting: ['committee', 'generalBranch', 'branch', 'jointBranch', 'temporaryBranch'],
  membersReview: ['committee', 'generalBranch', 'branch', 'jointBranch'],
  branchCommittee: ['committee', 'generalBranch', 'branch', 'jointBranch'],
  // On the side of self-government: not everyone on “两委” is a member of the Party.
  jointCommittees: ['villagersCommittee', 'residentsCommittee'],
}

export const kindOfMeeting = (body: DecidingBody): MeetingKind => {
  if (body === 'branchMeeting' || body === 'membersReview') return 'generalMeeting'
  if (body === 'branchCommittee') return 'committeeMeeting'
  return body === 'collectiveBoard' || body === 'jointCommittees' ? 'boardMeeting' : 'assembly'
}

export const isPartyBody = (body: DecidingBody) => body === 'branchMeeting' || body === 'membersReview' || body === 'branchCommittee'

/** Why someone on the fixed roll may not cast a vote on a matter in that manner, in words; null: may. */
export function markRefusal(
  { id, name, standing, present, holderId }: Pick<Line, 'id' | 'name' | 'standing' | 'present' | 'holderId'>,
  manner: MarkManner,
  recused: ReadonlySet<string>,
): string | null {
  if (standing !== 'voter') return `${name}：${standingNames[standing]}，不计票`
  if (recused.has(id)) return `${name}：这件事要回避`
  if (manner === 'proxy' && holderId !== null && recused.has(holderId)) return `${name}：受委托的人这件事要回避`
  if (!present) return `${name}：没有到会，也没有委托`
  if (manner === 'proxy' && holderId === null) return `${name}：没有委托别人`
  if (manner === 'inPerson' && holderId !== null) return `${name}：已经委托别人，按委托记`
  return null
}

type Registered = Pick<Voter, 'bodyId' | 'code' | 'name' | 'personId' | 'householdId' | 'householdKey'>

/**
 * The registers of a body and of those that went into it as one. Each numbered its households from one: a number that two of them gave
 * stands for two homes, unless both lines name the same home; the later registers' is marked ("H1/2").
 */
export function joinedRegisters<V extends Registered>(voters: readonly V[], bodyId: string): V[] {
  const bodies = [...new Set(voters.map(each => each.bodyId))].sort(
    (a, b) => Number(b === bodyId) - Number(a === bodyId) || (a < b ? -1 : 1),
  )
  const homeOf = new Map<string, { body: string; home: string | null }>()
  for (const body of bodies)
    for (const { bodyId: at, householdKey: key, householdId: home } of voters)
      if (at === body && key !== '' && !homeOf.has(key)) homeOf.set(key, { body, home })
  return voters.map(voter => {
    const first = homeOf.get(voter.householdKey)
    if (!first || first.body === voter.bodyId || (first.home !== null && first.home === voter.householdId)) return voter
    return { ...voter, householdKey: `${voter.householdKey}/${bodies.indexOf(voter.bodyId) + 1}` }
  })
}

/** Who stands on two of the registers by all appearances, entered anew after the merger: by name and number, or by name and household. */
export function enteredTwice(voters: readonly Registered[]): string | null {
  const isOne = (a: Registered, b: Registered) =>
    a.bodyId !== b.bodyId &&
    a.name === b.name &&
    (a.personId === null || b.personId === null) &&
    (a.code === b.code || (a.householdKey !== '' && a.householdKey === b.householdKey))
  const alike = [...Map.groupBy(voters, ({ name }) => name).values()]
  return alike.find(each => each.some(one => each.some(other => isOne(one, other))))?.[0]!.name ?? null
}

/** Why one who has proxies already may take no other, in words; null: may. */
export const tooManyProxies = (held: number, most: number): string | null => (held < most ? null : `一个人最多代${most}个人投票`)

/** Why the votes cannot be entered, in words; null: they add up to the marks. */
export function tallyFault(tally: Tally, marks: number): string | null {
  const votes = tally.for + tally.against + tally.abstain
  return votes === marks ? null : `三种票一共${votes}票，名册上记了${marks}人投票，两个数要一样`
}

export interface RecordedRoll {
  title: string
  heldOn: string
  bodyName: string
  fixedAt: Date
  lines: readonly Line[]
}

/** The text of a fixed roll, one line each, in the order of the roll. */
export function rollText({ title, heldOn, bodyName, fixedAt, lines }: RecordedRoll): string {
  const names = new Map(lines.map(({ id, name }) => [id, name]))
  const told = lines.map(({ name, householdKey, standing, leftOut, leftOutDecision, holderId, proxyRelation, proxyOn, present }) =>
    [
      name,
      householdKey,
      standing,
      leftOut === null ? '' : `${leftOutNames[leftOut]}（${leftOutDecision}）`,
      holderId === null ? '' : `委托${names.get(holderId)}（${proxyRelation}，${proxyOn}）`,
      present ? '到会' : '没有到会',
    ].join('｜'),
  )
  return [`表决名册`, title, heldOn, bodyName, fixedAt.toISOString(), ...told].join('\n')
}

export interface RecordedResult {
  meetingTitle: string
  heldOn: string
  bodyName: string
  number: number
  title: string
  textDigest: string
  ruleKey: string
  roll: RollNumbers
  method: Method
  tally: Tally
  outcome: Outcome
  closedAt: Date
}

/** The text of a result as it was closed. */
export const resultText = (result: RecordedResult): string =>
  [
    '表决结果',
    result.meetingTitle,
    result.heldOn,
    result.bodyName,
    `第${result.number}项：${result.title}`,
    `文本：${result.textDigest}`,
    `规则：${result.ruleKey}`,
    `${numbersSentence(result.roll)}，全体${result.roll.all}`,
    methodNames[result.method],
    tallySentence(result.tally),
    verdictNames[result.outcome.verdict],
    ...result.outcome.words,
    result.closedAt.toISOString(),
  ].join('\n')

export interface RecordedCorrection {
  ballotId: string
  was: Tally
  reason: string
  tally: Tally
  /** SHA-256 of the resolution before and after; null: it stayed. */
  texts: { was: string; now: string } | null
  outcome: Outcome
  confirmedAt: Date
}

/** The text of a correction, with the votes that it corrects. */
export const correctionText = ({ ballotId, was, reason, tally, texts, outcome, confirmedAt }: RecordedCorrection): string =>
  [
    '表决结果更正',
    ballotId,
    `原来：${tallySentence(was)}`,
    `更正：${tallySentence(tally)}`,
    ...(texts === null ? [] : [`原来的文本：${texts.was}`, `更正的文本：${texts.now}`]),
    `原因：${reason}`,
    verdictNames[outcome.verdict],
    ...outcome.words,
    confirmedAt.toISOString(),
  ].join('\n')

export type RecordedCancellation = Pick<
  RecordedResult,
  'meetingTitle' | 'heldOn' | 'bodyName' | 'number' | 'title' | 'textDigest' | 'roll'
> & {
  reason: string
  confirmedAt: Date
}

/** The text of a ballot that broke off. */
export const cancellationText = (broken: RecordedCancellation): string =>
  [
    '表决中止',
    broken.meetingTitle,
    broken.heldOn,
    broken.bodyName,
    `第${broken.number}项：${broken.title}`,
    `文本：${broken.textDigest}`,
    `${numbersSentence(broken.roll)}，全体${broken.roll.all}`,
    `原因：${broken.reason}`,
    broken.confirmedAt.toISOString(),
  ].join('\n')
