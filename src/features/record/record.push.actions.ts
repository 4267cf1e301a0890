/** Bringing checkpoints to witnesses that listen (送去见证). Source: C2SP tlog-witness, add-checkpoint. */
import type { Context } from '#platform/server/action.ts'
import { parseCount, toBase64 } from '#platform/record/bytes.ts'
import { consistencyProof, signedCheckpoint } from './record.proofs.actions.ts'
import * as queries from './record.queries.ts'
import { keepCosignatures } from './record.witness.actions.ts'
import * as witnesses from './record.witness.queries.ts'

const answerWithin = 5_000
const longestAnswer = 20_000

/** Witnesses that listen and have not seen the latest tree. */
export async function behind(context: Context): Promise<string[]> {
  const latest = await queries.latestCheckpoint(context.db)
  if (!latest) return []
  const seen = await witnesses.lastSeen(context.db)
  const named = await witnesses.listWitnesses(context.db)
  return named.filter(({ id, url }) => url !== null && seen.get(id)?.size !== latest.size).map(({ id }) => id)
}

/** Throws when the witness cannot be reached or refuses; the job tries again, and the witness has said why to its own people. */
export async function bringTo(context: Context, witnessId: string): Promise<void> {
  const witness = (await witnesses.listWitnesses(context.db)).find(({ id }) => id === witnessId)
  const latest = await queries.latestCheckpoint(context.db)
  if (!witness?.url || !latest) return
  const oldSize = (await witnesses.lastSeen(context.db)).get(witnessId)?.size ?? 0
  let answer = await submit(context, witness.url, oldSize, latest.size)
  // It knows better what it saw last, e.g. when its answer was lost on the way.
  if (answer.status === 409) answer = await submit(context, witness.url, parseCount(answer.text.trim()), latest.size)
  if (answer.status !== 200) throw new Error(`a witness answered ${answer.status}`)
  if ((await keepCosignatures(context, latest.size, answer.text)).length === 0) throw new Error('a witness answered without its signature')
}

async function submit(context: Context, url: string, oldSize: number, size: number): Promise<{ status: number; text: string }> {
  if (oldSize > size) throw new Error('a witness has seen more than is here: the record was rolled back')
  const [proof, signed] = [await consistencyProof(context, oldSize, size), await signedCheckpoint(context, size)]
  const answer = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
    method: 'POST',
    body: [`old ${oldSize}`, ...proof.map(toBase64), '', signed].join('\n'),
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithin),
  })
  return { status: answer.status, text: (await answer.text()).slice(0, longestAnswer) }
}
