/** Witnesses of the public record (见证人): naming them, and keeping what they cosign. */
import { action, type Context } from '#platform/server/action.ts'
import { cosignedAt } from '#platform/record/checkpoint.ts'
import { parseNote, parseVkey, signatureLine, signatureOf, type Note } from '#platform/record/note.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { stateOf } from './record.actions.ts'
import { endpoints, problems } from './record.contract.ts'
import { nobodys, recordPolicy } from './record.policy.ts'
import { signedCheckpoint } from './record.proofs.actions.ts'
import * as queries from './record.queries.ts'
import { currentVolume, volumeOf } from './record.volumes.queries.ts'
import * as witnesses from './record.witness.queries.ts'

/** Clocks differ by so much; a cosignature from further ahead is not believed. */
const furthestAheadSeconds = 300

export const addWitness = action(endpoints.addWitness, async (context, { body }) => {
  context.require(recordPolicy, 'addWitness', nobodys)
  await queries.holdRecord(context.db)
  requireWitnessKey(body.vkey)
  const named = await witnesses.listWitnesses(context.db)
  if (named.some(({ vkey }) => vkey === body.vkey)) throw new Problem(problems.namedAlready)
  const id = newId(context.now.getTime())
  await witnesses.insertWitness(context.db, { townId: context.townId, id, ...body, addedAt: context.now })
  await context.record('record.addWitness', { kind: 'recordWitness', id }, { fetches: body.url === null })
  return { id, ...body, seen: null }
})

export const endWitness = action(endpoints.endWitness, async (context, { params: { witnessId } }) => {
  context.require(recordPolicy, 'endWitness', nobodys)
  await queries.holdRecord(context.db)
  const named = await witnesses.listWitnesses(context.db)
  if (!named.some(({ id }) => id === witnessId)) throw new Problem(common.notFound, '没有这个见证人。')
  const required = await witnesses.requiredWitnesses(context.db)
  if (officesOf(named.filter(({ id }) => id !== witnessId)) < required)
    throw new Problem(problems.tooFewNamed, '请先降低要求的人数，或先登记别的见证人。')
  await witnesses.endWitness(context.db, witnessId, context.now)
  await context.record('record.endWitness', { kind: 'recordWitness', id: witnessId })
  return stateOf(context)
})

export const require = action(endpoints.require, async (context, { body: { required } }) => {
  context.require(recordPolicy, 'require', nobodys)
  await queries.holdRecord(context.db)
  if (officesOf(await witnesses.listWitnesses(context.db)) < required) throw new Problem(problems.tooFewNamed)
  await witnesses.setRequired(context.db, context.townId, required)
  const id = newId(context.now.getTime())
  await context.record('record.require', { kind: 'recordSetting', id }, { required })
  return stateOf(context)
})

export const cosign = action(endpoints.cosign, async (context, { body: { origin, size, lines } }) => {
  context.require(recordPolicy, 'cosign', nobodys)
  const volume = origin === undefined ? await currentVolume(context.db) : await volumeOf(context.db, origin)
  if (volume === undefined || !(await queries.checkpointOf(context.db, volume, size))) throw new Problem(problems.notCosigned)
  const kept = await keepCosignatures(context, { volume, size }, lines)
  if (kept.length === 0) throw new Problem(problems.notCosigned)
  return { kept }
})

/** Keeps the lines that a named witness signed over our own checkpoint of `size`; returns the names. Strangers' are dropped. */
export async function keepCosignatures(
  context: Context,
  { volume, size }: { volume: number; size: number },
  lines: string,
): Promise<string[]> {
  const note = noteWith(await signedCheckpoint(context, volume, size), lines)
  if (!note) return []
  const kept: string[] = []
  for (const { id, name, vkey } of await witnesses.listWitnesses(context.db)) {
    const key = parseVkey(vkey)
    const signature = signatureOf(note, key)
    const seconds = cosignedAt(note, key)
    if (!signature || seconds === null || seconds > context.now.getTime() / 1000 + furthestAheadSeconds) continue
    const line = signatureLine(key, signature.bytes)
    const cosigned = { townId: context.townId, volume, size, witnessId: id, line, cosignedAt: new Date(seconds * 1000) }
    await witnesses.insertCosignature(context.db, cosigned)
    kept.push(name)
  }
  return kept
}

/** Two keys of one office are one pair of eyes. */
const officesOf = (named: readonly { name: string }[]) => new Set(named.map(({ name }) => name)).size

function requireWitnessKey(vkey: string) {
  try {
    if (parseVkey(vkey).type === 4) return
  } catch {
    // refused below
  }
  throw new Problem(problems.notAKey)
}

/** Our checkpoint with these lines alone as its signatures. */
function noteWith(checkpoint: string, lines: string): Note | null {
  try {
    const { text } = parseNote(checkpoint)
    return { ...parseNote(`${text}\n${lines}`), text }
  } catch {
    return null
  }
}
