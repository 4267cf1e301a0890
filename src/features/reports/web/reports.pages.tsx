/** Yearly reports (年度报告): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const reportPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/reports',
    validateSearch: z.object({
      year: filter(z.coerce.number().int().min(1990).max(2100)),
      edition: filter(z.coerce.string().regex(/^(now|[1-9]\d{0,3})$/)),
    }),
    component: lazyRouteComponent(() => import('./ReportPage.tsx'), 'ReportPage'),
  }),
] as const
