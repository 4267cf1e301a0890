/** The pass of a query code (查询凭证): of one case. */
import type { PassCookie } from '#platform/server/page.ts'
import { passesOf } from '#platform/server/pass.ts'
import type { Sealing } from '#platform/server/sealing.ts'

export const passCookie: PassCookie = 'receipt'
export const { make: makePass, read: openPass } = passesOf('request.pass')

/** The case that a pass opens now, or null. */
export const readPass = (sealing: Sealing, pass: string, now: Date) => openPass(sealing, pass, now)?.id ?? null
