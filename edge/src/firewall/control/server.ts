import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { errors } from '@porchlight/contract/errors'
import type { ControlRefusal } from '@porchlight/contract/firewall-control'
import type { Logger } from '@porchlight/runtime/logger'
import type { Keeper } from '../keeper/keeper.ts'
import { Refusal } from '../keeper/refusal.ts'
import { readJsonBody } from './body.ts'
import { controlRoutes } from './routes.ts'

export interface ControlServer {
  close(): Promise<void>
}

/** Serves the keeper on a Unix socket that only our own user can open: `api` and the operator's command ask here. */
export async function serveControl(path: string, keeper: Keeper, logger: Logger): Promise<ControlServer> {
  const routes = controlRoutes(keeper)
  const server = createServer((request, response) => {
    answer(request, routes).then(
      (body) => send(response, 200, body),
      (error: unknown) => refuse(response, error, logger),
    )
  })
  await rm(path, { force: true })
  server.listen(path)
  await once(server, 'listening')
  await chmod(path, 0o600)
  return { close: () => close(server) }
}

async function answer(request: IncomingMessage, routes: ReturnType<typeof controlRoutes>): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://edge')
  const route = routes[`${request.method} ${pathname}`]
  if (route === undefined) throw new Refusal('not_found')
  return route({ query: Object.fromEntries(searchParams), body: await readJsonBody(request) })
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function refuse(response: ServerResponse, error: unknown, logger: Logger): void {
  const refusal: ControlRefusal = error instanceof Refusal ? error : { code: 'internal', faults: [] }
  if (refusal.code === 'internal') logger.error({ err: error }, 'the firewall could not be changed or shown')
  send(response, errors[refusal.code].status, { code: refusal.code, faults: refusal.faults })
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
