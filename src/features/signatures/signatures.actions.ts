/**
 * Signatures (签名核对): the text that a meeting signs, approvals of it, and the door for features that ask what was signed.
 */
import { findMeeting } from '#features/meetings/meetings.actions.ts'
import { resolutionsOf } from '#features/votes/votes.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { createHash, randomBytes } from 'node:crypto'
import { endpoints, problems, type ApprovedBy, type OwnText, type SignatureSheetState, type Signing } from './signatures.contract.ts'
import { approvalPolicy, signingPolicy, type SigningFacts } from './signatures.policy.ts'
import * as queries from './signatures.queries.ts'
import { missingFrom, proposedText, sheetCodeFrom } from './signatures.rules.ts'
import { presentSheet } from './signatures.sheet.actions.ts'

/**
 * What a meeting has signed, as far as the actor may read it: the text, approvals of it as it stands, and all sheets, the oldest first;
 * `text` is null where nothing was put to sign. Throws not-found (404) where there is no such meeting.
 */
export async function signaturesOf(
  context: Context,
  meetingId: string,
): Promise<{ text: string | null; approvals: number; sheets: { id: string; state: SignatureSheetState; isOfOlderText: boolean }[] }> {
  await findMeeting(context, meetingId)
  const signing = await queries.findSigning(context, meetingId)
  const signers = await queries.listSigners(context.db, meetingId)
  const sheets = await queries.listSheets(context.db, context.today, meetingId)
  return {
    text: signing?.text ?? null,
    approvals: signers.filter(isOwn).length,
    sheets: sheets.map(({ id, state, isOfOlderText }) => ({ id, state, isOfOlderText })),
  }
}

/** The member's own approval: not one by a code that came from the office which keeps the minutes. */
const isOwn = ({ by }: { by: ApprovedBy | null }) => by === 'signedIn' || by === 'code'

export const get = action(endpoints.get, async (context, { params: { meetingId } }) => {
  const { facts } = await findSigning(context, meetingId)
  context.require(signingPolicy, 'get', facts)
  return show(context, meetingId)
})

export const setText = action(endpoints.setText, async (context, { params: { meetingId }, body: { text } }) => {
  const { meeting, facts } = await findSigning(context, meetingId)
  context.require(signingPolicy, 'setText', facts)
  await queries.lockSigning(context.db, meetingId)
  // whoever approved it while this one waited has signed it
  context.require(signingPolicy, 'setText', (await findSigning(context, meetingId)).facts)
  const before = await show(context, meetingId)
  requireVersion(context, before, { text })
  const [missing] = missingFrom(text, await resolutionsOf(context, meetingId))
  if (missing) throw invalidField('#/text', `第${missing.number}项“${missing.title}”的文本不在里面，要一字不差`)
  const digest = digestOfText(text)
  if (before.text) {
    const { text: was, digest: digestBefore } = before.text
    const kept = { number: before.version, text: was, digest: digestBefore, replacedAt: context.now }
    await queries.keepText(context, { townId: context.townId, meetingId, ...kept })
    await queries.updateText(context, meetingId, text, digest)
  } else if (!(await begin(context, meetingId, meeting.unitId, text, digest))) throw new Problem(common.editedMeanwhile)
  await context.record('signatures.setText', { kind: 'meeting', id: meetingId, unitId: meeting.unitId }, { digest: digest.toString('hex') })
  return show(context, meetingId)
})

/** Gives the meeting its code and its first text. False: somebody was faster. */
async function begin(context: Context, meetingId: string, unitId: string, text: string, digest: Buffer): Promise<boolean> {
  // A code that another meeting has is one in millions; three in a row are none.
  for (let tries = 0; tries < 3; tries++) {
    const code = sheetCodeFrom(randomBytes(40))
    if (await queries.insertSigning(context, { townId: context.townId, meetingId, unitId, code, text, digest })) return true
    if (await queries.findSigning(context, meetingId)) return false
  }
  return false
}

const digestOfText = (text: string) => createHash('sha256').update(text, 'utf8').digest()

export const mine = action(endpoints.mine, async context => {
  context.require(approvalPolicy, 'mine', null)
  return { items: await ownTexts(context) }
})

export const approve = action(endpoints.approve, async (context, { params: { meetingId }, body: { digest } }) => {
  const found = (await ownTexts(context)).find(text => text.meetingId === meetingId)
  if (!found) throw new Problem(common.notFound, '没有等您看的文字。')
  context.require(approvalPolicy, 'approve', { signs: true })
  if (found.digest !== digest) throw new Problem(problems.olderText)
  const personId = selfOf(context)
  const { actor, townId, now: approvedAt } = context
  const byCode = actor.kind === 'subject'
  const approval = {
    townId,
    meetingId,
    personId,
    textDigest: Buffer.from(digest, 'hex'),
    approvedAt,
    how: byCode ? 'code' : 'signedIn',
  } as const
  const codeFrom = byCode ? (actor.codeFrom ?? null) : null
  const isNew = await queries.insertApproval(context.db, { ...approval, codeFrom }, context.today)
  if (isNew) await context.record('signatures.approve', { kind: 'meeting', id: meetingId }, { digest })
  const after = (await ownTexts(context)).find(text => text.meetingId === meetingId)!
  // It was changed while this one wrote.
  if (after.digest !== digest && !isNew) throw new Problem(problems.olderText)
  return after
})

function selfOf({ actor }: Context): string {
  if (!isPerson(actor) && actor.kind !== 'subject') throw new Problem(common.signInRequired)
  return actor.personId
}

async function ownTexts(context: Context): Promise<OwnText[]> {
  const rows = await queries.listOwn(context, selfOf(context))
  return rows.map(({ startsAt, approvedAt, isOwn, ...row }) => ({
    ...row,
    heldOn: dayOf(startsAt),
    approvedAt: approvedAt?.toISOString() ?? null,
    isOwn: isOwn ?? true,
  }))
}

/** The meeting and what the policy asks of it. Throws not-found (404). */
export async function findSigning(context: Context, meetingId: string) {
  const meeting = await findMeeting(context, meetingId)
  const signing = await queries.findSigning(context, meetingId)
  const signers = await queries.listSigners(context.db, meetingId)
  const sheets = await queries.listSheets(context.db, context.today, meetingId)
  const resolutions = await resolutionsOf(context, meetingId)
  const isSigned =
    signers.some(({ approvedAt }) => approvedAt !== null) || sheets.some(sheet => !sheet.isOfOlderText && sheet.state !== 'refused')
  const isVoted = resolutions.length > 0 && resolutions.every(({ closed }) => closed)
  const facts: SigningFacts = {
    path: meeting.path,
    kind: meeting.kind,
    hasText: signing !== undefined,
    cancelled: meeting.state === 'cancelled',
    // a correction of what was voted on is to be signed anew
    settled: signing !== undefined && isSigned && isVoted && missingFrom(signing.text, resolutions).length === 0,
  }
  return { meeting, signing, signers, sheets, resolutions, facts }
}

async function show(context: Context, meetingId: string): Promise<Signing> {
  const { meeting, signing, signers, sheets, resolutions, facts } = await findSigning(context, meetingId)
  const earlier = await queries.earlierTexts(context, meetingId)
  return {
    meetingId,
    title: meeting.title,
    heldOn: dayOf(meeting.startsAt),
    unitName: meeting.unitName,
    code: signing?.code ?? null,
    text: signing ? { text: signing.text, digest: signing.digest } : null,
    earlier: earlier.map(({ replacedAt, ...text }) => ({ ...text, replacedAt: replacedAt.toISOString() })),
    proposed: proposedText(resolutions),
    missing: signing ? missingFrom(signing.text, resolutions).map(({ title }) => title) : [],
    version: signing?.version ?? 0,
    signers: signers.map(({ name, approvedAt, by }) => ({ name, approvedAt: approvedAt?.toISOString() ?? null, by })),
    approvals: signers.filter(isOwn).length,
    sheets: sheets.map(sheet => presentSheet(context, sheet)),
    allowedActions: signingPolicy.allowed(context.actor, facts, context.now),
  }
}
