/** Commitments (双报到与领岗履职): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { tabs } from './tabs.ts'

export const commitmentPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/commitments',
    validateSearch: z.object({ tab: filter(z.enum(tabs)), below: filter(z.uuid()) }),
    component: lazyRouteComponent(() => import('./CommitmentsPage.tsx'), 'CommitmentsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/my-posts',
    component: lazyRouteComponent(() => import('./MyPostsPage.tsx'), 'MyPostsPage'),
  }),
] as const
