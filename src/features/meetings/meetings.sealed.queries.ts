/**
 * What lies sealed of a meeting (会议加密): minutes, discussions, and why someone was not there or does not count.
 *
 * Source: domain §32.2, P2; decision 0020.
 */
import type { Database } from '#platform/database/database.ts'

/** What a query needs that reads or writes sealed text; every context is one. */
export interface Keeping {
  db: Database
  sealing: { seal(text: string, place: string): Buffer; open(sealed: Buffer, place: string): string }
}

export const places = {
  text: 'meeting_minutes.text',
  correction: 'meeting_minutes.reason',
  discussion: 'meeting_agenda.discussion',
  reason: 'meeting_roll.reason',
  excludedNote: 'meeting_roll.excluded_note',
} as const

export type Place = (typeof places)[keyof typeof places]

export const seal = ({ sealing }: Pick<Keeping, 'sealing'>, text: string | null, place: Place) =>
  text === null ? null : sealing.seal(text, place)

export const open = ({ sealing }: Pick<Keeping, 'sealing'>, sealed: Buffer | null, place: Place) =>
  sealed === null ? null : sealing.open(sealed, place)

/** Sealed, as rows that go in bulk write bytes. */
export const sealInBulk = (keeping: Pick<Keeping, 'sealing'>, text: string | null, place: Place) => {
  const sealed = seal(keeping, text, place)
  return sealed && `\\x${sealed.toString('hex')}`
}
