/**
 * A new volume of the public record (另开存证): after a restored backup, a stolen key or a tree that was tampered with.
 *
 * Two system administrators begin it. The old volume is closed with its last checkpoint and stays readable under its own name; the
 * new one's first entry names it, its size and root, and the reason, so that nobody can begin anew unseen.
 */
import { action, type Context } from '#platform/server/action.ts'
import { toBase64 } from '#platform/record/bytes.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { keeping, stateOf } from './record.actions.ts'
import { endpoints } from './record.contract.ts'
import { makeKey } from './record.merge.actions.ts'
import { factsOf, recordPolicy } from './record.policy.ts'
import * as queries from './record.queries.ts'
import * as volumes from './record.volumes.queries.ts'

/** The first entry of a volume. */
export const opening = keeping(queries.opening, '另开存证', async (context, subject) => {
  const begun = await volumes.findBegun(context.db, Number(subject))
  if (!begun) return null
  return [
    `另开存证，第${begun.number}本`,
    `日期：${dayOf(begun.begunAt!)}`,
    `上一本：${begun.closedOrigin}`,
    `上一本到第${begun.closedSize}条为止`,
    `上一本的根：${toBase64(new Uint8Array(begun.closedRoot!))}`,
    `原因：${begun.reason}`,
  ].join('\n')
})

export const proposeVolume = action(endpoints.proposeVolume, async (context, { body: { reason } }) => {
  await queries.holdRecord(context.db)
  const current = await volumes.currentVolume(context.db)
  const [proposal, latest] = await Promise.all([volumes.findProposal(context.db), queries.latestCheckpoint(context.db, current)])
  context.require(recordPolicy, 'proposeVolume', factsOf(proposal, latest))
  const id = newId(context.now.getTime())
  await volumes.insertProposal(context.db, {
    townId: context.townId,
    number: current + 1,
    id,
    reason,
    proposedBy: personOf(context),
    proposedAt: context.now,
  })
  await context.record('record.proposeVolume', { kind: 'recordVolume', id })
  return stateOf(context)
})

export const dropVolume = action(endpoints.dropVolume, async (context, { params: { volumeId } }) => {
  const proposal = await held(context, volumeId)
  context.require(recordPolicy, 'dropVolume', factsOf(proposal, undefined))
  await volumes.deleteProposal(context.db, volumeId)
  await context.record('record.dropVolume', { kind: 'recordVolume', id: volumeId })
  return stateOf(context)
})

export const beginVolume = action(endpoints.beginVolume, async (context, { params: { volumeId } }) => {
  const { db } = context
  const proposal = await held(context, volumeId)
  const current = await volumes.currentVolume(db)
  const [latest, [key], [firstKey]] = await Promise.all([
    queries.latestCheckpoint(db, current),
    queries.signingKeys(db, current),
    queries.signingKeys(db, 1),
  ])
  context.require(recordPolicy, 'beginVolume', factsOf(proposal, latest))
  const number = current + 1
  await makeKey(context, number, `${firstKey!.origin}/${number}`)
  await volumes.beginVolume(db, volumeId, {
    begunBy: personOf(context),
    begunAt: context.now,
    closedOrigin: key!.origin,
    closedSize: latest!.size,
    closedRoot: latest!.root,
  })
  await opening.append(context, String(number))
  await context.record('record.beginVolume', { kind: 'recordVolume', id: volumeId }, { number, closedSize: latest!.size })
  return stateOf(context)
})

/** The proposal that was read, while nobody else touches the record. Throws not-found (404). */
async function held(context: Context, volumeId: string) {
  await queries.holdRecord(context.db)
  const proposal = await volumes.findProposal(context.db)
  if (proposal?.id !== volumeId) throw new Problem(common.notFound, '没有等着同意的另开。')
  return proposal
}

function personOf({ actor }: Context): string {
  if (!isPerson(actor)) throw new Problem(common.forbidden)
  return actor.personId
}
