import type { I18n } from '@lingui/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { Route, Routes } from 'react-router'
import { Translations } from '../i18n/translate.tsx'
import { type Porch, PorchProvider } from './context.tsx'
import { Guarded } from './guarded.tsx'
import { Layout } from './layout.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { pageRoutes } from './pages.ts'

export interface AppProps {
  readonly porch: Porch
  readonly client: QueryClient
  readonly i18n: I18n
}

/** Everything under a router: the browser's, or the server's for one request. */
export function App({ porch, client, i18n }: AppProps): ReactNode {
  return (
    <StrictMode>
      <Translations i18n={i18n}>
        <QueryClientProvider client={client}>
          <PorchProvider porch={porch}>
            <Layout>
              <Routes>
                {pageRoutes.map((route) => (
                  <Route key={route.path} path={route.path} element={<Guarded route={route} />} />
                ))}
                <Route path="*" element={<NotFoundPage />} />
              </Routes>
            </Layout>
          </PorchProvider>
        </QueryClientProvider>
      </Translations>
    </StrictMode>
  )
}
