import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AccessLog } from './logger.ts'
import { givenRequestId } from './request-id.ts'

/** One line a request. The query stays out: it may be a grant, or hold a token. */
export function logWhenOver(log: AccessLog, request: IncomingMessage, response: ServerResponse): void {
  const { url = '', method } = request
  if (url === '/livez' || url === '/readyz') return
  const startedAt = performance.now()
  response.once('close', () => {
    log({
      requestId: givenRequestId(request.headers),
      method,
      path: url.split('?', 1).join(),
      status: response.statusCode,
      whole: response.writableFinished,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    })
  })
}
