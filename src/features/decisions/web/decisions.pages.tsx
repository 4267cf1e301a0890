/** Decisions (四议两公开): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { Id } from '#platform/shared/primitives.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { MatterCategory } from '#features/matters/matters.shapes.contract.ts'
import { DecisionLamp, DecisionState } from '../decisions.shapes.contract.ts'

export const decisionPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/decisions',
    validateSearch: z.object({
      below: filter(Id),
      state: filter(DecisionState),
      category: filter(MatterCategory),
      lamp: filter(DecisionLamp),
      cursor: filter(z.string().max(400)),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./DecisionsPage.tsx'), 'DecisionsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/decisions/$decisionId',
    component: lazyRouteComponent(() => import('./DecisionPage.tsx'), 'DecisionPage'),
  }),
] as const
