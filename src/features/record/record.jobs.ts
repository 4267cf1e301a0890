/** Jobs of the public record (公开存证): every minute, what was appended is taken in, signed, and brought to the witnesses. */
import type { Job } from '#platform/server/job.ts'
import { merge } from './record.merge.actions.ts'
import { behind, bringTo } from './record.push.actions.ts'

export const mergeEachMinute: Job = {
  name: 'record.merge',
  cron: '* * * * *',
  summary: 'Takes what was appended into the public record and signs it, within a minute.',
  find: () => Promise.resolve(['town']),
  each: merge,
}

export const bringToWitnesses: Job = {
  name: 'record.bring',
  cron: '* * * * *',
  summary: 'Brings the latest checkpoint to the witnesses that listen and keeps their cosignatures.',
  find: behind,
  each: bringTo,
}
