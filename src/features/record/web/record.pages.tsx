/** Public record (公开存证): its page by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const recordPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/record',
    component: lazyRouteComponent(() => import('./RecordPage.tsx'), 'RecordPage'),
  }),
] as const
