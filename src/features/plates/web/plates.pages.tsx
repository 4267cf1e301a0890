/** Plates (党员户挂牌): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { Id } from '#platform/shared/primitives.ts'
import { PlateState } from '../plates.shapes.contract.ts'

export const platePages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/plates',
    validateSearch: z.object({ below: filter(Id), state: filter(PlateState), cursor: filter(z.string().max(400)), page: pageNumber }),
    component: lazyRouteComponent(() => import('./PlatesPage.tsx'), 'PlatesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/plates/sheet',
    validateSearch: z.object({ below: filter(Id) }),
    component: lazyRouteComponent(() => import('./SheetPage.tsx'), 'SheetPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/plates/$plateId',
    component: lazyRouteComponent(() => import('./PlatePage.tsx'), 'PlatePage'),
  }),
] as const
