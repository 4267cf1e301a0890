/** Work checklists (工作清单): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { DutyLamp } from '../duties.contract.ts'

const day = filter(z.iso.date())

export const dutyPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/duties',
    validateSearch: z.object({
      unitId: filter(z.uuid()),
      templateId: filter(z.uuid()),
      from: day,
      to: day,
      lamp: filter(DutyLamp),
      own: filter(z.literal('true')),
      cursor: filter(z.string().max(400)),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./DutiesPage.tsx'), 'DutiesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/duties/matrix',
    validateSearch: z.object({ from: day }),
    component: lazyRouteComponent(() => import('./MatrixPage.tsx'), 'MatrixPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/duties/templates',
    component: lazyRouteComponent(() => import('./TemplatesPage.tsx'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/duties/templates/$templateId/form',
    validateSearch: z.object({ from: day, to: day }),
    component: lazyRouteComponent(() => import('./FormPage.tsx'), 'FormPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/duties/templates/$templateId/edit',
    component: lazyRouteComponent(() => import('./IssuePage.tsx'), 'DraftPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/duties/new',
    component: lazyRouteComponent(() => import('./IssuePage.tsx'), 'IssuePage'),
  }),
] as const
