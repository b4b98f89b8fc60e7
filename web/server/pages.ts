import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { accepts } from './assets.ts'
import { documentOf } from './document.ts'
import { contentSecurityPolicy } from './security.ts'
import type { Site } from './site.ts'

/** Draws the page and sends it: for this reader only, and never taken from a cache without asking. */
export async function sendPage(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { built, upstream, origin, publicApiOrigin: apiOrigin, graphqlUrl, mediaOrigin, uploadOrigin } = site
  const url = new URL(request.url ?? '/', origin)
  const page = await built.renderPage({
    path: url.pathname,
    search: url.search,
    cookie: request.headers.cookie ?? '',
    apiOrigin,
    graphqlUrl,
    nowMs: Date.now(),
    fetchJson: (address) => upstream.fetchJson(address, request.headers),
  })
  const nonce = randomBytes(16).toString('base64')
  const document = documentOf({ page, files: built.filesOf(page.sources), origin, nonce })
  const { encoding, body } = await compressed(document, request.headers['accept-encoding'] ?? '')
  response.writeHead(page.status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
    'content-security-policy': contentSecurityPolicy({
      nonce,
      origin,
      apiOrigin,
      graphqlUrl,
      mediaOrigin,
      uploadOrigin,
    }),
    'cache-control': 'private, no-cache',
    'content-language': page.language,
    vary: 'cookie, accept-encoding',
    ...(encoding && { 'content-encoding': encoding }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Fast rather than small: each page is sent once. */
async function compressed(text: string, accepted: string): Promise<{ encoding?: 'br' | 'gzip'; body: Buffer }> {
  if (accepts(accepted, 'br')) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
    return { encoding: 'br', body: await promisify(brotliCompress)(text, { params }) }
  }
  if (accepts(accepted, 'gzip')) return { encoding: 'gzip', body: await promisify(gzip)(text, { level: 6 }) }
  return { body: Buffer.from(text) }
}
