/** Disclosure (公示公开): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { Id } from '#platform/shared/primitives.ts'
import { consoleRoute } from '#platform/web/console-route.ts'

export const disclosurePages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/notices',
    validateSearch: z.object({
      below: filter(Id),
      // Names that the page knows; their shapes would weigh on the console's first page.
      type: filter(z.string().max(30)),
      state: filter(z.string().max(30)),
      cursor: filter(z.string().max(400)),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./NoticesPage.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/notices/$noticeId',
    component: lazyRouteComponent(() => import('./NoticePage.tsx'), 'NoticePage'),
  }),
] as const
