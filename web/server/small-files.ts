import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import type { Upstream } from './upstream.ts'

const Named = z.object({ name: z.string() })

/** What a device shows when the place is put on its home screen: the community's own name. */
export async function webManifest(upstream: Upstream, asked: IncomingHttpHeaders): Promise<string> {
  const answer = await upstream.fetchJson('/api/community', asked).catch(() => undefined)
  const name = Named.safeParse(answer?.body).data?.name ?? 'Porchlight'
  return JSON.stringify({
    id: '/',
    name,
    short_name: name,
    start_url: '/',
    display: 'standalone',
    background_color: '#fcfaf5',
    theme_color: '#fcfaf5',
    icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  })
}

/** Public pages may be found; rooms behind the door lead a search engine nowhere. */
export const robots = `User-agent: *
Disallow: /api/
Disallow: /admin
Disallow: /settings
Disallow: /setup
Disallow: /welcome
Disallow: /reset
`
