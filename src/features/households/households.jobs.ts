/** Households (户): what happens at night. */
import type { Job } from '#platform/server/job.ts'
import { forget, forgettable } from './households.forget.actions.ts'

export const forgetHomes: Job = {
  name: 'households.forget',
  cron: '55 3 * * *',
  summary: '迁走、并户、搬家、换户主满6个月的，删掉原来的姓名、地址和电话',
  find: forgettable,
  each: forget,
}
