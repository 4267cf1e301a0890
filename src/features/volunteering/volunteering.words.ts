/** Words for volunteering (志愿服务用语). */
import type { Flag, Grade, Hours, Repeat, Slot, VolunteerSlotState } from './volunteering.shapes.contract.ts'

export const slotStateNames: Record<VolunteerSlotState, string> = {
  draft: '草稿',
  checked: '已查安全',
  open: '报名中',
  full: '已报满',
  running: '正在服务',
  finished: '已结束',
  hoursPosted: '已公布时长',
  disputeWindow: '核对期',
  locked: '已定',
  corrected: '已更正',
  cancelled: '已取消',
}
/** Always shown with the hours. */
export const gradeNames: Record<Grade, string> = { onSite: '①现场双方确认', organiser: '②组织者确认', enteredLater: '③事后补记' }
export const flagNames: Record<Flag, string> = {
  overTenHours: '一天超过10小时',
  enteredLater: '事后补记',
  batch: '一人一天补记多条',
  stranger: '没有报过名',
  ownHours: '组织者自己的时长',
  overCap: '超过补记上限',
  raised: '异议后调高',
}
export const repeatNames: Record<Repeat, string> = { once: '只这一场', weekly: '每周一场', fortnightly: '每两周一场', monthly: '每月一场' }
export const callNames = {
  cancelled: '这一场取消了',
  moved: '这一场改了时间，名次不变',
  movedAndBusy: '改的时间和别的服务撞了，要重新报',
} as const

/** Half hours as people say them: 2.5小时. */
export const hoursText = (minutes: number) => `${minutes / 60}小时`

/** How many places are left, in words. */
export function placesText({ state, left, waiting }: Pick<Slot, 'state' | 'left' | 'waiting'>): string {
  if (state === 'open') return left === 1 ? '还差1人' : `还差${left}人`
  if (state === 'full') return waiting === 0 ? '人已够，可以排候补' : `人已够，候补${waiting}人`
  return slotStateNames[state]
}

/** One entry of hours in a line: how long, and of which grade. */
export function hoursSentence({ credited, minutes, grade, state }: Pick<Hours, 'credited' | 'minutes' | 'grade' | 'state'>): string {
  const served = minutes === credited ? '' : `（实际${minutes}分钟）`
  const waits = state === 'pending' ? '，等第二个人核对' : state === 'refused' ? '，没有同意' : ''
  return `${hoursText(credited)}${served}，${gradeNames[grade]}${waits}`
}

/** Stars as people say them. */
export const starText = (stars: number) => (stars === 0 ? '还没有星' : `${'一二三四五'[stars - 1]}星志愿者`)
