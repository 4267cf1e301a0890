/** Votes (表决会议): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { DecidingBody } from '#features/thresholds/thresholds.shapes.contract.ts'
import { filter, pageNumber } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { RegisterBody } from '../votes.bodies.contract.ts'

export const votePages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/votes',
    validateSearch: z.object({
      below: filter(z.uuid()),
      decidingBody: filter(DecidingBody),
      from: filter(z.iso.date()),
      to: filter(z.iso.date()),
      cursor: filter(z.string()),
      page: pageNumber,
    }),
    component: lazyRouteComponent(() => import('./VotesPage.tsx'), 'VotesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/votes/$meetingId',
    component: lazyRouteComponent(() => import('./VotingPage.tsx'), 'VotingPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/voting-registers',
    validateSearch: z.object({ bodyId: filter(z.uuid()), decidingBody: filter(RegisterBody) }),
    component: lazyRouteComponent(() => import('./RegisterPage.tsx'), 'RegisterPage'),
  }),
] as const
