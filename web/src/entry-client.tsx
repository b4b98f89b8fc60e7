import './app/styles.ts'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './app/app.tsx'
import { loadPage } from './app/pages.ts'
import { providePreload } from './app/preload.ts'
import { createQueryClient } from './app/query-client.ts'
import { readBoot } from './app/read-boot.ts'
import { createCall } from './client/call.ts'
import { Session } from './client/session.ts'
import { createI18n } from './i18n/translate.tsx'

/** Takes over the server's markup once all of the first view is here: its words, and its page where that is a chunk. */
async function start(root: HTMLElement): Promise<void> {
  const boot = readBoot()
  const session = new Session(boot.apiOrigin, boot.expectMember)
  const client = createQueryClient()
  for (const { key, data } of boot.seeds) client.setQueryData(key, data, { updatedAt: boot.renderedAtMs })
  providePreload(loadPage)
  const [i18n] = await Promise.all([createI18n(boot.language), loadPage(location.pathname).catch(() => undefined)])
  const page = (
    <BrowserRouter useTransitions={false}>
      <App porch={{ boot, session, call: createCall(boot.apiOrigin, session) }} client={client} i18n={i18n} />
    </BrowserRouter>
  )
  // As a transition React takes the markup over in slices, and a tap in between is answered.
  startTransition(() => {
    hydrateRoot(root, page)
    // Clicks that came before are done now; see web/server/early-clicks.ts.
    dispatchEvent(new Event('porchlight:listening'))
  })
}

const root = document.getElementById('root')
// Not awaited here: a page's chunk imports this one, and would wait for it in turn.
if (root !== null) void start(root)
