/** Sample entries and witnesses of the public record, for tests. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { fromText } from '#platform/record/bytes.ts'
import { check, type Trust } from '#platform/record/check.ts'
import { checkpointText, cosignLine } from '#platform/record/checkpoint.ts'
import { commitmentOf, digestOf, encodeEntry, encodeEvidence } from '#platform/record/entry.ts'
import { noteKey, parseNote, publicKeyOf, signedNote, signLine, toVkey } from '#platform/record/note.ts'
import { formatProof } from '#platform/record/proof.ts'
import { inclusionRanges, leafHash, rootOf } from '#platform/record/tree.ts'
import type { Context } from '#platform/server/action.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { append, entryIdOf } from './record.actions.ts'
import { endpoints, type RecordState } from './record.contract.ts'
import { merge } from './record.merge.actions.ts'
import { trustText } from './public/verify.page.ts'

/**
 * What a villager is told who checks a thing: `fault` null and the text, or what is wrong. Throws if it was never recorded.
 */
export async function checked(app: App, kind: string, subject: string) {
  await theMinute(app)
  const entryId = await app.as({ kind: 'public', townId: 1 }, context => entryIdOf(context, kind, subject))
  if (!entryId) throw new Error(`never recorded: ${kind} ${subject}`)
  const { body } = await app.raw({ method: 'GET', url: `/log/proof/${entryId}` })
  const { fault, evidence } = check(body, trustOf((await app.call(null, endpoints.get)).body))
  return { fault, document: evidence?.document ?? null }
}

type App = ReturnType<typeof useApp>
type As = <T>(actor: { kind: 'job'; townId: number; name: string }, work: (context: Context) => Promise<T>) => Promise<T>
const job = { kind: 'job', townId: 1, name: 'record.merge' } as const

/** The job's turn: what was appended is taken in and signed. */
export const theMinute = (app: { as: As }) => app.as(job, merge)

export const anEntry = (app: { as: As }, subject: string, document = `text of ${subject}`, kind = 'record.sample') =>
  app.as(job, context => append(context, kind, subject, document))

/** A witness that signs whatever it is shown: for tests of the record, not of the witness. */
export function aWitness(byte: number, name = `w${byte}.example`) {
  const privateKey = new Uint8Array(32).fill(byte)
  return {
    vkey: toVkey(noteKey(name, 4, publicKeyOf(privateKey))),
    cosign: (signed: string, at: Date) => cosignLine(parseNote(signed).text, name, privateKey, Math.floor(at.getTime() / 1000)),
  }
}

/**
 * A log in a forger's hands: proofs of what the town never published, whole in themselves, signed with the forger's key and by
 * whatever witnesses it brings. `others`: how many entries it makes up behind the first.
 */
export function aForger(byte = 99) {
  const privateKey = new Uint8Array(32).fill(byte)
  return {
    publicKey: publicKeyOf(privateKey),
    proofOf(document: string, origin: string, { others = 0, witnesses = [] as readonly ReturnType<typeof aWitness>[] } = {}): string {
      const [at, salt] = ['2026-03-01T00:00:00.000Z', new Uint8Array(32).fill(1)]
      const evidence = {
        kind: 'record.sample',
        subject: 'sample/forged',
        at,
        salt,
        commitment: commitmentOf(salt, digestOf(document)),
        document,
      }
      const leaves = [leafHash(encodeEntry(evidence)), ...Array.from({ length: others }, (_, number) => leafHash(fromText(`x${number}`)))]
      const text = checkpointText({ origin, size: leaves.length, root: rootOf(leaves) })
      const signed = signedNote(text, [signLine(text, origin, privateKey)])
      return formatProof({
        extra: encodeEvidence(evidence),
        index: 0,
        hashes: inclusionRanges(0, leaves.length).map(({ from, to }) => rootOf(leaves.slice(from, to))),
        checkpoint: signed + witnesses.map(({ cosign }) => cosign(signed, new Date(at))).join(''),
      })
    },
  }
}

const tables = ['cosignature', 'signature', 'checkpoint', 'node', 'leaf', 'salt', 'pending', 'entry'].map(name => `record_${name}`)

/** Keeps the record as a backup does. What is returned puts it back: whatever was recorded since is gone. */
export async function backedUp(owner: Database): Promise<() => Promise<void>> {
  for (const table of tables) await sql`create table ${sql.raw(`backup_${table}`)} as table ${sql.raw(table)}`.execute(owner)
  return async () => {
    for (const table of tables) await sql`delete from ${sql.raw(table)}`.execute(owner)
    for (const table of tables.toReversed()) {
      await sql`insert into ${sql.raw(table)} select * from ${sql.raw(`backup_${table}`)}`.execute(owner)
      await sql`drop table ${sql.raw(`backup_${table}`)}`.execute(owner)
    }
  }
}

/** What a careful reader wrote down on an earlier visit. */
export const trustOf = (state: RecordState): Trust => JSON.parse(trustText(state, '')) as Trust

export { check }
