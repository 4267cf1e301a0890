/** Accounts (账号): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const accountPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/accounts/mine',
    component: lazyRouteComponent(() => import('./MyAccountPage.tsx'), 'MyAccountPage'),
  }),
] as const
