/** Appraisals (述职评议): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const appraisalPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/appraisals',
    component: lazyRouteComponent(() => import('./AppraisalsPage.tsx'), 'AppraisalsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/appraisals/items',
    component: lazyRouteComponent(() => import('./ItemsPage.tsx'), 'ItemsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/appraisals/$roundId',
    component: lazyRouteComponent(() => import('./RoundPage.tsx'), 'RoundPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/appraisals/reports/$reportId',
    component: lazyRouteComponent(() => import('./ReportPage.tsx'), 'ReportPage'),
  }),
] as const
