/** Bringing checkpoints to witnesses that listen (送去见证). Source: C2SP tlog-witness, add-checkpoint. */
import type { Context } from '#platform/server/action.ts'
import { parseCount, toBase64 } from '#platform/record/bytes.ts'
import { consistencyProof, signedCheckpoint } from './record.proofs.actions.ts'
import * as queries from './record.queries.ts'
import { keepCosignatures } from './record.witness.actions.ts'
import { currentVolume } from './record.volumes.queries.ts'
import * as witnesses from './record.witness.queries.ts'

const answerWithin = 5_000
/** Characters; a checkpoint with a cosignature has some 400. */
const longestAnswer = 20_000

/** Witnesses that listen and have not seen the latest tree. */
export async function behind(context: Context): Promise<string[]> {
  const volume = await currentVolume(context.db)
  const latest = await queries.latestCheckpoint(context.db, volume)
  if (!latest) return []
  const seen = await witnesses.lastSeen(context.db, volume)
  const named = await witnesses.listWitnesses(context.db)
  return named.filter(({ id, url }) => url !== null && seen.get(id)?.size !== latest.size).map(({ id }) => id)
}

/** Throws when the witness cannot be reached or refuses; the job tries again, and the witness has said why to its own people. */
export async function bringTo(context: Context, witnessId: string): Promise<void> {
  const witness = (await witnesses.listWitnesses(context.db)).find(({ id }) => id === witnessId)
  const volume = await currentVolume(context.db)
  const latest = await queries.latestCheckpoint(context.db, volume)
  if (!witness?.url || !latest) return
  const oldSize = (await witnesses.lastSeen(context.db, volume)).get(witnessId)?.size ?? 0
  const { url } = witness
  const bring = (old: number) => submit(context, url, { volume, oldSize: old, size: latest.size })
  let answer = await bring(oldSize)
  // It knows better what it saw last, e.g. when its answer was lost on the way.
  if (answer.status === 409) answer = await bring(parseCount(answer.text.trim()))
  if (answer.status !== 200) throw new Error(`a witness answered ${answer.status}`)
  if ((await keepCosignatures(context, { volume, size: latest.size }, answer.text)).length === 0)
    throw new Error('a witness answered without its signature')
}

async function submit(
  context: Context,
  url: string,
  { volume, oldSize, size }: { volume: number; oldSize: number; size: number },
): Promise<{ status: number; text: string }> {
  if (oldSize > size) throw new Error('a witness has seen more than is here: the record was rolled back')
  const [proof, signed] = [await consistencyProof(context, volume, oldSize, size), await signedCheckpoint(context, volume, size)]
  const answer = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
    method: 'POST',
    body: [`old ${oldSize}`, ...proof.map(toBase64), '', signed].join('\n'),
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithin),
  })
  return { status: answer.status, text: await beginningOf(answer) }
}

/** What a stranger's server answers is read as far as a cosignature can go, and no further. */
async function beginningOf(answer: Response): Promise<string> {
  const read: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    read.push(part)
    bytes += part.length
    if (bytes >= longestAnswer) break
  }
  return Buffer.concat(read).toString('utf8').slice(0, longestAnswer)
}
