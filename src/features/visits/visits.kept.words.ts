/** Where the visit pages that open without a signal are kept (走访页的离线存放): names that the browser and the server share. */
export const keptPages = { worker: '/console/visits-worker.js', scope: '/console/visits', family: 'visits-' } as const
