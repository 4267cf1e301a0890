/** Volunteer Xiqiao (志愿西樵): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { Grade } from '../volunteering.shapes.contract.ts'

const place = { cursor: filter(z.string()), page: pageNumber }

export const volunteerPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/volunteering',
    validateSearch: z.object({ below: filter(z.uuid()), q: filter(z.string()), ...place }),
    component: lazyRouteComponent(() => import('./ActivitiesPage.tsx'), 'ActivitiesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/volunteering/activities/$activityId',
    component: lazyRouteComponent(() => import('./ActivityPage.tsx'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/volunteering/slots/$slotId',
    component: lazyRouteComponent(() => import('./SlotPage.tsx'), 'SlotPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/volunteering/teams',
    validateSearch: z.object({ below: filter(z.uuid()) }),
    component: lazyRouteComponent(() => import('./TeamsPage.tsx'), 'TeamsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/volunteering/volunteers',
    validateSearch: z.object({ below: filter(z.uuid()), q: filter(z.string()), ...place }),
    component: lazyRouteComponent(() => import('./VolunteersPage.tsx'), 'VolunteersPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/volunteering/hours',
    validateSearch: z.object({
      below: filter(z.uuid()),
      grade: filter(Grade),
      only: filter(z.enum(['disputed', 'pending', 'corrections'])),
      ...place,
    }),
    component: lazyRouteComponent(() => import('./HoursPage.tsx'), 'HoursPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/volunteering/communities',
    validateSearch: z.object({ year: filter(z.coerce.number().int().min(2000).max(2100)) }),
    component: lazyRouteComponent(() => import('./CommunitiesPage.tsx'), 'CommunitiesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/volunteering/anomalies',
    validateSearch: z.object(place),
    component: lazyRouteComponent(() => import('./AnomaliesPage.tsx'), 'AnomaliesPage'),
  }),
] as const
