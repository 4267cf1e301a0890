/** Households (户): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { ContactFilter, HouseholdState } from '../households.shapes.contract.ts'

export const householdPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/households',
    validateSearch: z.object({
      below: filter(z.uuid()),
      state: filter(HouseholdState),
      contact: filter(ContactFilter),
      code: filter(z.string()),
      cursor: filter(z.string()),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./HouseholdsPage.tsx'), 'HouseholdsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/households/gaps',
    validateSearch: z.object({ unitId: filter(z.uuid()) }),
    component: lazyRouteComponent(() => import('./GapsPage.tsx'), 'GapsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/households/mine',
    component: lazyRouteComponent(() => import('./MyHouseholdsPage.tsx'), 'MyHouseholdsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/households/terms',
    component: lazyRouteComponent(() => import('./TermsPage.tsx'), 'TermsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/households/$householdId',
    component: lazyRouteComponent(() => import('./HouseholdPage.tsx'), 'HouseholdPage'),
  }),
] as const
