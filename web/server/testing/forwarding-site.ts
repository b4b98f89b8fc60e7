import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type RequestListener, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { createLogger } from '@porchlight/runtime/logger'
import { Forwarder } from '../forwarding/forwarder.ts'
import { createSiteServer } from '../server.ts'
import { Upstream } from '../upstream.ts'

export interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface ForwardingSite {
  readonly port: number
  readonly forwarder: Forwarder
  readonly api: Server
  ask(asked: Asked): Promise<Answered>
}

interface Options {
  readonly api?: Server
  /** False: as in the topologies where pages are all that comes here. */
  readonly forwards?: boolean
  readonly idleTimeoutMs?: number
}

/** The server of the pages, without any, before an `api` of the test's own. */
export async function startForwarding(
  t: TestContext,
  listener: RequestListener,
  { api = createServer(listener), forwards = true, idleTimeoutMs = 5_000 }: Options = {},
): Promise<ForwardingSite> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-forwarding-'))
  const address = { kind: 'socket', path: join(directory, 'api.sock') } as const
  api.listen({ path: address.path })
  await once(api, 'listening')
  const logger = createLogger('web', 'silent')
  const forwarder = new Forwarder({ api: address, logger, idleTimeoutMs })
  const upstream = new Upstream(address)
  const server = createSiteServer({
    origin: 'https://porch.example',
    publicApiOrigin: forwards ? '' : 'https://api.porch.example',
    graphqlUrl: '',
    mediaOrigin: '',
    uploadOrigin: '',
    built: { clientDirectory: directory, renderPage: noPage, filesOf: noPage },
    assets: new Map(),
    upstream,
    forwarder: forwards ? forwarder : undefined,
    logger,
    draining: () => false,
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  t.after(async () => {
    forwarder.closeTunnels()
    forwarder.close()
    upstream.close()
    for (const one of [server, api]) {
      one.close()
      one.closeAllConnections()
    }
    await rm(directory, { recursive: true })
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The server listens on no port')
  const { port } = bound
  return { port, forwarder, api, ask: (asked) => ask(port, asked) }
}

function noPage(): never {
  throw new Error('This site has no pages')
}

async function ask(port: number, { method = 'GET', path, headers = {}, body }: Asked): Promise<Answered> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent: false })
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  const chunks: Buffer[] = await Array.fromAsync(response)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }
}
