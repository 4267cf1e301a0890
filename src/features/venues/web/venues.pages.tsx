/** Venues (阵地): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { VenueKind, VenueStatus } from '../venues.contract.ts'

export const venuePages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/venues',
    validateSearch: z.object({
      below: filter(z.uuid()),
      kind: filter(VenueKind),
      status: filter(VenueStatus),
      asOf: filter(z.iso.date()),
      cursor: filter(z.string()),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./VenuesPage.tsx'), 'VenuesPage'),
  }),
] as const
