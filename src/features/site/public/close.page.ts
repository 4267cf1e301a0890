/** 看完了，关掉 (关闭): takes away what a pass opened, on a telephone or a terminal that others use too. */
import { definePage, withoutPasses } from '#platform/server/page.ts'

export const closePost = definePage({
  method: 'POST',
  path: '/close',
  summary: '关掉用码打开的事',
  run: () => Promise.resolve({ redirect: '/', cookies: withoutPasses }),
})
