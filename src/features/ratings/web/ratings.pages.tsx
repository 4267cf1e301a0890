/** Star ratings (评星定级): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const ratingPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/ratings',
    component: lazyRouteComponent(() => import('./RatingsPage.tsx'), 'RatingsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/ratings/rules',
    component: lazyRouteComponent(() => import('./RulesPage.tsx'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/ratings/cycles/$cycleId',
    component: lazyRouteComponent(() => import('./CyclePage.tsx'), 'CyclePage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/ratings/$ratingId',
    component: lazyRouteComponent(() => import('./SheetPage.tsx'), 'SheetPage'),
  }),
] as const
