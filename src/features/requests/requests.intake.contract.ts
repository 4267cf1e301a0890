/** Requests (诉求): what is said when a case comes in, and what of it is put right while it goes on. */
import { z } from 'zod'
import { Id, Mobile, typed } from '#platform/shared/primitives.ts'
import { writtenNumber } from '#platform/shared/written-number.ts'
import { type Channel, ConsentBasis, optionalText } from './requests.shapes.contract.ts'

export const Text = typed('什么事', 4, 1000)
/** A checkbox of a plain form, or a boolean. */
const Tick = z.preprocess(value => value === true || value === 'on' || value === 'true' || value === '1', z.boolean())

/** Said by whoever was asked because of the words: there is no danger now, so that the case is taken in. */
export const NoDanger = Tick

const what = {
  text: Text,
  unitId: z.uuid('请选村（社区）'),
  near: typed('附近有什么', 1, 100),
  contactName: optionalText(typed('称呼', 1, 50)),
  contactPhone: optionalText(Mobile),
  /** Agreed that the matter is shown to the public, without the reporter. */
  publicAgreed: Tick,
  /** About the village's own officials: it goes around the village. */
  aboutOfficials: Tick,
  noDanger: NoDanger,
}
export const Submission = z.object({
  ...what,
  formKey: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
})

/** The number that 12345 gave its order. A telephone is none: the number stands in lists and in exports. */
export const OutsideNumber = typed('热线编号', 1, 40)
  .transform(writtenNumber)
  .refine(number => [...number].length <= 40, '热线编号最多40个字')
  .refine(number => !Mobile.safeParse(number).success, '这里写热线工单的编号，不写电话')

/** Entered before, and yet another matter: said by whoever was told of the first. */
const Apart = Tick.optional()

/** By what a resident can have agreed who came that way: nobody is present on the telephone, and only 12345 sends an order. */
export const basesOf = {
  counter: ['present', 'byPhone'],
  phone: ['byPhone'],
  visit: ['atHome', 'present', 'byPhone'],
  hotline: ['hotlineRecord', 'byPhone'],
} as const satisfies Record<Exclude<Channel, 'web'>, readonly ConsentBasis[]>

export const Entry = z
  .object({
    ...what,
    address: optionalText(typed('住址', 2, 100)),
    channel: z.enum(['counter', 'phone', 'visit', 'hotline']),
    outsideNumber: optionalText(OutsideNumber),
    apart: Apart,
    consentBasis: ConsentBasis,
  })
  .superRefine(({ channel, outsideNumber, consentBasis }, context) => {
    const wrong = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (channel === 'hotline' && outsideNumber === undefined) wrong('outsideNumber', '请写热线编号')
    if (channel !== 'hotline' && outsideNumber !== undefined) wrong('outsideNumber', '只有12345热线转来的才写热线编号')
    const bases: readonly ConsentBasis[] = basesOf[channel]
    if (!bases.includes(consentBasis)) wrong('consentBasis', '和来的方式对不上，请重新选')
  })

/** What of a case is put right while it goes on. The number of a hotline left out: stays. */
export const Wording = z.object({
  title: typed('标题', 2, 40),
  categoryId: Id.nullable(),
  publicLine: z.preprocess(value => value || null, typed('公开的一句话', 2, 80).nullable()),
  outsideNumber: optionalText(OutsideNumber),
  apart: Apart,
})
