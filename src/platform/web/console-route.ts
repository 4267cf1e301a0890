/** The root of the console's addresses (路由): features hang their pages below it; src/web.tsx lists them. */
import { createRootRoute } from '@tanstack/react-router'

export const consoleRoute = createRootRoute()
