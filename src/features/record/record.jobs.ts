/** Jobs of the public record (公开存证): every minute, what was appended is taken in, signed, and brought to the witnesses. */
import type { Job } from '#platform/server/job.ts'
import { merge } from './record.merge.actions.ts'

export const mergeEachMinute: Job = {
  name: 'record.merge',
  cron: '* * * * *',
  summary: 'Takes what was appended into the public record and signs it, within a minute.',
  find: () => Promise.resolve(['town']),
  each: merge,
}
