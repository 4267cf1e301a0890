/** Imports (工作簿导入): what goes by itself. */
import type { Job } from '#platform/server/job.ts'
import { listExpired, updateImport } from './imports.queries.ts'

/** Uploaded files hold people's data: file and errors go after a day; what was done stays on record. */
export const forget: Job = {
  name: 'imports.forget',
  cron: '25 * * * *',
  summary: '上传满24小时的表格和错误清单，删掉',
  find: async ({ db, now }) => (await listExpired(db, now)).map(({ id }) => id),
  async each({ db }, id) {
    await updateImport(db, id, { fileSealed: null, errorsSealed: null, progress: null })
  },
}
