/** Commitments (双报到与领岗履职): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { tabs } from './tabs.ts'

export const commitmentPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/commitments',
    validateSearch: z.object({
      tab: filter(z.enum(tabs)),
      below: filter(z.uuid()),
      record: filter(z.uuid()),
      cursor: filter(z.string().max(400)),
      page: pageNumber,
      // where one stands in the other list of a part that has two
      other: filter(z.string().max(400)),
      otherPage: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./CommitmentsPage.tsx'), 'CommitmentsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/my-posts',
    component: lazyRouteComponent(() => import('./MyPostsPage.tsx'), 'MyPostsPage'),
  }),
] as const
