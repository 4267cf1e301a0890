/**
 * What the entry of a matter asks for beside its steps (清单的要求): what crosses the wire.
 *
 * The town's answer to the text, the listing on the trading platform, and papers by name. Source: domain §4.
 */
import { z } from 'zod'
import { documentTypes, mostDocumentBytes } from '#platform/shared/document-types.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { FileAnswer, Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { Decision, problems } from './decisions.shapes.contract.ts'

export const fileProblems = {
  fileUnknown: {
    type: '/problems/decisions/file-unknown',
    status: 422,
    title: '只收Word、Excel、PDF和照片',
    remedy: '请另存为docx、xlsx、pdf或jpg，再上传。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ decisionId: Id })
const aFile = one.extend({ fileId: Id })
const gated = [problems.gateClosed, common.editedMeanwhile, common.preconditionRequired]

export const paperEndpoints = {
  preCheck: defineEndpoint({
    name: 'decisions.preCheck',
    method: 'PUT',
    path: '/decisions/:decisionId/pre-check',
    summary: 'Enter what the town says of the text before it goes to the vote, where the entry asks for it; once for each text.',
    access: 'staff',
    params: one,
    body: z.object({
      onDay: LocalDate,
      outcome: z.enum(['passed', 'returned']),
      document: typed('文件', 0, 100).default(''),
      reason: typed('意见', 0, 500).default(''),
    }),
    response: Decision,
    problems: [...gated, problems.alreadyAnswered],
  }),
  enterListing: defineEndpoint({
    name: 'decisions.enterListing',
    method: 'PUT',
    path: '/decisions/:decisionId/listing',
    summary: 'Enter the number and the day of the listing on the asset-trading platform, where the entry asks for it; the newest counts.',
    access: 'staff',
    params: one,
    body: z.object({ onDay: LocalDate, number: typed('挂牌编号', 2, 60) }),
    response: Decision,
    problems: gated,
  }),
  attach: defineEndpoint({
    name: 'decisions.attach',
    method: 'POST',
    path: '/decisions/:decisionId/files',
    summary: 'Add a paper that the entry asks for by name: docx, xlsx, pdf or a photo of the paper; several may make up one.',
    access: 'staff',
    params: one,
    query: z.object({ attachment: typed('材料', 2, 40) }),
    upload: { mediaType: 'application/octet-stream', mostBytes: mostDocumentBytes },
    response: Decision,
    creates: true,
    problems: [fileProblems.fileUnknown, common.tooLarge, common.unsupported],
  }),
  file: defineEndpoint({
    name: 'decisions.file',
    method: 'GET',
    path: '/decisions/:decisionId/files/:fileId',
    summary: 'A paper of the matter, for those whose matter it is and those above.',
    access: 'staff',
    params: aFile,
    response: FileAnswer,
    download: [...documentTypes, 'image/jpeg'],
  }),
  detach: defineEndpoint({
    name: 'decisions.detach',
    method: 'DELETE',
    path: '/decisions/:decisionId/files/:fileId',
    summary: 'Take a paper away; one that lay before a vote stays.',
    access: 'staff',
    params: aFile,
    response: Decision,
    problems: [problems.gateClosed],
  }),
}
