/** Bodies (组织): its page by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { BodyLine } from '../bodies.contract.ts'

export const bodyPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/bodies',
    validateSearch: z.object({
      q: filter(z.string()),
      line: filter(BodyLine),
      unitId: filter(z.uuid()),
      asOf: filter(z.iso.date()),
      cursor: filter(z.string()),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./BodiesPage.tsx'), 'BodiesPage'),
  }),
] as const
