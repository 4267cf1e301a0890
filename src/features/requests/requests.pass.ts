/** The pass of a query code (查询凭证): of one case, in a cookie or "Authorization: Receipt …". */
import { passesOf } from '#platform/server/pass.ts'

export const receiptPass = passesOf({
  place: 'request.pass',
  cookie: 'receipt',
  scheme: 'Receipt',
  replacing: { subjectKind: 'request', event: 'requests.reissueCode' },
  actorOf: (townId, requestId) => ({ kind: 'receipt', townId, requestId }),
})
