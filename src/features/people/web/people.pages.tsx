/** People and posts (人员与任职): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { roles } from '#platform/shared/actor.ts'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

const listed = {
  below: filter(z.uuid()),
  role: filter(z.enum(roles)),
  asOf: filter(z.iso.date()),
  cursor: filter(z.string()),
  page: pageNumber,
}

export const peoplePages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/people',
    validateSearch: z.object({ q: filter(z.string()), forgotten: filter(z.enum(['soon', 'all'])), ...listed }),
    component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/people/posts',
    validateSearch: z.object({ vacant: filter(z.enum(['true', 'false'])), ...listed }),
    component: lazyRouteComponent(() => import('./PostsPage.tsx'), 'PostsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/people/$personId',
    component: lazyRouteComponent(() => import('./PersonPage.tsx'), 'PersonPage'),
  }),
] as const
