/** Units (组织单元): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const unitPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/units',
    validateSearch: z.object({ asOf: filter(z.iso.date()), unitId: filter(z.uuid()), q: filter(z.string()) }),
    component: lazyRouteComponent(() => import('./TownTreePage.tsx'), 'TownTreePage'),
  }),
] as const
