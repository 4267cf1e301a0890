/**
 * Plates of Party-member households (党员户挂牌): what crosses the wire.
 *
 * A plate hangs only where the household and every member it names said yes, and comes down when one of them says no; nobody asks
 * why. There is no target and no list of households without one. Source: domain §15; 个人信息保护法 art. 15, 25, 28.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { FileAnswer, Id, LocalDate } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { PlateBasis, PlateState, RemoveReason, ReplaceReason } from './plates.shapes.contract.ts'

export * from './plates.shapes.contract.ts'

export const problems = {
  hasPlate: {
    type: '/problems/plates/has-plate',
    status: 409,
    title: '这一户已经有牌，或正在办',
    remedy: '请打开那块牌看。坏了、丢了请换牌。',
  },
} as const satisfies Record<string, ProblemKind>

export const PlateMember = z.object({
  personId: Id,
  name: z.string(),
  agreedOn: LocalDate.nullable(),
  /** Agreed that the name stands on the page behind the QR. */
  names: z.boolean(),
})
export type PlateMember = z.infer<typeof PlateMember>

export const Plate = z.object({
  id: Id,
  /** Null for those who may not read the household. */
  householdId: Id.nullable(),
  householdCode: z.string().nullable(),
  unitName: z.string(),
  state: PlateState,
  offeredOn: LocalDate,
  householdAgreedOn: LocalDate.nullable(),
  householdNames: z.boolean(),
  number: z.string().nullable(),
  issuedOn: LocalDate.nullable(),
  mountedOn: LocalDate.nullable(),
  /** The first day on which it is no longer valid. */
  endedOn: LocalDate.nullable(),
  replaceReason: ReplaceReason.nullable(),
  removeReason: RemoveReason.nullable(),
  members: z.array(PlateMember),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Plate = z.infer<typeof Plate>

/** What a household reads of its plate. */
export const CardPlate = z.object({
  state: PlateState,
  householdAgreed: z.boolean(),
  number: z.string().nullable(),
  members: z.array(z.string()),
})
/** What a member named reads of a plate. */
export const OwnPlate = z.object({
  id: Id,
  unitName: z.string(),
  state: PlateState,
  number: z.string().nullable(),
  agreedOn: LocalDate.nullable(),
  allowedActions: z.array(z.string()),
})
export type OwnPlate = z.infer<typeof OwnPlate>
export const PlateCard = z.object({ plate: CardPlate.nullable(), allowedActions: z.array(z.string()) })
export type PlateCard = z.infer<typeof PlateCard>

const one = z.object({ plateId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const staff = { access: 'staff', params: one, response: Plate } as const
const asHousehold = { access: 'household', response: PlateCard } as const
/** Whose word it is: the household's, or a named member's. */
const party = { personId: Id.nullable() }
const names = z.boolean().default(false)

export const endpoints = {
  mine: defineEndpoint({
    name: 'plates.mine',
    method: 'GET',
    path: '/my/plates',
    summary: 'Plates that name me and are on their way or hang: signed in, or with the one-time code of the window.',
    access: 'subject',
    response: z.object({ items: z.array(OwnPlate) }),
  }),
  list: defineEndpoint({
    name: 'plates.list',
    method: 'GET',
    path: '/plates',
    summary: 'Plates that one may read, by the number of the household: of the branch or village, and those that name oneself.',
    access: 'staff',
    query: z.object({
      below: Id.optional(),
      state: PlateState.optional(),
      cursor: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(25),
    }),
    response: z.object({
      items: z.array(Plate),
      nextCursor: z.string().nullable(),
      total: z.number().int(),
      allowedActions: z.array(z.string()),
    }),
  }),
  get: defineEndpoint({ ...staff, name: 'plates.get', method: 'GET', path: '/plates/:plateId', summary: 'One plate, and who said yes.' }),
  offer: defineEndpoint({
    name: 'plates.offer',
    method: 'POST',
    path: '/plates',
    summary: 'Offer a household a plate that names its full members; nothing hangs before all agreed.',
    access: 'staff',
    body: z.object({ householdId: Id, memberIds: z.array(Id).min(1, '请选至少一位正式党员').max(10, '最多10位') }),
    response: Plate,
    creates: true,
    problems: [problems.hasPlate],
  }),
  agreeFor: defineEndpoint({
    ...staff,
    name: 'plates.agreeFor',
    method: 'PUT',
    path: '/plates/:plateId/consent',
    summary: 'Enter that the household (personId null) or a member agreed, and how.',
    body: z.object({ ...party, basis: PlateBasis, names }),
  }),
  withdrawFor: defineEndpoint({
    ...staff,
    name: 'plates.withdrawFor',
    method: 'PUT',
    path: '/plates/:plateId/withdrawal',
    summary: 'Enter that the household (personId null) or a member takes the consent back; nobody asks why.',
    body: z.object(party),
  }),
  agree: defineEndpoint({
    ...staff,
    access: 'subject',
    name: 'plates.agree',
    method: 'PUT',
    path: '/plates/:plateId/my-consent',
    summary: 'I agree that the plate says there is a member here; with my name only if I say so.',
    body: z.object({ names }),
  }),
  withdraw: defineEndpoint({
    ...staff,
    access: 'subject',
    name: 'plates.withdraw',
    method: 'PUT',
    path: '/plates/:plateId/my-withdrawal',
    summary: 'I take my consent back: the plate is no longer valid from now on.',
  }),
  issue: defineEndpoint({
    ...staff,
    name: 'plates.issue',
    method: 'PUT',
    path: '/plates/:plateId/issuance',
    summary: 'Issue the plate with the next number of the village, once all agreed.',
    problems: versioned,
  }),
  mount: defineEndpoint({
    ...staff,
    name: 'plates.mount',
    method: 'PUT',
    path: '/plates/:plateId/mounting',
    summary: 'Enter the day on which it was fixed at the door.',
    body: z.object({ on: LocalDate }),
    problems: versioned,
  }),
  replace: defineEndpoint({
    ...staff,
    name: 'plates.replace',
    method: 'POST',
    path: '/plates/:plateId/replacement',
    summary: 'A new plate of the same number; the old one’s QR is no longer valid. Answers with the new one.',
    creates: true,
    body: z.object({ reason: ReplaceReason }),
    problems: versioned,
  }),
  remove: defineEndpoint({
    ...staff,
    name: 'plates.remove',
    method: 'PUT',
    path: '/plates/:plateId/removal',
    summary: 'Enter that it was taken down, or never hung.',
    body: z.object({ reason: RemoveReason }),
    problems: versioned,
  }),
  sheet: defineEndpoint({
    name: 'plates.sheet',
    method: 'GET',
    path: '/plates/sheet',
    summary: 'The issued plates of a place to print, each with the address of its QR; none whose consent was withdrawn.',
    access: 'staff',
    query: z.object({ below: Id.optional() }),
    response: z.object({
      items: z.array(z.object({ number: z.string(), villageName: z.string(), address: z.string() })),
    }),
  }),
  export: defineEndpoint({
    name: 'plates.export',
    method: 'POST',
    path: '/plate-exports',
    summary: 'The plates of a place as a workbook.',
    access: 'staff',
    limit: 'export',
    body: z.object({ unitId: Id }),
    response: FileAnswer,
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  }),
  showCard: defineEndpoint({
    ...asHousehold,
    name: 'plates.showCard',
    method: 'GET',
    path: '/household-cards/mine/plate',
    summary: 'The plate that is offered to my household, or hangs at its door.',
  }),
  agreeByCard: defineEndpoint({
    ...asHousehold,
    name: 'plates.agreeByCard',
    method: 'PUT',
    path: '/household-cards/mine/plate/consent',
    summary: 'We agree to the plate.',
    body: z.object({ names }),
  }),
  withdrawByCard: defineEndpoint({
    ...asHousehold,
    name: 'plates.withdrawByCard',
    method: 'PUT',
    path: '/household-cards/mine/plate/withdrawal',
    summary: 'We do not want it, or no longer: it is not valid from now on.',
  }),
}
