/** Requests (诉求): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { Box, Filters } from '../requests.contract.ts'

const { shape } = Filters
const place = { cursor: filter(z.string()), page: pageNumber }

const WorkbenchSearch = z.object({ box: filter(Box), ...place })
export const ListSearch = z.object({
  q: filter(z.string()),
  unitId: filter(z.uuid()),
  state: filter(shape.state.unwrap()),
  lamp: filter(shape.lamp.unwrap()),
  channel: filter(shape.channel.unwrap()),
  categoryId: filter(z.uuid()),
  from: filter(z.iso.date()),
  to: filter(z.iso.date()),
  handlerId: filter(z.uuid()),
  jointMeeting: filter(z.enum(['true', 'false'])),
  sort: filter(z.enum(['due', 'newest', 'number'])),
  ...place,
})

export const requestPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/',
    validateSearch: WorkbenchSearch,
    component: lazyRouteComponent(() => import('./WorkbenchPage.tsx'), 'WorkbenchPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/requests',
    validateSearch: ListSearch,
    component: lazyRouteComponent(() => import('./RequestListPage.tsx'), 'RequestListPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/requests/new',
    component: lazyRouteComponent(() => import('./EntryPage.tsx'), 'EntryPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/requests/$requestId',
    component: lazyRouteComponent(() => import('./RequestPage.tsx'), 'RequestPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/calls',
    component: lazyRouteComponent(() => import('./CallsPage.tsx'), 'CallsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/overview',
    component: lazyRouteComponent(() => import('./OverviewPage.tsx'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/joint-meeting',
    component: lazyRouteComponent(() => import('./JointMeetingPage.tsx'), 'JointMeetingPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/request-categories',
    component: lazyRouteComponent(() => import('./CategoriesPage.tsx'), 'CategoriesPage'),
  }),
] as const
