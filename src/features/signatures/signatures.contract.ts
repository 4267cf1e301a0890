/**
 * Signatures (签名核对): what crosses the wire: the text that a meeting signs, approvals of it, and sheets of paper signatures.
 *
 * Paper comes first: a meeting without any of this is as good as before.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { FileAnswer, Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'

export type { MeetingKind } from '#features/meetings/meetings.contract.ts'

export const SignatureSheetState = z.enum(['accepted', 'underComparison', 'refused'])
export type SignatureSheetState = z.infer<typeof SignatureSheetState>
export const Verdict = z.enum(['same', 'different'])
export type Verdict = z.infer<typeof Verdict>
/** SHA-256 in hexadecimal. */
export const TextDigest = z.string().regex(/^[0-9a-f]{64}$/, '不是文字的指纹')

export const Sheet = z.object({
  id: Id,
  meetingId: Id,
  state: SignatureSheetState,
  /** Why it was refused, or what must be compared. */
  reason: z.string().nullable(),
  broughtAt: Instant,
  /** An earlier sheet that it looks like. */
  resembles: z.object({ id: Id, meetingTitle: z.string(), heldOn: LocalDate }).nullable(),
  /** What those who compared it saw, in the order in which they said so. */
  verdicts: z.array(z.object({ verdict: Verdict, at: Instant, mine: z.boolean() })),
  hasPicture: z.boolean(),
  /** Signed under a text that was changed afterwards: it no longer counts. */
  isOfOlderText: z.boolean(),
  allowedActions: z.array(z.string()),
})
export type Sheet = z.infer<typeof Sheet>

/** Signed in; by a code from another office; or by one from the office that keeps the minutes, which is not the member's own word. */
export const ApprovedBy = z.enum(['signedIn', 'code', 'officeCode'])
export type ApprovedBy = z.infer<typeof ApprovedBy>

export const Signing = z.object({
  meetingId: Id,
  title: z.string(),
  heldOn: LocalDate,
  unitName: z.string(),
  /** Stands in print on the sheets; null: nothing to sign yet. */
  code: z.string().nullable(),
  text: z.object({ text: z.string(), digest: TextDigest }).nullable(),
  /** What was to be signed before, the first one first, with how many approved it. */
  earlier: z.array(
    z.object({ number: z.number().int(), text: z.string(), digest: TextDigest, replacedAt: Instant, approvals: z.number().int() }),
  ),
  /** What is put to the vote there, each with its words: the text to sign, where nobody has written another around it. Empty: no vote. */
  proposed: z.string(),
  /** Titles of what is put to the vote and does not stand word for word in the text. */
  missing: z.array(z.string()),
  /** 0: nothing to sign yet. */
  version: z.number().int(),
  /** Everyone who takes part, in the order of the roll; empty for whoever may not read the roll. */
  signers: z.array(z.object({ name: z.string(), approvedAt: Instant.nullable(), by: ApprovedBy.nullable() })),
  /** Members’ own approvals of the text as it stands. */
  approvals: z.number().int(),
  sheets: z.array(Sheet),
  allowedActions: z.array(z.string()),
})
export type Signing = z.infer<typeof Signing>

/** A text that waits for one's own approval, or has it. */
export const OwnText = z.object({
  meetingId: Id,
  title: z.string(),
  heldOn: LocalDate,
  text: z.string(),
  digest: TextDigest,
  approvedAt: Instant.nullable(),
  /** False: approved by a code from the office that keeps the minutes, so that it does not count yet. */
  isOwn: z.boolean(),
})
export type OwnText = z.infer<typeof OwnText>

export const problems = {
  olderText: {
    type: '/problems/signatures/older-text',
    status: 409,
    title: '文字已经改过',
    remedy: '请看过现在的文字，再同意。',
  },
} as const satisfies Record<string, ProblemKind>

const meeting = z.object({ meetingId: Id })
const sheet = z.object({ sheetId: Id })
export const mostSheetBytes = 10 * 1024 * 1024

export const endpoints = {
  get: defineEndpoint({
    name: 'signatures.get',
    method: 'GET',
    path: '/meetings/:meetingId/signatures',
    summary: 'What a meeting signs: the text, who approved it, the sheets.',
    access: 'staff',
    params: meeting,
    response: Signing,
  }),
  setText: defineEndpoint({
    name: 'signatures.setText',
    method: 'PUT',
    path: '/meetings/:meetingId/signature-text',
    summary:
      'Put the text that is signed; approvals of another text no longer count, and that text stays to be read. The first time gives the meeting its code. What was signed about a vote that is over stays as it is.',
    access: 'staff',
    params: meeting,
    body: z.object({ text: typed('文字', 2, 20_000) }),
    response: Signing,
    problems: [common.editedMeanwhile, common.preconditionRequired],
  }),
  bring: defineEndpoint({
    name: 'signatures.bring',
    method: 'POST',
    path: '/meetings/:meetingId/signature-sheets',
    summary: 'Bring a photo of a signed sheet, with the code that stands on it. The answer says if it was refused, and why.',
    access: 'staff',
    params: meeting,
    query: z.object({ code: z.string().min(1, '请填表上的编号').max(40) }),
    upload: { mediaType: 'image/jpeg', mostBytes: mostSheetBytes },
    response: Sheet,
    creates: true,
    problems: [common.tooLarge, common.unsupported],
  }),
  picture: defineEndpoint({
    name: 'signatures.picture',
    method: 'GET',
    path: '/signature-sheets/:sheetId/picture',
    summary: 'The photo of a sheet, without what the camera wrote into the file.',
    access: 'staff',
    params: sheet,
    response: FileAnswer,
    download: ['image/jpeg'],
  }),
  compare: defineEndpoint({
    name: 'signatures.compare',
    method: 'PUT',
    path: '/signature-sheets/:sheetId/comparison',
    summary: 'Say whether two sheets are one and the same; two people of one mind decide, never who brought it.',
    access: 'staff',
    params: sheet,
    body: z.object({ verdict: Verdict }),
    response: Sheet,
  }),
  mine: defineEndpoint({
    name: 'signatures.mine',
    method: 'GET',
    path: '/my/texts',
    summary: 'Texts of meetings that one takes part in, for one’s own approval.',
    access: 'subject',
    response: z.object({ items: z.array(OwnText) }),
  }),
  approve: defineEndpoint({
    name: 'signatures.approve',
    method: 'PUT',
    path: '/my/texts/:meetingId/approval',
    summary: 'Approve exactly this text, for oneself; signed in or with a one-time code.',
    access: 'subject',
    params: meeting,
    body: z.object({ digest: TextDigest }),
    response: OwnText,
    problems: [problems.olderText],
  }),
}
