/** Rows of meetings (会议表): what is wrong with a row, and in which column, as pure functions. */
import type { MeetingKind, MeetingState } from './meetings.contract.ts'
import { firstTopicKinds } from './meetings.rules.ts'

export interface MeetingTold {
  kind: MeetingKind
  state: MeetingState
  title: string
  itemId: string | null
  startsAt: Date
  endsAt: Date | null
  firstTopic: string | null
  documents: readonly string[]
  minutes: string | null
  /** The last instant of the day on which the minutes were written. */
  minutedAt: Date | null
  cancelReason: string | null
}

export type Fault = { key: string; message: string }

/** What is wrong with a meeting that a ledger tells; null when nothing is. */
export function toldFault(told: MeetingTold, now: Date): Fault | null {
  const { kind, state, startsAt, endsAt } = told
  const say = (key: string, message: string): Fault => ({ key, message })
  if ([...told.title].length < 2) return say('title', '名称至少写2个字。')
  if (endsAt !== null && endsAt <= startsAt) return say('endsAt', '结束时间要晚于开始时间。')
  if (kind === 'packActivity' && told.itemId === null) return say('item', '这一项还没有由镇里定名。')
  if (kind !== 'packActivity' && told.itemId !== null) return say('item', '只有“六个一”活动才写项目。')
  if ((state === 'held' || state === 'minuted') && startsAt > now) return say('state', '还没到开会时间，不能写已召开。')
  if ((state === 'cancelled') !== (told.cancelReason !== null)) return say('cancelReason', '已取消的写原因，别的留空。')
  if (told.firstTopic !== null && !firstTopicKinds.includes(kind)) return say('firstTopic', '支委会（党委会）和党小组会才设第一议题。')
  if (told.firstTopic !== null && told.documents.length === 0) return say('documents', '第一议题要写学习了哪些文件。')
  return minutesFault(told, now)
}

function minutesFault({ state, startsAt, minutes, minutedAt }: MeetingTold, now: Date): Fault | null {
  if (state !== 'minuted')
    return minutes === null && minutedAt === null ? null : { key: 'state', message: '写了记录的，状态应是已有记录。' }
  if (minutes === null) return { key: 'minutes', message: '已有记录的要写会议记录。' }
  if (minutedAt === null) return { key: 'minutedOn', message: '已有记录的要写记录日期。' }
  if (minutedAt < startsAt) return { key: 'minutedOn', message: '记录日期不能早于开会那天。' }
  return startOfDay(minutedAt) > now ? { key: 'minutedOn', message: '记录日期不能在以后。' } : null
}

const startOfDay = (lastInstant: Date) => new Date(lastInstant.getTime() - 86_400_000 + 1)
