/** The console (工作台): where it starts. */
import '#platform/web/strict-policy.ts'
import '#platform/web/console.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { ConfigProvider, type ConfigProviderProps } from 'antd'
import chinese from 'antd/es/locale/zh_CN.js'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { newQueryClient } from '#platform/web/api-client.ts'
import { parseSearch, printSearch } from '#platform/web/address-search.ts'
import { consoleRoute } from '#platform/web/console-route.ts'
import { ElderProvider, useElder } from '#platform/web/elder.tsx'
import { MissingPage, PageLoading, PageTrouble } from '#platform/web/PageStates.tsx'
import { pageNonce, signStyles, themeFor } from '#platform/web/theme.ts'
import { ConsoleFrame } from './web/ConsoleFrame.tsx'
import { consolePages } from './web/pages.ts'

const router = createRouter({
  routeTree: consoleRoute.addChildren(consolePages),
  basepath: '/console',
  parseSearch,
  stringifySearch: printSearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  InnerWrap: ConsoleFrame,
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageTrouble,
  defaultNotFoundComponent: MissingPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const nonce = pageNonce()
signStyles(nonce)
// The types of this file describe its CommonJS twin; the build takes the module.
const locale = chinese as unknown as NonNullable<ConfigProviderProps['locale']>

/** Who presses the button below a long form is taken to the first field that is missing: it may stand out of sight. */
const missing: NonNullable<ConfigProviderProps['form']> = { scrollToFirstError: { focus: true, block: 'center' } }

const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches

function Look({ children }: { children: ReactNode }) {
  const elder = useElder()
  return (
    <ConfigProvider
      locale={locale}
      theme={themeFor(elder.on, isStill)}
      csp={{ nonce }}
      wave={{ disabled: isStill }}
      button={{ autoInsertSpace: false }}
      form={missing}
    >
      {children}
    </ConfigProvider>
  )
}

createRoot(document.getElementById('console')!).render(
  <StrictMode>
    <QueryClientProvider client={newQueryClient()}>
      <ElderProvider>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </ElderProvider>
    </QueryClientProvider>
  </StrictMode>,
)
