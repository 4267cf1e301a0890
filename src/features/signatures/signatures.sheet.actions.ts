/**
 * Sheets of signatures (签名表): brought in as photos, known again when they come back, compared by two people.
 *
 * A refusal is an answer and not an error: it stays, with its reason, beside the sheets that were accepted.
 */
import { findMeeting } from '#features/meetings/meetings.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { distanceTo, similarityCode, turnedCodes } from '#platform/server/image-similarity.ts'
import { cleanImage } from '#platform/server/images.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { createHash } from 'node:crypto'
import { endpoints, type Sheet } from './signatures.contract.ts'
import { sheetPolicy, signingPolicy, type SheetFacts } from './signatures.policy.ts'
import * as queries from './signatures.queries.ts'
import { decisionOf, nearestOf, reasons, sheetMachine, typedCode } from './signatures.rules.ts'

export const bring = action(endpoints.bring, async (context, { params: { meetingId }, query, body: { bytes } }) => {
  const meeting = await findMeeting(context, meetingId)
  const signing = await queries.findSigning(context, meetingId)
  const { path, kind, state } = meeting
  context.require(signingPolicy, 'bring', { path, kind, hasText: signing !== undefined, cancelled: state === 'cancelled', settled: false })
  const judged = await judge(context, { meetingId, code: signing!.code, typed: typedCode(query.code), bytes })
  const id = newId(context.now.getTime())
  await queries.insertSheet(context, {
    townId: context.townId,
    id,
    meetingId,
    unitId: meeting.unitId,
    textDigest: Buffer.from(signing!.digest, 'hex'),
    broughtBy: personOf(context),
    broughtAt: context.now,
    ...judged,
  })
  await context.record('signatures.bring', { kind: 'meeting', id: meetingId, unitId: meeting.unitId }, { sheetId: id, state: judged.state })
  return presentSheet(context, await find(context, id))
})

type Judged = Pick<queries.NewSheet, 'state' | 'reason' | 'picture' | 'resembles' | 'differingBits'>
const refused = (reason: string): Judged => ({ state: 'refused', reason, picture: null, resembles: null, differingBits: null })

/** Is it this meeting's, has it been here, does it look like one that has? Throws as cleanImage does. */
async function judge(
  context: Context,
  { meetingId, code, typed, bytes }: { meetingId: string; code: string; typed: string; bytes: Uint8Array },
): Promise<Judged> {
  const image = await cleanImage(bytes)
  if (typed !== code) {
    const other = await queries.meetingOfCode(context.db, typed)
    return refused(other ? reasons.otherMeetingsCode(other) : reasons.unknownCode)
  }
  const picture = {
    bytes: image.bytes,
    fileDigest: createHash('sha256').update(bytes).digest(),
    pictureDigest: Buffer.from(image.digest, 'hex'),
    similarity: await similarityCode(image.bytes),
  }
  // All that takes long is done before anybody waits.
  const turnings = await turnedCodes(image.bytes)
  await queries.lockSheets(context.db, context.townId)
  const earlier = await queries.broughtSheets(context.db)
  const same = earlier.find(one => one.fileDigest.equals(picture.fileDigest) || one.pictureDigest.equals(picture.pictureDigest))
  if (same) return refused(reasons.sameFile(same, meetingId))
  const distances = earlier.map(({ similarity }) => distanceTo(similarity, turnings))
  const near = nearestOf(earlier, distances)
  if (!near) return { state: sheetMachine.initial, reason: null, picture, resembles: null, differingBits: null }
  return {
    state: sheetMachine.next(sheetMachine.initial, 'suspect'),
    reason: reasons.looksLike(near.sheet),
    picture,
    resembles: near.sheet.id,
    differingBits: near.bits,
  }
}

export const picture = action(endpoints.picture, async (context, { params: { sheetId } }) => {
  const sheet = await find(context, sheetId)
  context.require(sheetPolicy, 'picture', factsOf(context, sheet))
  const bytes = await queries.pictureOf(context, sheetId)
  if (!bytes) throw new Problem(common.notFound, '这张表没有收，照片没有留。')
  return { fileName: '签名表.jpg', mediaType: 'image/jpeg', bytes }
})

export const compare = action(endpoints.compare, async (context, { params: { sheetId }, body: { verdict } }) => {
  context.require(sheetPolicy, 'compare', factsOf(context, await find(context, sheetId)))
  await queries.lockSheet(context.db, sheetId)
  const sheet = await find(context, sheetId)
  context.require(sheetPolicy, 'compare', factsOf(context, sheet))
  const personId = personOf(context)
  await queries.insertComparison(context.db, { townId: context.townId, sheetId, personId, verdict, comparedAt: context.now })
  const decision = decisionOf([...sheet.verdicts.map(given => given.verdict), verdict])
  const state = decision === null ? sheet.state : sheetMachine.next(sheet.state, decision)
  if (decision !== null) await queries.moveSheet(context.db, sheetId, state)
  await context.record('signatures.compare', { kind: 'meeting', id: sheet.meetingId, unitId: sheet.unitId }, { sheetId, verdict, state })
  return presentSheet(context, await find(context, sheetId))
})

/** Throws not-found (404). */
async function find(context: Context, id: string): Promise<queries.SheetRow> {
  const sheet = await queries.findSheet(context.db, context.today, id)
  if (!sheet) throw new Problem(common.notFound, '没有这张签名表，或不归您看。')
  return sheet
}

function personOf({ actor }: Context): string {
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  return actor.personId
}

const isOwn = ({ actor }: Context, { personId }: { personId: string }) => isPerson(actor) && actor.personId === personId

const factsOf = (context: Context, { path, kind, state, broughtBy, heldBeside, verdicts }: queries.SheetRow): SheetFacts => ({
  path,
  kind,
  state,
  broughtBy,
  heldBeside,
  compared: verdicts.some(given => isOwn(context, given)),
})

export function presentSheet(context: Context, row: queries.SheetRow): Sheet {
  const { id, meetingId, state, reason, hasPicture, isOfOlderText, resembles, resemblesTitle, resemblesHeldOn, verdicts } = row
  return {
    id,
    meetingId,
    state,
    reason,
    hasPicture,
    isOfOlderText,
    broughtAt: row.broughtAt.toISOString(),
    resembles: resembles === null ? null : { id: resembles, meetingTitle: resemblesTitle ?? '', heldOn: resemblesHeldOn ?? '' },
    verdicts: verdicts.map(given => ({ verdict: given.verdict, at: new Date(given.at).toISOString(), mine: isOwn(context, given) })),
    allowedActions: sheetPolicy.allowed(context.actor, factsOf(context, row), context.now),
  }
}
