/** The formalism guard (形式主义防线): its page by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const guardPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/guard',
    validateSearch: z.object({ cursor: filter(z.string()), page: pageNumber }),
    component: lazyRouteComponent(() => import('./GuardPage.tsx'), 'GuardPage'),
  }),
] as const
