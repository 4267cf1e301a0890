/** Members and the grid (党员与入格): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { MemberKind } from '../memberships.shapes.contract.ts'

export const membershipPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/members',
    validateSearch: z.object({
      q: filter(z.string().max(50)),
      kind: filter(MemberKind),
      below: filter(z.uuid()),
      cursor: filter(z.string().max(400)),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./MembersPage.tsx'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/members/grids/$unitId',
    component: lazyRouteComponent(() => import('./GridPage.tsx'), 'GridPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/members/$membershipId',
    component: lazyRouteComponent(() => import('./MemberPage.tsx'), 'MemberPage'),
  }),
] as const
