/** Words for star communities (星级志愿服务社区用语): each thing asked for, what is counted for it, and how it is said. */
import type { CommunityRule, Criterion, StarCommunityState } from './volunteering.communities.contract.ts'
import { hoursText } from './volunteering.words.ts'

export const communityStateNames: Record<StarCommunityState, string> = {
  proposed: '等镇里决定',
  granted: '已定为星级',
  declined: '没有同意',
}

export const criterionNames: Record<Criterion['key'], string> = {
  teams: '志愿队',
  slots: '办过的场次',
  volunteers: '服务过的人',
  minutes: '服务时长',
}

/** What of the records is counted. */
export const criterionCounts: Record<Criterion['key'], string> = {
  teams: '年底还在的队。',
  slots: '这一年已公布时长的场次。',
  volunteers: '一个人只算一次。',
  minutes: '①②两级，公布满7天，没有异议的。③不算。',
}

const units: Record<Exclude<Criterion['key'], 'minutes'>, string> = { teams: '支', slots: '场', volunteers: '人' }

/** "12场", "500小时". */
export const criterionText = (key: Criterion['key'], value: number): string =>
  key === 'minutes' ? hoursText(value) : `${value}${units[key]}`

/** What a rule asks for, thing by thing. */
export const askedFor = ({ leastTeams, leastSlots, leastVolunteers, leastMinutes }: CommunityRule) =>
  (
    [
      ['teams', leastTeams],
      ['slots', leastSlots],
      ['volunteers', leastVolunteers],
      ['minutes', leastMinutes],
    ] as const
  ).map(([key, least]) => ({ key, text: `${criterionNames[key]}至少${criterionText(key, least)}` }))
