/**
 * Attachments of voting meetings (会议附件): what crosses the wire.
 *
 * Word, Excel, PDF and photos, of the meeting or of one matter. No step asks for one. Source: domain §5.3.
 */
import { z } from 'zod'
import { documentTypes, mostDocumentBytes } from '#platform/shared/document-types.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { FileAnswer, Id } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { VotingDetail } from './votes.shapes.contract.ts'

export const fileProblems = {
  fileUnknown: {
    type: '/problems/votes/file-unknown',
    status: 422,
    title: '只收Word、Excel、PDF和照片',
    remedy: '请另存为docx、xlsx、pdf或jpg，再上传。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ meetingId: Id })

export const fileEndpoints = {
  attach: defineEndpoint({
    name: 'votes.attach',
    method: 'POST',
    path: '/voting-meetings/:meetingId/files',
    summary: 'Add an attachment to the meeting, or to one of its matters: docx, xlsx, pdf or a photo. Never required.',
    access: 'staff',
    params: one,
    query: z.object({ ballotId: Id.optional() }),
    upload: { mediaType: 'application/octet-stream', mostBytes: mostDocumentBytes },
    response: VotingDetail,
    creates: true,
    problems: [fileProblems.fileUnknown, common.tooLarge, common.unsupported],
  }),
  file: defineEndpoint({
    name: 'votes.file',
    method: 'GET',
    path: '/voting-meetings/:meetingId/files/:fileId',
    summary: 'An attachment, for those who may read the roll and the minutes; a photo without what the camera wrote into it.',
    access: 'staff',
    params: one.extend({ fileId: Id }),
    response: FileAnswer,
    download: [...documentTypes, 'image/jpeg'],
  }),
  detach: defineEndpoint({
    name: 'votes.detach',
    method: 'DELETE',
    path: '/voting-meetings/:meetingId/files/:fileId',
    summary: 'Take an attachment away, until the minutes are written.',
    access: 'staff',
    params: one.extend({ fileId: Id }),
    response: VotingDetail,
  }),
}
