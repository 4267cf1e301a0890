/** Upkeep (日常清理): the platform's own jobs. */
import type { Job } from './job.ts'

export const upkeep: readonly Job[] = [
  {
    name: 'platform.forgetKeys',
    cron: '17 3 * * *',
    summary: 'Forgets the keys and sealed answers of requests repeated more than 24 hours ago.',
    find: context => Promise.resolve([context.today]),
    async each({ db, now }) {
      await db.deleteFrom('idempotency').where('expiresAt', '<=', now).execute()
    },
  },
]
