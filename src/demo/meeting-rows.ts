/** Rows of demonstration meetings (示例组织生活): what those of 2020 and those of the last year share. */
import type { BodyRow } from '#features/bodies/bodies.workbook.ts'
import type { MeetingActionRow, MeetingRollRow, MeetingRow } from '#features/meetings/meetings.workbook.ts'
import type { PersonRow, TermRow } from '#features/people/people.workbook.ts'
import type { DemoUnits } from './units.ts'

export interface DemoMeetings {
  meetings: MeetingRow[]
  meetingRolls: MeetingRollRow[]
  meetingActions: MeetingActionRow[]
}

export interface Town {
  units: DemoUnits
  bodies: readonly BodyRow[]
  people: readonly PersonRow[]
  terms: readonly TermRow[]
  /** The last day told; what comes later is only planned. */
  today: string
}

export const clock = (day: string, minute: number) =>
  `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const blank = {
  item: null,
  endsAt: null,
  place: null,
  chairCode: null,
  firstTopic: null,
  documents: null,
  minutes: null,
  minutedOn: null,
  cancelReason: null,
} as const

export const present = (meetingCode: string, personCode: string): MeetingRollRow => ({
  meetingCode,
  personCode,
  part: '应到',
  attendance: '到会',
  reason: null,
})

export function holderOn(terms: readonly TermRow[], role: string, unitCode: string, day: string): string | null {
  const held = terms.find(
    term => term.role === role && term.unitCode === unitCode && term.from <= day && (term.until === null || day <= term.until),
  )
  return held?.personCode ?? null
}
