/**
 * What lies sealed of a meeting (会议加密): minutes, discussions, and why someone was not there or does not count.
 *
 * Source: domain §32.2, P2; decision 0020.
 */
export const places = {
  text: 'meeting_minutes.text',
  correction: 'meeting_minutes.reason',
  discussion: 'meeting_agenda.discussion',
  reason: 'meeting_roll.reason',
  excludedNote: 'meeting_roll.excluded_note',
} as const
