/** Disclosure (公示公开): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const disclosurePages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/notices',
    component: lazyRouteComponent(() => import('./NoticesPage.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/notices/$noticeId',
    component: lazyRouteComponent(() => import('./NoticePage.tsx'), 'NoticePage'),
  }),
] as const
