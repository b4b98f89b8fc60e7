import './app/styles.ts'
import type { Community } from '@porchlight/contract/community'
import { renderToString } from 'react-dom/server'
import { StaticRouter } from 'react-router'
import { App } from './app/app.tsx'
import type { Boot } from './app/boot.ts'
import { readPreferences } from './app/cookies.ts'
import { firstDataInto } from './app/first-data.ts'
import { LazyPage } from './app/lazy-page.tsx'
import { matchPage, type PageMatch } from './app/pages.ts'
import { createQueryClient } from './app/query-client.ts'
import { typed } from './client/call.ts'
import { ApiProblem } from './client/problem.ts'
import { addressOf, type PlainCall } from './client/request.ts'
import { Session } from './client/session.ts'
import { communityQuery, softwareName } from './features/community/queries.ts'
import type { Translate } from './i18n/catalog.ts'
import { createI18n, translatorOf } from './i18n/translate.tsx'
import type { PageHead, PageRequest, RenderedPage } from './page-request.ts'

/** Draws a page as a visitor sees it, or as its frame alone where a member is expected. */
export async function renderPage(request: PageRequest): Promise<RenderedPage> {
  const preferences = readPreferences(request.cookie)
  const call = typed((name, options) => fetchAnswer(request, name, options))
  const client = createQueryClient()
  const community = await call('GET /community').catch(() => undefined)
  if (community) client.setQueryData(communityQuery(call).queryKey, community)
  const language = preferences.language ?? community?.language ?? 'en'
  const i18n = await createI18n(language)
  const t = translatorOf(i18n)
  const match = matchPage(request.path)
  const first = await firstView(match, community, { client, call, t })
  const page = match?.route.page
  const lazy = page instanceof LazyPage ? page : undefined
  await lazy?.preload()

  const boot: Boot = {
    language,
    theme: preferences.theme,
    expectMember: preferences.here,
    renderedAtMs: request.nowMs,
    apiOrigin: request.apiOrigin,
    graphqlUrl: request.graphqlUrl,
    seeds: client
      .getQueryCache()
      .getAll()
      .map(({ queryKey, state }) => ({ key: queryKey, data: state.data })),
  }
  const session = new Session(request.apiOrigin, preferences.here)
  const markup = renderToString(
    <StaticRouter location={request.path + request.search}>
      <App porch={{ boot, session, call }} client={client} i18n={i18n} />
    </StaticRouter>,
  )
  const { path } = request
  return {
    status: first.status,
    language,
    theme: preferences.theme,
    siteName: community?.name ?? softwareName,
    head: first.head,
    canonicalPath: path === '/community' ? '/' : path,
    markup,
    boot,
    sources: [`src/i18n/${language}.ts`, ...(lazy ? [lazy.source] : [])],
  }
}

interface Means {
  readonly client: ReturnType<typeof createQueryClient>
  readonly call: ReturnType<typeof typed>
  readonly t: Translate
}

async function firstView(
  match: PageMatch | null,
  community: Community | undefined,
  { client, call, t }: Means,
): Promise<{ status: 200 | 404; head: PageHead }> {
  const siteName = community?.name ?? softwareName
  const plain: PageHead = {
    title: siteName,
    description: community?.tagline || t('describe.community', { community: siteName }),
    kind: 'website',
  }
  const missing = { status: 404, head: { ...plain, title: t('title.notFound') } } as const
  if (match === null) return missing
  if (!match.route.first || !community || community.needsSetup) return { status: 200, head: plain }
  try {
    return { status: 200, head: await match.route.first(firstDataInto(client, { call, t, community }), match.params) }
  } catch (error) {
    // Whatever else is wrong, the page comes without its first data and fetches them itself.
    const gone = error instanceof ApiProblem && (error.status === 404 || error.status === 422)
    return gone ? missing : { status: 200, head: plain }
  }
}

async function fetchAnswer(request: PageRequest, name: string, options: PlainCall): ReturnType<Response['json']> {
  const { status, body } = await request.fetchJson(addressOf(name.replace(/^GET /, ''), options))
  if (status !== 200) throw new ApiProblem('unexpected', status)
  return body
}
