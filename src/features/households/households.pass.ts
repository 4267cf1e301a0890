/** The pass of a card (联系卡凭证): of one household. */
import type { PassCookie } from '#platform/server/page.ts'
import { passesOf } from '#platform/server/pass.ts'
import type { Sealing } from '#platform/server/sealing.ts'

export const passCookie: PassCookie = 'household'
export const { make: makePass, read: openPass } = passesOf('household.pass')

/** The household that a pass opens now, or null. */
export const readPass = (sealing: Sealing, pass: string, now: Date) => openPass(sealing, pass, now)?.id ?? null
