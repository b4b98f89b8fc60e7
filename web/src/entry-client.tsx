import './app/styles.ts'
import { hydrateRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './app/app.tsx'
import { loadPage } from './app/pages.ts'
import { providePreload } from './app/preload.ts'
import { createQueryClient } from './app/query-client.ts'
import { readBoot } from './app/read-boot.ts'
import { createCall } from './client/client.ts'
import { Session } from './client/session.ts'
import { createI18n } from './i18n/translate.tsx'

const boot = readBoot()
const session = new Session(boot.apiOrigin, boot.expectMember)
const client = createQueryClient()
for (const { key, data } of boot.seeds) client.setQueryData(key, data, { updatedAt: boot.renderedAtMs })

providePreload(loadPage)
// The first view is taken over only when all of it is here: its words, and its page where that is a chunk of its own.
const [i18n] = await Promise.all([createI18n(boot.language), loadPage(location.pathname).catch(() => undefined)])

const root = document.getElementById('root')
if (root === null) throw new Error('the document has no #root')
hydrateRoot(
  root,
  <BrowserRouter useTransitions={false}>
    <App porch={{ boot, session, call: createCall(boot.apiOrigin, session) }} client={client} i18n={i18n} />
  </BrowserRouter>,
)
