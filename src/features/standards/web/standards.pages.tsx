/** Standards (制度和工作法): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const standardPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/standards',
    component: lazyRouteComponent(() => import('./StandardsPage.tsx'), 'StandardsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/standards/$standardId',
    component: lazyRouteComponent(() => import('./StandardPage.tsx'), 'StandardPage'),
  }),
] as const
