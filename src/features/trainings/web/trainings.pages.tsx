/** Trainings (培训): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { Audience, TrainingSessionState } from '../trainings.shapes.contract.ts'

const place = { cursor: filter(z.string()), page: pageNumber }

export const trainingPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/trainings',
    validateSearch: z.object({
      below: filter(z.uuid()),
      audience: filter(Audience),
      state: filter(TrainingSessionState),
      from: filter(z.iso.date()),
      to: filter(z.iso.date()),
      ...place,
    }),
    component: lazyRouteComponent(() => import('./TrainingsPage.tsx'), 'TrainingsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/trainings/hours',
    validateSearch: z.object({ year: filter(z.coerce.number().int().min(2000).max(2100)), below: filter(z.uuid()), ...place }),
    component: lazyRouteComponent(() => import('./HoursPage.tsx'), 'HoursPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/trainings/$sessionId',
    component: lazyRouteComponent(() => import('./TrainingPage.tsx'), 'TrainingPage'),
  }),
] as const
