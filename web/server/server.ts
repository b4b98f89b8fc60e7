import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { givenRequestId } from '@porchlight/runtime/request-id'
import { sendAsset } from './assets.ts'
import { sendPage } from './pages.ts'
import { commonHeaders } from './security.ts'
import type { Site } from './site.ts'
import { robots, webManifest } from './small-files.ts'

/** The front-end container: health, files of the build, and a page for everything else. */
export function createSiteServer(site: Site): Server {
  const headers = commonHeaders(site.origin)
  return createServer({ maxHeaderSize: 32_768 }, (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const startedAt = performance.now()
    response.once('close', () => log(site, request, { status: response.statusCode, startedAt }))
    answer(site, request, response).catch((error: unknown) => fail(site, response, error))
  })
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    return send(response, 405, 'text/plain; charset=utf-8', 'This address takes GET and HEAD only.\n')
  }
  const path = pathOf(request.url ?? '/')
  if (path === null) return send(response, 400, 'text/plain; charset=utf-8', 'The address is malformed.\n')
  if (path === '/livez') return send(response, 200, 'text/plain; charset=utf-8', 'ok\n')
  if (path === '/readyz') {
    const draining = site.draining()
    return send(response, draining ? 503 : 200, 'text/plain; charset=utf-8', draining ? 'draining\n' : 'ok\n')
  }
  const asset = site.assets.get(path)
  if (asset) return sendAsset(asset, request, response)
  // A file that an older build had: not a page, and not to be remembered as missing.
  if (path.startsWith('/assets/')) return send(response, 404, 'text/plain; charset=utf-8', 'There is no such file.\n')
  if (path === '/robots.txt') return send(response, 200, 'text/plain; charset=utf-8', robots)
  if (path === '/manifest.webmanifest') {
    return send(response, 200, 'application/manifest+json', await webManifest(site.upstream, request.headers))
  }
  return sendPage(site, request, response)
}

/** The path as files and pages are known by, or null where it is no well-formed one. */
function pathOf(target: string): string | null {
  const path =
    target.startsWith('/') && !target.startsWith('//') ? URL.parse(target, 'http://site')?.pathname : undefined
  if (path === undefined) return null
  try {
    decodeURIComponent(path)
    return path
  } catch {
    return null
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': status === 200 && type !== 'text/plain; charset=utf-8' ? 'public, max-age=3600' : 'no-store',
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

function fail(site: Site, response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  site.logger.error({ err: error, requestId: givenRequestId(response.req.headers) }, 'the page failed')
  if (response.headersSent) return void response.destroy()
  send(
    response,
    500,
    'text/plain; charset=utf-8',
    'Something went wrong on our side. Load the page again in a moment.\n',
  )
}

interface Outcome {
  readonly status: number
  readonly startedAt: number
}

function log({ logger }: Site, request: IncomingMessage, { status, startedAt }: Outcome): void {
  if (request.url === '/livez' || request.url === '/readyz') return
  const durationMs = Math.round((performance.now() - startedAt) * 10) / 10
  logger.info(
    { requestId: givenRequestId(request.headers), method: request.method, url: request.url, status, durationMs },
    'request',
  )
}
