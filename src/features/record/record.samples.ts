/** Sample entries and witnesses of the public record, for tests. */
import { check, type Trust } from '#platform/record/check.ts'
import { cosignLine } from '#platform/record/checkpoint.ts'
import { noteKey, parseNote, publicKeyOf, toVkey } from '#platform/record/note.ts'
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

/** What a careful reader wrote down on an earlier visit. */
export const trustOf = (state: RecordState): Trust => JSON.parse(trustText(state, '')) as Trust

export { check }
