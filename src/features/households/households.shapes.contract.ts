/**
 * Households (户): the shapes that cross the wire, and the refusals.
 *
 * A household is a number, a grid, a head, an address and perhaps a telephone: no list of people, no identity number, no
 * relations, no status. Source: domain §7, §8 (never collect), §32.2 (P1).
 */
import { z } from 'zod'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

/** Which contacts a list asks for. */
export const ContactFilter = z.enum(['with', 'without', 'waiting'])
export type ContactFilter = z.infer<typeof ContactFilter>

export const HouseholdState = z.enum(['occupied', 'movedOut', 'merged', 'enteredInError'])
export type HouseholdState = z.infer<typeof HouseholdState>

export const ContactPreference = z.enum(['atHome', 'byPhone', 'none'])
export type ContactPreference = z.infer<typeof ContactPreference>

export const HouseholdVerb = z.enum(['moveIn', 'moveOut', 'relocate', 'changeHead', 'split', 'merge', 'enterInError'])
export type HouseholdVerb = z.infer<typeof HouseholdVerb>

export const SealedField = z.enum(['head', 'address', 'phone'])
export type SealedField = z.infer<typeof SealedField>

/** Why a sealed field is opened; the household reads it. */
export const RevealReason = z.enum(['visit', 'call', 'correct', 'card', 'request', 'export'])
/** Reasons that one chooses; an export has its own. */
export const ChosenRevealReason = RevealReason.exclude(['export'])
export type ChosenRevealReason = z.infer<typeof ChosenRevealReason>
export type RevealReason = z.infer<typeof RevealReason>

/** How someone agreed for whom another enters it. */
export const ConsentBasis = z.enum(['present', 'byPhone', 'atHome'])
export type ConsentBasis = z.infer<typeof ConsentBasis>

export const HouseholdContactState = z.enum(['proposed', 'active', 'declined', 'ended'])
export type HouseholdContactState = z.infer<typeof HouseholdContactState>

export const ContactSide = z.enum(['member', 'household'])
export type ContactSide = z.infer<typeof ContactSide>

export const ContactWish = z.enum(['member', 'household', 'village'])
export type ContactWish = z.infer<typeof ContactWish>

export const EndReason = z.enum([
  'movedOut',
  'merged',
  'enteredInError',
  'memberLeft',
  'memberExempt',
  'memberAsked',
  'memberFull',
  'householdAsked',
  'consentWithdrawn',
  'other',
])
export type EndReason = z.infer<typeof EndReason>

export const ExemptReason = z.enum(['aged', 'ill', 'away', 'other'])
export type ExemptReason = z.infer<typeof ExemptReason>

export const HeadName = typed('户主姓名', 1, 50)
export const Address = typed('地址', 2, 200)

export const HouseholdContact = z.object({
  id: Id,
  householdId: Id,
  householdCode: z.string(),
  memberId: Id,
  memberName: z.string(),
  state: HouseholdContactState,
  proposedBy: ContactWish,
  proposedOn: LocalDate,
  memberAgreedOn: LocalDate.nullable(),
  memberAgreedHow: z.enum(['self', 'onBehalf']).nullable(),
  householdAgreedOn: LocalDate.nullable(),
  householdAgreedHow: z.enum(['card', 'onBehalf']).nullable(),
  nameShown: z.boolean(),
  startedOn: LocalDate.nullable(),
  endedOn: LocalDate.nullable(),
  endReason: EndReason.nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type HouseholdContact = z.infer<typeof HouseholdContact>

export const HouseholdLine = z.object({
  id: Id,
  /** 户号 */
  code: z.string(),
  unitId: Id,
  unitName: z.string(),
  state: HouseholdState,
  occupiedFrom: LocalDate,
  occupiedTo: LocalDate.nullable(),
  contactPreference: ContactPreference,
  hasPhone: z.boolean(),
  /** The open contact, if there is one. */
  contact: z.object({ id: Id, state: HouseholdContactState, memberName: z.string() }).nullable(),
  /** Since when nobody keeps in touch; null while somebody does, and of a household that is gone. */
  withoutContactSince: LocalDate.nullable(),
  /** The household asked for somebody. */
  wantsContactOn: LocalDate.nullable(),
})
export type HouseholdLine = z.infer<typeof HouseholdLine>

export const HouseholdPeriod = z.object({
  from: LocalDate,
  to: LocalDate.nullable(),
  unitId: Id,
  unitName: z.string(),
  /** What the change that began the period did. */
  verb: HouseholdVerb,
})

export const HouseholdChange = z.object({
  id: Id,
  verb: HouseholdVerb,
  effectiveOn: LocalDate,
  recordedAt: Instant,
  recordedBy: z.string().nullable(),
  /** The other household of a split or merger. */
  otherId: Id.nullable(),
  otherCode: z.string().nullable(),
  undoneAt: Instant.nullable(),
  /** The last day on which it can be taken back; null when it cannot. */
  undoUntil: LocalDate.nullable(),
})
export type HouseholdChange = z.infer<typeof HouseholdChange>

/** Who opened a sealed field, and why. */
export const Reader = z.object({ at: Instant, name: z.string().nullable(), field: SealedField, reason: RevealReason })

export const Household = HouseholdLine.extend({
  mergedIntoCode: z.string().nullable(),
  cardIssuedOn: LocalDate.nullable(),
  /** When head, address and telephone were deleted, as they are six months after it left; null: they are there. */
  forgottenOn: LocalDate.nullable(),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  periods: z.array(HouseholdPeriod),
  changes: z.array(HouseholdChange),
  contacts: z.array(HouseholdContact),
  readers: z.array(Reader),
  allowedActions: z.array(z.string()),
})
export type Household = z.infer<typeof Household>

/** What its card prints; the code is told once. */
export const HouseholdCard = z.object({ id: Id, number: z.string(), code: z.string() })

export const problems = {
  codeTaken: {
    type: '/problems/households/code-taken',
    status: 409,
    title: '这个户号已有别的户在用',
    remedy: '请核对户号。户号留空，系统会编一个。',
  },
  undoTooLate: {
    type: '/problems/households/undo-too-late',
    status: 409,
    title: '登记超过30天，不能撤回',
    remedy: '请用别的办法登记现在的情况，比如再迁入一次。',
  },
  builtOn: {
    type: '/problems/households/built-on',
    status: 409,
    title: '后来又登记了别的变化',
    remedy: '请先撤回后来的那一项，再撤回这一项。',
  },
  openContact: {
    type: '/problems/households/open-contact',
    status: 409,
    title: '这一户已有联系人，或正在征求意见',
    remedy: '请先结束原来的联系，再提新的。',
  },
  contactFull: {
    type: '/problems/households/contact-full',
    status: 409,
    title: '这位党员联系的户数已到上限',
    remedy: '请另请一位党员，或先调整他联系的户。',
  },
  exempt: {
    type: '/problems/households/exempt',
    status: 409,
    title: '这位党员已免去联系户',
    remedy: '请另请一位党员。',
  },
  householdDeclines: {
    type: '/problems/households/household-declines',
    status: 409,
    title: '这一户不要联系人',
    remedy: '等这一户自己改了主意再提。',
  },
  notSealed: {
    type: '/problems/households/not-sealed',
    status: 409,
    title: '这一项没有登记',
    remedy: '可以当面问一问，再补上。',
  },
  forgotten: {
    type: '/problems/households/forgotten',
    status: 409,
    title: '这一户已经不在，姓名、地址和电话按期删了',
    remedy: '要找这一户，请到村里问一问。',
  },
  tooManyHomes: {
    type: '/problems/households/too-many-homes',
    status: 409,
    title: '户数太多，一次导不完',
    remedy: '请分网格导出。',
  },
  wrongCard: {
    type: '/problems/households/wrong-card',
    status: 404,
    title: '户号和卡上的码对不上',
    remedy: '请照着联系卡再输一次。卡丢了，到村里换一张。',
  },
} as const satisfies Record<string, ProblemKind>
