/** The dashboard (全镇一览): its page by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const dashboardPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/dashboard',
    validateSearch: z.object({
      year: filter(z.coerce.number().int().min(2000).max(2100)),
      month: filter(z.coerce.number().int().min(1).max(12)),
      unitId: filter(z.uuid()),
    }),
    component: lazyRouteComponent(() => import('./DashboardPage.tsx'), 'DashboardPage'),
  }),
] as const
