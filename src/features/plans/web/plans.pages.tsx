/** Work plans (工作计划): its page by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const planPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/plans',
    validateSearch: z.object({ planId: filter(z.uuid()) }),
    component: lazyRouteComponent(() => import('./PlansPage.tsx'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/plans/new',
    component: lazyRouteComponent(() => import('./NewPlanPage.tsx'), 'NewPlanPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/plans/$planId/edit',
    component: lazyRouteComponent(() => import('./EditPlanPage.tsx'), 'EditPlanPage'),
  }),
] as const
