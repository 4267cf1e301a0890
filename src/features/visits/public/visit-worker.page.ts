/** 走访页的离线程序: the worker that opens the visit pages of the console without a signal; made from what was built, so that a new build replaces it. */
import { findAsset } from '#platform/public/assets.ts'
import { builtFiles } from '#platform/server/console-files.ts'
import { definePage } from '#platform/server/page.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { keptPages } from '../visits.kept.words.ts'

/** What a visitor opens at a door; the counts of a place are read at a desk. */
const shown = ['src/features/visits/web/VisitsPage.tsx', 'src/features/visits/web/VisitHouseholdPage.tsx']

export const visitWorker = definePage({
  method: 'GET',
  path: keptPages.worker,
  summary: '让走访页没有信号也能打开的小程序',
  async run() {
    const built = await builtFiles(shown)
    if (built === null) throw new Problem(problems.unavailable, '工作台还没有生成好。请稍等片刻再刷新。', { retryAfter: 10 })
    const { digest, entry, files } = built
    const kept = { name: `${keptPages.family}${digest}`, page: keptPages.scope, entry, files }
    const bytes = Buffer.concat([Buffer.from(`self.kept = ${JSON.stringify(kept)}\n`), findAsset('console-worker.js')!.bytes])
    return { bytes, mediaType: 'text/javascript; charset=utf-8', headers: { 'cache-control': 'no-cache' } }
  },
})
