/** Volunteer certificates (志愿服务证明): finding one and showing it, with what may be done now. */
import type { Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import type { Certificate, CertificateDetail } from './certificates.contract.ts'
import { certificatePolicy, type CertificateFacts } from './certificates.policy.ts'
import { entriesOf, findCertificate, type CertificateRow } from './certificates.queries.ts'
import { isNoticeOver, postedUntil, stateOn } from './certificates.rules.ts'

/** The code beside the QR: 40 bits that follow from the certificate under the town's key, so that it can be printed again. */
export function codeOf({ sealing }: Pick<Context, 'sealing'>, certificateId: string): string {
  // without 0, O, 1 and I, which people take for one another
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return [...sealing.index(certificateId, 'certificate.code').subarray(0, 8)].map(byte => letters[byte & 31]).join('')
}

export function found(row: CertificateRow | undefined): CertificateRow {
  if (!row) throw new Problem(common.notFound, '没有这份证明，或不归您看。')
  return row
}
export const subjectOf = ({ id, unitId }: CertificateRow) => ({ kind: 'certificate', id, unitId })
export const factsOf = (row: CertificateRow, today: string): CertificateFacts => ({
  personId: row.personId,
  path: row.path,
  state: stateOn(row, today),
  isNoticeOver: isNoticeOver(row.postedOn, today),
  revokeAskedBy: row.revokeAskedBy,
})

export function present({ actor, now, today }: Context, row: CertificateRow): Certificate {
  const { path: _, askedAt: __, credential: ___, line: ____, revokeAskedBy: _____, fromOn: from, toOn: to, ...rest } = row
  const facts = factsOf(row, today)
  return {
    ...rest,
    from,
    to,
    state: facts.state,
    postedUntil: postedUntil(row.postedOn),
    allowedActions: certificatePolicy.allowed(actor, facts, now),
  }
}

export async function show(context: Context, id: string): Promise<CertificateDetail> {
  const row = found(await findCertificate(context.db, context.today, id))
  const code = row.serial === null ? null : codeOf(context, id)
  return { ...present(context, row), entries: await entriesOf(context.db, id), line: row.line, code }
}
