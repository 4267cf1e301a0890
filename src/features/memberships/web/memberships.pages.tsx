/** Members and the grid (党员与入格): its page by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { MemberKind } from '../memberships.contract.ts'

export const membershipPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/members',
    validateSearch: z.object({ kind: filter(MemberKind), cursor: filter(z.string().max(400)), page: pageNumber }),
    component: lazyRouteComponent(() => import('./MembersPage.tsx'), 'MembersPage'),
  }),
] as const
