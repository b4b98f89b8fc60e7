import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { sendProblem } from '@porchlight/runtime/problem'
import { givenRequestId } from '@porchlight/runtime/request-id'
import { sendAsset } from './assets.ts'
import { asksForApiSocket, isForApi } from './forwarding/forwarder.ts'
import { sendPage } from './pages.ts'
import { commonHeaders } from './security.ts'
import type { Site } from './site.ts'
import { robots, webManifest } from './small-files.ts'

/** The front-end container: health, files of the build, and a page for everything else. */
export function createSiteServer(site: Site): Server {
  const headers = commonHeaders(site.origin)
  const { forwarder } = site
  const shouldUpgradeCallback = (request: IncomingMessage) => forwarder !== undefined && asksForApiSocket(request)
  const server = createServer({ maxHeaderSize: 32_768, shouldUpgradeCallback }, (request, response) => {
    logWhenOver(site, request, response)
    // The headers of its answer are for `api` to choose.
    if (isForApi(request)) return answerForApi(site, request, response)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    answer(site, request, response).catch((error: unknown) => fail(site, response, error))
  })
  if (forwarder !== undefined) {
    server.on('upgrade', (request, socket, head) =>
      logWhenOver(site, request, forwarder.upgrade(request, socket, head)),
    )
  }
  return server
}

/** In `path` and `split` nothing leads here that is meant for `api`, but for who looks in the wrong place. */
function answerForApi(
  { forwarder, origin, publicApiOrigin }: Site,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (forwarder !== undefined) return forwarder.forward(request, response)
  const address = `${publicApiOrigin || origin}/api`
  sendProblem(response, {
    status: 404,
    detail: `The interface for programs is not at this address. It is at ${address}.`,
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

function logWhenOver({ logger }: Site, request: IncomingMessage, response: ServerResponse): void {
  const { url = '', method } = request
  if (url === '/livez' || url === '/readyz') return
  const startedAt = performance.now()
  response.once('close', () => {
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10
    // What members ask of `api` is theirs.
    const shown = isForApi(request) ? url.split('?', 1).join() : url
    const requestId = givenRequestId(request.headers)
    logger.info({ requestId, method, url: shown, status: response.statusCode, durationMs }, 'request')
  })
}
