/** Imports (导入导出): its page by address; the import in hand stands there. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const importPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/imports',
    validateSearch: z.object({ importId: filter(z.uuid()), cursor: filter(z.string()), page: pageNumber }),
    component: lazyRouteComponent(() => import('./ImportsPage.tsx'), 'ImportsPage'),
  }),
] as const
