/** Indicators (指标): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const indicatorPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/indicators',
    validateSearch: z.object({
      id: filter(z.string().max(80)),
      unitId: filter(z.uuid()),
      from: filter(z.iso.date()),
      to: filter(z.iso.date()),
      asOf: filter(z.iso.date()),
      cursor: filter(z.string()),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./IndicatorPage.tsx'), 'IndicatorPage'),
  }),
] as const
