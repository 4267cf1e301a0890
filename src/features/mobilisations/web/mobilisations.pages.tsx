/** Mobilisations (动员): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const mobilisationPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/mobilisations',
    component: lazyRouteComponent(() => import('./MobilisationsPage.tsx'), 'MobilisationsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/mobilisations/$mobilisationId',
    component: lazyRouteComponent(() => import('./MobilisationPage.tsx'), 'MobilisationPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/mobilisations/shifts/$shiftId',
    component: lazyRouteComponent(() => import('./ShiftPage.tsx'), 'ShiftPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/temporary-branches',
    component: lazyRouteComponent(() => import('./BranchesPage.tsx'), 'BranchesPage'),
  }),
] as const
