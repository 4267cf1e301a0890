/**
 * Disclosure (公示公开): what crosses the wire.
 *
 * The office writes a notice, a supervisor publishes it, anyone may object, supervisors and town decide, and the result is written
 * before anything goes on. Source: conventions 2.2 (NOT-01 to NOT-06); PIPL 47, 55, 56.
 */
import { z } from 'zod'
import { NoDanger, problems as requestProblems, Receipt } from '#features/requests/requests.contract.ts'
import { documentTypes, mostDocumentBytes } from '#platform/shared/document-types.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, FileAnswer, Id, Limit, LocalDate, Mobile, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { problems } from './disclosures.problems.contract.ts'
import {
  Notice,
  NoticeElement,
  NoticeFields,
  NoticeFinding,
  NoticeStateName,
  NoticeSummary,
  NoticeType,
  Objection,
  ObjectionOutcome,
} from './disclosures.shapes.contract.ts'

export * from './disclosures.problems.contract.ts'
export * from './disclosures.shapes.contract.ts'

const one = z.object({ noticeId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const step = { access: 'staff', method: 'PUT', params: one, response: Notice, problems: versioned } as const
const name = typed('姓名', 1, 50).optional()
const words = z.object({
  text: typed('有什么异议', 4, 2000),
  /** Left out: anonymous, and taken all the same. */
  name,
  phone: Mobile.optional(),
})

export const endpoints = {
  list: defineEndpoint({
    name: 'disclosures.list',
    method: 'GET',
    path: '/notices',
    summary: 'Notices of a place and below, the newest first: the published for everyone, drafts where they are written and above.',
    access: 'public',
    query: z.object({
      below: Id.optional(),
      type: NoticeType.optional(),
      state: NoticeStateName.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(NoticeSummary),
  }),
  get: defineEndpoint({
    name: 'disclosures.get',
    method: 'GET',
    path: '/notices/:noticeId',
    summary: 'One notice with all its versions, objections, the result, and when it hung on the wall.',
    access: 'public',
    params: one,
    response: Notice,
  }),
  file: defineEndpoint({
    name: 'disclosures.file',
    method: 'GET',
    path: '/notices/:noticeId/files/:fileId',
    summary: 'An attachment, as it was uploaded.',
    access: 'public',
    params: one.extend({ fileId: Id }),
    response: FileAnswer,
    download: documentTypes,
  }),
  poster: defineEndpoint({
    name: 'disclosures.poster',
    method: 'GET',
    path: '/notices/:noticeId/poster',
    summary: 'The newest version on A4 for the board, with a QR that leads to its check: pdf to print, or docx.',
    access: 'public',
    params: one,
    query: z.object({ form: z.enum(['pdf', 'docx']).default('pdf') }),
    response: FileAnswer,
    download: ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    limit: 'export',
    problems: [problems.nothingToPost],
  }),
  draft: defineEndpoint({
    name: 'disclosures.draft',
    method: 'POST',
    path: '/notices',
    summary: 'Begin a notice; `follows` names an earlier one whose subject it shares.',
    access: 'staff',
    body: z.object({ type: NoticeType, unitId: Id, title: typed('标题', 4, 60), follows: Id.optional() }),
    response: Notice,
    creates: true,
  }),
  write: defineEndpoint({
    ...step,
    name: 'disclosures.write',
    path: '/notices/:noticeId/text',
    summary: 'Write what is being written anew, and whom it concerns; If-Match names the version that was read.',
    body: z.object({ fields: NoticeFields, near: z.array(Id).max(50).default([]) }),
  }),
  mask: defineEndpoint({
    ...step,
    name: 'disclosures.mask',
    path: '/notices/:noticeId/masking',
    summary: 'Take over the masking suggestions for everything found in title, basis, text and table.',
  }),
  attach: defineEndpoint({
    name: 'disclosures.attach',
    method: 'POST',
    path: '/notices/:noticeId/files',
    summary: 'Add an attachment: docx, xlsx or pdf.',
    access: 'staff',
    params: one,
    upload: { mediaType: 'application/octet-stream', mostBytes: mostDocumentBytes },
    response: Notice,
    creates: true,
    problems: [problems.fileUnknown, common.tooLarge, common.unsupported],
  }),
  detach: defineEndpoint({
    name: 'disclosures.detach',
    method: 'DELETE',
    path: '/notices/:noticeId/files/:fileId',
    summary: 'Take an attachment out of what is being written.',
    access: 'staff',
    params: one.extend({ fileId: Id }),
    response: Notice,
  }),
  findings: defineEndpoint({
    name: 'disclosures.findings',
    method: 'GET',
    path: '/notices/:noticeId/findings',
    summary: 'What the notice still lacks, and the personal data in its text, table and attachments, with masking suggestions.',
    access: 'staff',
    params: one,
    response: z.object({ missing: z.array(NoticeElement), items: z.array(NoticeFinding) }),
  }),
  acceptFinding: defineEndpoint({
    name: 'disclosures.acceptFinding',
    method: 'PUT',
    path: '/notices/:noticeId/findings/:digest',
    summary: 'Publish a telephone number or an address all the same, with an assessment of its effect, kept for three years.',
    access: 'staff',
    params: one.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/) }),
    body: z.object({
      purpose: typed('为什么要公开', 4, 500),
      effect: typed('对本人有什么影响和风险', 4, 500),
      measures: typed('怎样保护', 4, 500),
    }),
    response: z.object({ items: z.array(NoticeFinding) }),
    problems: [problems.neverAccepted, problems.findingGone],
  }),
  submit: defineEndpoint({
    ...step,
    name: 'disclosures.submit',
    path: '/notices/:noticeId/submission',
    summary: 'Hand it to a supervisor: nothing is missing and the gate found nothing that stands.',
    problems: [...versioned, problems.incomplete, problems.personalFindings, problems.tooLateForPolling],
  }),
  sendBack: defineEndpoint({
    ...step,
    name: 'disclosures.sendBack',
    path: '/notices/:noticeId/return',
    summary: 'Back to the office, which must change something.',
  }),
  discard: defineEndpoint({
    ...step,
    name: 'disclosures.discard',
    path: '/notices/:noticeId/discard',
    summary: 'Drop what is being written; what is published stays.',
  }),
  publish: defineEndpoint({
    ...step,
    name: 'disclosures.publish',
    path: '/notices/:noticeId/publication',
    summary: 'Publish it: a supervisor, not who wrote or submitted it, and not near to whom it concerns. It goes into the public record.',
    body: z.object({ notNear: z.literal(true, '要确认自己和当事人没有近亲属关系') }),
    problems: [...versioned, problems.incomplete, problems.personalFindings, problems.tooLateForPolling],
  }),
  correct: defineEndpoint({
    ...step,
    name: 'disclosures.correct',
    path: '/notices/:noticeId/correction',
    summary: 'Begin a correction: the next version, whose period starts anew. The version before stays visible.',
    body: z.object({ reason: typed('为什么更正', 4, 200) }),
  }),
  object: defineEndpoint({
    name: 'disclosures.object',
    method: 'POST',
    path: '/notices/:noticeId/objections',
    summary: 'Object, named or not, without an account. The clock stands still until it is decided.',
    access: 'public',
    params: one,
    body: words,
    response: z.object({ number: z.number().int() }),
    creates: true,
    limit: 'submit',
    problems: [problems.periodOver],
  }),
  receive: defineEndpoint({
    name: 'disclosures.receive',
    method: 'POST',
    path: '/notices/:noticeId/received-objections',
    summary: 'Enter an objection that came by telephone, on paper or at the counter, with the day on which it came.',
    access: 'staff',
    params: one,
    body: words.extend({ channel: z.enum(['phone', 'paper', 'counter']), receivedOn: LocalDate }),
    response: Objection,
    creates: true,
    problems: [problems.periodOver],
  }),
  decide: defineEndpoint({
    name: 'disclosures.decide',
    method: 'POST',
    path: '/notices/:noticeId/objections/:objectionId/opinions',
    summary: 'Say whether an objection is right, for the supervisors or the town. When both say the same it is decided.',
    access: 'staff',
    params: one.extend({ objectionId: Id }),
    body: z.object({ outcome: ObjectionOutcome, reason: typed('理由', 4, 400) }),
    response: Notice,
    creates: true,
  }),
  question: defineEndpoint({
    name: 'disclosures.question',
    method: 'POST',
    path: '/notices/:noticeId/questions',
    summary: 'Doubt that what is published is true or whole: a case that the town keeps, past the village (NOT-05).',
    access: 'public',
    params: one,
    body: z.object({ text: typed('有什么疑问', 4, 1000), contactName: name, contactPhone: Mobile.optional(), noDanger: NoDanger }),
    response: Receipt,
    creates: true,
    limit: 'submit',
    problems: [requestProblems.emergency],
  }),
  conclude: defineEndpoint({
    ...step,
    name: 'disclosures.conclude',
    path: '/notices/:noticeId/result',
    summary: 'Write the result once the period is over: what was objected to and what became of it.',
    body: z.object({ text: typed('公示结果', 4, 1000) }),
  }),
  post: defineEndpoint({
    name: 'disclosures.post',
    method: 'POST',
    path: '/notices/:noticeId/postings',
    summary: 'Record where and since when the sheet hangs on the wall. No photo is asked for.',
    access: 'staff',
    params: one,
    body: z.object({ place: typed('贴在哪里', 2, 60), postedOn: LocalDate }),
    response: Notice,
    creates: true,
  }),
  takeDown: defineEndpoint({
    name: 'disclosures.takeDown',
    method: 'PUT',
    path: '/notices/:noticeId/postings/:postingId/removal',
    summary: 'Record on which day the sheet came off the wall.',
    access: 'staff',
    params: one.extend({ postingId: Id }),
    body: z.object({ removedOn: LocalDate }),
    response: Notice,
  }),
  unpublish: defineEndpoint({
    ...step,
    name: 'disclosures.unpublish',
    path: '/notices/:noticeId/unpublication',
    summary:
      'Take a list of persons down because its purpose has ended; the archive keeps it, and everyone sees that it was here and why it went.',
    body: z.object({ reason: typed('为什么撤下名单', 4, 200) }),
  }),
}
