/** Certificates (证明): what the clock does to them, and the revocation list, which is signed anew each night. */
import type { Job } from '#platform/server/job.ts'
import { writeStatus } from './certificates.keys.actions.ts'
import { found, subjectOf } from './certificates.present.actions.ts'
import * as queries from './certificates.queries.ts'
import { certificateMachine, stateOn } from './certificates.rules.ts'

export const expire: Job = {
  name: 'certificates.expire',
  cron: '20 0 * * *',
  summary: '过了有效期的志愿服务证明转为已过期',
  find: ({ db, today }) => queries.lapsedCertificates(db, today),
  async each(context, id) {
    await queries.lockCertificate(context.db, id)
    const row = found(await queries.findCertificate(context.db, context.today, id))
    if (stateOn(row, context.today) === row.state) return
    await queries.updateCertificate(context.db, id, { state: certificateMachine.next(row.state, 'expire') })
    await context.record('certificates.expire', subjectOf(row))
  },
}

export const signList: Job = {
  name: 'certificates.signList',
  cron: '40 0 * * *',
  summary: '重新签一次志愿服务证明的撤销名单，写上当天的日期',
  find: async () => ['list'],
  each: writeStatus,
}
