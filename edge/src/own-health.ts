import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TargetGroup } from './target-group/target-group.ts'

export interface OwnHealth {
  readonly draining: boolean
  readonly groups: Iterable<TargetGroup>
}

/** The supervisor asks the internal listener: `/livez` whether the edge is up, `/readyz` whether it can serve. */
export function answerOwnHealth(request: IncomingMessage, response: ServerResponse, health: OwnHealth): boolean {
  if (request.method !== 'GET' || (request.url !== '/livez' && request.url !== '/readyz')) return false
  const healthy = Object.fromEntries([...health.groups].map((group) => [group.service, group.healthyTargets]))
  const ready = !health.draining && Object.values(healthy).every((targets) => targets.length > 0)
  const status = request.url === '/livez' || ready ? 200 : 503
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify({ draining: health.draining, healthy }))
  return true
}
