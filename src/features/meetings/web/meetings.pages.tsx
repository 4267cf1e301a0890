/** Meetings (组织生活): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { MeetingKind, MeetingState } from '../meetings.shapes.contract.ts'
import { tabs } from './tabs.ts'

export const meetingPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/meetings',
    validateSearch: z.object({
      below: filter(z.uuid()),
      kind: filter(MeetingKind),
      state: filter(MeetingState),
      from: filter(z.iso.date()),
      to: filter(z.iso.date()),
      cursor: filter(z.string()),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./MeetingsPage.tsx'), 'MeetingsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/meetings/$meetingId',
    validateSearch: z.object({ tab: filter(z.enum(tabs)) }),
    component: lazyRouteComponent(() => import('./MeetingPage.tsx'), 'MeetingPage'),
  }),
] as const
