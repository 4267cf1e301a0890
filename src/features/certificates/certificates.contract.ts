/**
 * Volunteer certificates (志愿服务证明): what crosses the wire.
 *
 * Free, true, posted for seven days, with number, issuer and grade of every hour. Source: 民政部令第67号; 民发〔2015〕149号; 志愿服务条例 §19.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, FileAnswer, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { VolunteerCertificateState } from './certificates.shapes.contract.ts'

export * from './certificates.shapes.contract.ts'
/** Why a certificate is not believed, or that it is. */
export const Verdict = z.enum(['valid', 'altered', 'unknownKey', 'leakedKey', 'revoked', 'expired', 'unreadable'])
export type Verdict = z.infer<typeof Verdict>

export const problems = {
  nothingToCertify: {
    type: '/problems/certificates/nothing-to-certify',
    status: 409,
    title: '这段时间没有能开证明的时长',
    remedy: '只证明①和②，过了7天核对期才算。请换一段时间，或换出具单位。',
  },
  alreadyAsked: {
    type: '/problems/certificates/already-asked',
    status: 409,
    title: '同样的证明正在公示',
    remedy: '请等公示期满，或先撤回那一份。',
  },
  hoursChanged: {
    type: '/problems/certificates/hours-changed',
    status: 409,
    title: '公示以后，时长有了更正',
    remedy: '请退回这一份，由志愿者重新申请。',
  },
} as const satisfies Record<string, ProblemKind>

const Minutes = z.number().int()
export const CertifiedEntry = z.object({
  title: z.string(),
  unitName: z.string(),
  servedOn: LocalDate,
  credited: Minutes,
  grade: z.enum(['onSite', 'organiser']),
})
export type CertifiedEntry = z.infer<typeof CertifiedEntry>

export const Certificate = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  from: LocalDate,
  to: LocalDate,
  /** Minutes by grade, never in one sum; hours entered later are not certified. */
  onSite: Minutes,
  organiser: Minutes,
  state: VolunteerCertificateState,
  postedOn: LocalDate,
  /** The last day of the notice. */
  postedUntil: LocalDate,
  refuseReason: z.string().nullable(),
  serial: z.string().nullable(),
  issuedOn: LocalDate.nullable(),
  validUntil: LocalDate.nullable(),
  responsible: z.string().nullable(),
  handlerName: z.string().nullable(),
  officePhone: z.string().nullable(),
  revokeReason: z.string().nullable(),
  revokedOn: LocalDate.nullable(),
  /** Someone else may have the key that signed it: nobody who scans it is told that it holds. */
  keyLeaked: z.boolean(),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Certificate = z.infer<typeof Certificate>
export const CertificateDetail = Certificate.extend({
  entries: z.array(CertifiedEntry),
  /** The signed line in the QR, and the code beside it; null until it is issued. */
  line: z.string().nullable(),
  code: z.string().nullable(),
})
export type CertificateDetail = z.infer<typeof CertificateDetail>

/** What the QR holds. */
export const CertifiedFacts = z.object({
  serial: z.string(),
  name: z.string(),
  unitName: z.string(),
  from: LocalDate,
  to: LocalDate,
  onSite: Minutes,
  organiser: Minutes,
  issuedOn: LocalDate,
  validUntil: LocalDate,
})
export type CertifiedFacts = z.infer<typeof CertifiedFacts>

const one = z.object({ certificateId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const Wanted = z.object({
  /** Who issues it: a village that organised, or the town. */
  unitId: Id,
  from: LocalDate,
  to: LocalDate,
  consent: z.literal(true, '要同意公示7天，才能开证明'),
})
const step = { access: 'staff', method: 'PUT', params: one, response: CertificateDetail } as const

export const endpoints = {
  mine: defineEndpoint({
    name: 'certificates.mine',
    method: 'GET',
    path: '/certificates/mine',
    summary: 'My certificates, and the units that may certify my hours.',
    access: 'subject',
    response: z.object({
      certificates: z.array(Certificate),
      issuers: z.array(z.object({ unitId: Id, unitName: z.string(), from: LocalDate, to: LocalDate, onSite: Minutes, organiser: Minutes })),
    }),
  }),
  ask: defineEndpoint({
    name: 'certificates.ask',
    method: 'POST',
    path: '/certificates/mine',
    summary: 'Ask for a certificate of my own hours; it is posted for seven days.',
    access: 'subject',
    body: Wanted,
    response: CertificateDetail,
    creates: true,
    problems: [problems.nothingToCertify, problems.alreadyAsked],
  }),
  askFor: defineEndpoint({
    name: 'certificates.askFor',
    method: 'POST',
    path: '/certificates',
    summary: 'Enter at the counter that a volunteer asks for a certificate.',
    access: 'staff',
    body: Wanted.extend({ personId: Id }),
    response: CertificateDetail,
    creates: true,
    problems: [problems.nothingToCertify, problems.alreadyAsked],
  }),
  list: defineEndpoint({
    name: 'certificates.list',
    method: 'GET',
    path: '/certificates',
    summary: 'Certificates of the units that one certifies for, the latest asked first.',
    access: 'staff',
    query: z.object({ below: Id.optional(), state: VolunteerCertificateState.optional(), cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(Certificate).extend({ total: z.number().int() }),
  }),
  get: defineEndpoint({
    name: 'certificates.get',
    method: 'GET',
    path: '/certificates/:certificateId',
    summary: 'One certificate with every entry and its grade.',
    access: 'subject',
    params: one,
    response: CertificateDetail,
  }),
  withdraw: defineEndpoint({
    ...step,
    access: 'subject',
    name: 'certificates.withdraw',
    path: '/certificates/:certificateId/withdrawal',
    summary: 'I no longer want it; the notice comes down.',
  }),
  refuse: defineEndpoint({
    ...step,
    name: 'certificates.refuse',
    path: '/certificates/:certificateId/refusal',
    summary: 'Someone objected and was right, or the hours changed: say why it is not issued.',
    body: z.object({ reason: typed('为什么不能开', 4, 200) }),
    problems: versioned,
  }),
  issue: defineEndpoint({
    ...step,
    name: 'certificates.issue',
    path: '/certificates/:certificateId/issuance',
    summary: 'Issue it with the next number of the year, signed, once it was posted for seven days.',
    body: z.object({
      responsible: typed('负责人', 1, 50),
      officePhone: typed('办公电话', 5, 20).refine(text => /^[\d -]+$/.test(text), '电话写数字和“-”'),
    }),
    problems: [...versioned, problems.hoursChanged],
  }),
  proposeRevocation: defineEndpoint({
    ...step,
    name: 'certificates.proposeRevocation',
    path: '/certificates/:certificateId/revocation-proposal',
    summary: 'Propose to revoke it, with the reason; it holds until a second person agrees.',
    body: z.object({ reason: typed('为什么撤销', 4, 200) }),
    problems: versioned,
  }),
  decideRevocation: defineEndpoint({
    ...step,
    name: 'certificates.decideRevocation',
    path: '/certificates/:certificateId/revocation',
    summary: 'Agree to the revocation, or keep the certificate; another person than who proposed it.',
    body: z.object({ agreed: z.boolean() }),
    problems: versioned,
  }),
  credential: defineEndpoint({
    name: 'certificates.credential',
    method: 'GET',
    path: '/certificates/:certificateId/credential',
    summary: 'The certificate as an Open Badges 3.0 credential, signed with eddsa-rdfc-2022.',
    access: 'subject',
    params: one,
    response: FileAnswer,
    download: ['application/ld+json'],
  }),
  check: defineEndpoint({
    name: 'certificates.check',
    method: 'POST',
    path: '/certificate-checks',
    summary: 'Does a certificate hold? By the credential, the line of its QR, or number and code.',
    access: 'public',
    limit: 'lookUp',
    body: z.object({ text: typed('证明的内容', 10, 60_000) }),
    response: z.object({ verdict: Verdict, sentence: z.string(), facts: CertifiedFacts.nullable() }),
  }),
  posted: defineEndpoint({
    name: 'certificates.posted',
    method: 'GET',
    path: '/certificate-notices',
    summary: 'What is posted now, without whole names.',
    access: 'public',
    response: z.object({
      items: z.array(
        Certificate.pick({ id: true, unitName: true, from: true, to: true, onSite: true, organiser: true, postedUntil: true }).extend({
          maskedName: z.string(),
        }),
      ),
    }),
  }),
  export: defineEndpoint({
    name: 'certificates.export',
    method: 'POST',
    path: '/volunteer-record-exports',
    summary: 'Volunteer records of a unit in the shape of the national system, with the register of certificates.',
    access: 'staff',
    limit: 'export',
    body: z.object({ unitId: Id, from: LocalDate, to: LocalDate }),
    response: FileAnswer,
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  }),
  renewKey: defineEndpoint({
    name: 'certificates.renewKey',
    method: 'POST',
    path: '/certificate-keys',
    summary: 'Sign with a new key from now on; the old public key stays published, unless someone else may have it.',
    access: 'staff',
    creates: true,
    body: z.object({ leaked: z.boolean().default(false) }),
    response: z.object({ items: z.array(z.object({ publicKey: z.string(), ended: z.boolean(), leaked: z.boolean() })) }),
  }),
}
