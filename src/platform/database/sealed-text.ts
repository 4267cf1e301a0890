/**
 * Sealed text (加密文字): what queries need to write a text sealed and to read it open; null stays null.
 *
 * A place names the table and column without `_sealed`, as rotation finds them (`platform/server/rotate-sealing.ts`).
 */
import type { Database } from './database.ts'

/** What a query needs that reads or writes sealed text; every context is one. */
export interface Keeping {
  db: Database
  sealing: { seal(text: string, place: string): Buffer; open(sealed: Buffer, place: string): string }
}

type Sealing = Pick<Keeping, 'sealing'>

export const seal = ({ sealing }: Sealing, text: string | null, place: string) => (text === null ? null : sealing.seal(text, place))

export const open = ({ sealing }: Sealing, sealed: Buffer | null, place: string) => (sealed === null ? null : sealing.open(sealed, place))

/** Sealed, as rows that go in bulk write bytes. */
export const sealInBulk = (keeping: Sealing, text: string | null, place: string) => {
  const sealed = seal(keeping, text, place)
  return sealed && `\\x${sealed.toString('hex')}`
}

/** A list of texts under one seal; an empty list is nothing. */
export const listAsText = (texts: readonly string[]) => (texts.length === 0 ? null : JSON.stringify(texts))

export const listFromText = (text: string | null) => (text === null ? [] : (JSON.parse(text) as string[]))
