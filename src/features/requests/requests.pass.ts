/** The pass of a query code (查询凭证): of one case, in a cookie or "Authorization: Receipt …". */
import { passesOf } from '#platform/server/pass.ts'
import type { Sealing } from '#platform/server/sealing.ts'
import { findCodeDigest } from './requests.queries.ts'

/** What is kept of a code. */
export const codeDigest = (sealing: Sealing, number: string, code: string) => sealing.index(`${number}\n${code}`, 'request.code')

export const receiptPass = passesOf({
  place: 'request.pass',
  cookie: 'receipt',
  scheme: 'Receipt',
  codeOf: findCodeDigest,
  actorOf: (townId, requestId) => ({ kind: 'receipt', townId, requestId }),
})

/** The pass of whoever was just given the code. */
export const passOf = (sealing: Sealing, { id, number, code }: { id: string; number: string; code: string }, now: Date) =>
  receiptPass.make(sealing, id, now, codeDigest(sealing, number, code))
