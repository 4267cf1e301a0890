/** Visits (走访): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const visitPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/visits',
    component: lazyRouteComponent(() => import('./VisitsPage.tsx'), 'VisitsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/visits/gaps',
    validateSearch: z.object({ unitId: filter(z.uuid()), cursor: filter(z.string().max(400)), page: pageNumber }),
    component: lazyRouteComponent(() => import('./GapsPage.tsx'), 'GapsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/visits/households/$householdId',
    component: lazyRouteComponent(() => import('./VisitHouseholdPage.tsx'), 'VisitHouseholdPage'),
  }),
] as const
