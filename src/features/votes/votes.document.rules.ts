/**
 * The minutes of a voting meeting in official form (表决会议记录): what stands where, as a pure function.
 *
 * Source: GB/T 9704-2012; the roll is an annex, so that what is posted can be printed without names.
 */
import type { MeetingDetail } from '#features/meetings/meetings.contract.ts'
import { dayOf, plainDate } from '#platform/shared/calendar.ts'
import type { BallotDetail, Line, VotingDetail } from './votes.contract.ts'
import { leftOutNames, methodNames, numbersSentence, standingNames, tallySentence, verdictNames } from './votes.words.ts'

interface Block {
  level: 1 | 2 | 'text'
  text: string
}
const say = (text: string): Block => ({ level: 'text', text })

/** `bodyName` and `noticeName` are how the deciding body and the channel of the notice are called. */
export function documentOf(
  voting: VotingDetail,
  meeting: MeetingDetail,
  { bodyName, noticeName }: { bodyName: string; noticeName: string | null },
) {
  const heldOn = dayOf(new Date(voting.startsAt))
  const [minutes] = meeting.minutes
  const ballots = voting.items.filter(({ state, cancellation }) => state !== 'cancelled' || cancellation !== null)
  const blocks: Block[] = [
    { level: 1, text: '一、会议情况' },
    say(`会议：${voting.title}（${bodyName}）。`),
    say(`时间：${plainDate(heldOn)}。地点：${voting.place || '没有登记'}。`),
    say(`主持人：${voting.chairName ?? '没有登记'}。记录人：${voting.recorderName ?? '没有登记'}。`),
    say(voting.noticeOn === null || noticeName === null ? '通知：没有登记。' : `通知：${plainDate(voting.noticeOn)}，${noticeName}。`),
    ...(voting.noticeFault === null ? [] : [say(`通知有问题：${voting.noticeFault}。`)]),
    say(`${numbersSentence(voting.numbers)}。`),
    { level: 1, text: '二、列席人员和意见' },
    ...(voting.observers.length === 0 ? [say('没有人列席。')] : []),
    ...voting.observers.map(({ name, capacity, opinion, reply }) =>
      say(`${capacity}${name}：${opinion ?? '没有提意见'}。${reply === null ? '' : `答复：${reply}。`}`),
    ),
    { level: 1, text: '三、表决' },
    ...ballots.flatMap(ballotBlocks),
    { level: 1, text: '四、会议记录' },
    ...(minutes
      ? minutes.text
          .split('\n')
          .filter(line => line.trim() !== '')
          .map(say)
      : [say('还没有写会议记录。')]),
  ]
  const papers = voting.files.map(({ name, digest, ballotId }) => {
    const number = ballots.find(({ id }) => id === ballotId)?.number
    return say(`${name}${number === undefined ? '' : `（第${number}项）`}，摘要（SHA-256）：${digest}。`)
  })
  if (papers.length > 0) blocks.push({ level: 1, text: '五、附件' }, ...papers)
  const annexes = [{ name: '表决名册', blocks: voting.lines.map(line => say(lineSentence(line, voting.lines))) }]
  return { title: `${voting.bodyName}${bodyName}记录`, blocks, annexes }
}

function ballotBlocks(ballot: BallotDetail): Block[] {
  const { number, title, text, roll, tally, outcome, secret, enteredLate, recusals, corrections } = ballot
  return [
    { level: 2, text: `（${number}）${title}` },
    ...text
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(say),
    ...recusals.map(({ name, reason }) => say(`回避：${name}，${reason}。`)),
    ...(tally === null || outcome === null
      ? [say(ballot.state === 'cancelled' ? `会议中止，没有表决：${ballot.cancelReason}。` : '还没有结果。')]
      : [
          say(`${numbersSentence(roll)}。${methodNames[secret ? 'secret' : 'hands']}。`),
          say(`${tallySentence(tally)}。结果：${verdictNames[outcome.verdict]}。`),
          say(`${outcome.words.join('；')}。`),
          ...(enteredLate ? [say('这个结果是会后补登的。')] : []),
        ]),
    ...(ballot.firstText === null ? [] : [say(`原来的决议：${ballot.firstText}`)]),
    ...(ballot.firstTally === null ? [] : [say(`原来登记的是：${tallySentence(ballot.firstTally)}。`)]),
    ...corrections
      .filter(({ confirmedBy, confirmedAt }) => confirmedBy !== null || confirmedAt !== null)
      .map(({ reason, proposedBy, confirmedBy }) => say(`更正：${reason}。提出：${proposedBy ?? ''}，同意：${confirmedBy ?? ''}。`)),
  ]
}

function lineSentence(line: Line, lines: readonly Line[]): string {
  const holder = lines.find(({ id }) => id === line.holderId)
  const parts = [
    line.name,
    line.householdKey === '' ? null : `户号${line.householdKey}`,
    line.standing === 'voter' ? null : standingNames[line.standing],
    line.leftOut === null ? null : `不计入应到：${leftOutNames[line.leftOut]}（${line.leftOutDecision}）`,
    holder ? `委托${holder.name}（${line.proxyRelation}）` : null,
    line.present === null ? '没有定' : line.present ? '到会' : '没有到会',
  ]
  return `${parts.filter(part => part !== null).join('，')}。`
}
