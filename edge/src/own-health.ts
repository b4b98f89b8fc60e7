import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TargetGroup } from './target-group/target-group.ts'

export interface OwnHealth {
  readonly draining: boolean
  readonly groups: Iterable<TargetGroup>
}

/** The supervisor asks the internal listener: `/livez` whether the edge is up, `/readyz` whether it can serve. */
export function answerOwnHealth(request: IncomingMessage, response: ServerResponse, health: OwnHealth): boolean {
  if (request.method !== 'GET' || (request.url !== '/livez' && request.url !== '/readyz')) return false
  const targetGroups = Object.fromEntries([...health.groups].map(({ service, targets }) => [service, targets]))
  const served = Object.values(targetGroups).every((targets) => targets.some(({ state }) => state === 'healthy'))
  const status = request.url === '/livez' || (served && !health.draining) ? 200 : 503
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify({ draining: health.draining, targetGroups }))
  return true
}
