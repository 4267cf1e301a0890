/** Thresholds (表决门槛): its page by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'
import { searchOf } from './threshold-search.ts'

export const thresholdPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/thresholds',
    validateSearch: searchOf,
    component: lazyRouteComponent(() => import('./ThresholdsPage.tsx'), 'ThresholdsPage'),
  }),
] as const
