/** Signatures (签名核对): their pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const signaturePages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/meetings/$meetingId/signatures',
    component: lazyRouteComponent(() => import('./SignaturesPage.tsx'), 'SignaturesPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/meetings/$meetingId/sign-sheet',
    component: lazyRouteComponent(() => import('./SignSheetPage.tsx'), 'SignSheetPage'),
  }),
] as const
