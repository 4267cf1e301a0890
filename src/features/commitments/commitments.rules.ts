/**
 * Commitments (双报到与领岗履职): the rules, as pure functions.
 *
 * Source: domain §11 (report-in, wish, feedback that the person reads first), §12 (five days of publication), §3 (counting days), §32.3; PIPL art. 24, 25.
 */
import { addDays, dayOf } from '#platform/shared/calendar.ts'
import { holdsPersonalNumbers } from '#platform/shared/masking.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { AppliedBy, ReportNoteState, WishState } from './commitments.shapes.contract.ts'

export const reportInMachine = defineStateMachine({
  initial: 'invited',
  states: ['invited', 'reported', 'accepted', 'refused', 'inGrid', 'renewed', 'left', 'exempt', 'withdrawn'],
  transitions: {
    reportIn: { from: ['invited'], to: 'reported' },
    withdraw: { from: ['invited'], to: 'withdrawn' },
    accept: { from: ['reported'], to: 'accepted' },
    refuse: { from: ['reported'], to: 'refused' },
    assignGrid: { from: ['accepted'], to: 'inGrid' },
    renew: { from: ['inGrid', 'renewed'], to: 'renewed' },
    leave: { from: ['accepted', 'inGrid', 'renewed'], to: 'left' },
    exempt: { from: ['invited', 'reported', 'accepted', 'inGrid', 'renewed'], to: 'exempt' },
  },
})

export const noteMachine = defineStateMachine({
  initial: 'shown',
  states: ['shown', 'read', 'objected', 'sent'],
  transitions: {
    read: { from: ['shown', 'read'], to: 'read' },
    object: { from: ['shown', 'read'], to: 'objected' },
    revise: { from: ['shown', 'read', 'objected'], to: 'shown' },
    send: { from: ['shown', 'read'], to: 'sent' },
  },
})

export const holdingMachine = defineStateMachine({
  initial: 'applied',
  states: ['applied', 'decided', 'published', 'serving', 'evaluated', 'declined', 'changed', 'ended'],
  transitions: {
    decide: { from: ['applied'], to: 'decided' },
    decline: { from: ['applied', 'decided', 'published'], to: 'declined' },
    publish: { from: ['decided'], to: 'published' },
    begin: { from: ['published'], to: 'serving' },
    evaluate: { from: ['serving'], to: 'evaluated' },
    renew: { from: ['evaluated'], to: 'serving' },
    change: { from: ['evaluated'], to: 'changed' },
    end: { from: ['serving', 'evaluated'], to: 'ended' },
  },
})

/** Days by which a recommendation may be entered after the meeting that it was made at. */
const enteredLateDays = 90
/** 定岗: the first day of a meeting that can have decided about it. Whoever applies does so before it; what was recommended may be entered after. */
export const mayDecideFrom = ({ appliedBy, appliedOn }: { appliedBy: AppliedBy; appliedOn: string }) =>
  appliedBy === 'self' ? appliedOn : addDays(appliedOn, -enteredLateDays)

export const wishMachine = defineStateMachine({
  initial: 'posted',
  states: ['posted', 'claimed', 'doing', 'delivered', 'confirmed', 'closed', 'expired', 'withdrawn'],
  transitions: {
    claimWish: { from: ['posted'], to: 'claimed' },
    beginWish: { from: ['claimed'], to: 'doing' },
    deliverWish: { from: ['claimed', 'doing'], to: 'delivered' },
    giveBackWish: { from: ['claimed', 'doing'], to: 'posted' },
    confirmWish: { from: ['delivered'], to: 'confirmed' },
    closeWish: { from: ['confirmed'], to: 'closed' },
    withdrawWish: { from: ['posted', 'claimed'], to: 'withdrawn' },
    expire: { from: ['posted', 'claimed', 'doing'], to: 'expired' },
  },
})

/** Days after its last day in which a wish that was taken up may still be fulfilled. */
const claimedDays = 30
/** Days after delivery in which a confirmed wish is filed by hand; after them it files itself. */
const filingDays = 30
/** Days after delivery for which it stays known whom a wish was for, although nobody confirms it. */
const rememberedDays = 90

/** What the night does to a wish: whom it is for is not kept for longer than it takes to fulfil it. Null: nothing yet. */
export function wishStep(
  { state, expiresOn, deliveredOn }: { state: WishState; expiresOn: string; deliveredOn: string | null },
  today: string,
): 'expire' | 'closeWish' | 'forget' | null {
  if (state === 'posted') return expiresOn < today ? 'expire' : null
  if (state === 'claimed' || state === 'doing') return addDays(expiresOn, claimedDays) < today ? 'expire' : null
  if (state === 'confirmed') return addDays(deliveredOn!, filingDays) < today ? 'closeWish' : null
  return state === 'delivered' && addDays(deliveredOn!, rememberedDays) < today ? 'forget' : null
}

export const entryMachine = defineStateMachine({
  initial: 'entered',
  states: ['entered', 'confirmed', 'refused'],
  transitions: {
    confirmHours: { from: ['entered'], to: 'confirmed' },
    refuseHours: { from: ['entered'], to: 'refused' },
  },
})

/** 明岗: shown in the branch for five whole days, the first of them the day after publication (民法典 art. 201); after them the holder may begin. */
export const publicationDays = 5
export const beginsOn = (publishedOn: string) => addDays(publishedOn, publicationDays + 1)

/** Working days that the person has for reading a note before it may go without. */
export const readingDays = 10
/** May the note go to the work unit today? An objection is never overrun by time. */
export const maySend = ({ state, sendableOn }: { state: ReportNoteState; sendableOn: string }, today: string) =>
  state === 'read' || (state === 'shown' && today >= sendableOn)

/** First day of a half year, and the first day after it. */
export function halfRange(half: string): { from: string; to: string } {
  const year = Number(half.slice(0, 4))
  return half.endsWith('1') ? { from: `${year}-01-01`, to: `${year}-07-01` } : { from: `${year}-07-01`, to: `${year + 1}-01-01` }
}

/** To a tenth of an hour, downwards: nobody is credited with what was not served. */
export const hoursOf = (minutes: number) => Math.floor(minutes / 6) / 10
export const hoursBetween = (startsAt: Date, endsAt: Date) => hoursOf((endsAt.getTime() - startsAt.getTime()) / 60_000)

/** What is wrong with the times of an entry; null when nothing is. `since`: the day of the report, of the post’s beginning or of the claim. */
export function timesFault(
  startsAt: Date,
  endsAt: Date,
  { since, now }: { since: string; now: Date },
): { key: 'startsAt' | 'endsAt'; detail: string } | null {
  if (endsAt <= startsAt) return { key: 'endsAt', detail: '结束要晚于开始' }
  if (dayOf(startsAt) < since) return { key: 'startsAt', detail: `那时还没有开始，最早${since}` }
  if (endsAt > now) return { key: 'endsAt', detail: '做完了再记' }
  return hoursBetween(startsAt, endsAt) > 12 ? { key: 'endsAt', detail: '一次最多12小时，请分开记' } : null
}

const calledSomeone = /[\p{Script=Han}](?:伯|婆|叔|姨|嫂|爷爷|奶奶|先生|女士|小姐|师傅|大爷|大妈|阿姨)/u
const illnesses = ['癌', '肿瘤', '尿毒', '透析', '精神病', '精神障碍', '艾滋', '瘫痪', '中风', '残疾', '抑郁', '白血病', '糖尿病', '痴呆']

/**
 * What must not stand in a wish, which everyone reads: who it is for. Null when nothing is found. Names of people on record are
 * looked for apart.
 */
export function wishFault(text: string): string | null {
  if (holdsPersonalNumbers(text)) return '心愿里不要写电话或证件号'
  if (calledSomeone.test(text)) return '心愿里不要写是谁，只写要什么'
  return illnesses.some(word => text.includes(word)) ? '心愿里不要写病情，只写要什么' : null
}
