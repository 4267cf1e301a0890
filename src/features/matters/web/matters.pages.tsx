/** Important matters (重要事权清单): its pages by address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '#platform/web/console-route.ts'

export const matterPages = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/matter-lists',
    component: lazyRouteComponent(() => import('./MatterListsPage.tsx'), 'MatterListsPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/matter-lists/$listId',
    component: lazyRouteComponent(() => import('./MatterListPage.tsx'), 'MatterListPage'),
  }),
] as const
