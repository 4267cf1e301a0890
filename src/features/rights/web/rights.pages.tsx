/** Requests about one's own data (个人信息申请): its page by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const rightsPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/rights',
    component: lazyRouteComponent(() => import('./RightsPage.tsx'), 'RightsPage'),
  }),
] as const
