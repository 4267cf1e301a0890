/** Whose register there is (有名册的会议): apart from the other shapes, because the console's first page asks for no more. */
import type { z } from 'zod'
import { DecidingBody } from '#features/thresholds/thresholds.shapes.contract.ts'

/** Bodies that keep a register of their own; a branch's members are in their memberships. */
export const RegisterBody = DecidingBody.exclude(['branchMeeting', 'membersReview'])
export type RegisterBody = z.infer<typeof RegisterBody>
