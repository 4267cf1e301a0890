/** Accounts (账号): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

const place = { cursor: filter(z.string()), page: pageNumber }

export const accountPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/accounts',
    validateSearch: z.object({ q: filter(z.string()), ...place }),
    component: lazyRouteComponent(() => import('./AccountsPage.tsx'), 'AccountsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/my-account',
    component: lazyRouteComponent(() => import('./MyAccountPage.tsx'), 'MyAccountPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/events',
    validateSearch: z.object({
      name: filter(z.string()),
      subjectId: filter(z.uuid()),
      personId: filter(z.uuid()),
      by: filter(z.string().max(60)),
      about: filter(z.string().max(80)),
      from: filter(z.iso.date()),
      to: filter(z.iso.date()),
      ...place,
    }),
    component: lazyRouteComponent(() => import('./EventsPage.tsx'), 'EventsPage'),
  }),
] as const
