import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { BlockList, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { createLogger } from '@porchlight/runtime/logger'
import { machineTargetGroupAttributes } from '@porchlight/system/target-group'
import { accessToken } from '@porchlight/system/token'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { z } from 'zod'
import { Edge, type EdgeSettings } from '../edge.ts'
import { compileFirewall } from '../firewall/compile.ts'
import { FirewallGate } from '../firewall/gate.ts'
import { bareSources } from '../firewall/sources.ts'
import { clientTimes } from '../protocol/limits.ts'
import { TestIssuer } from './test-issuer.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

export interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface RequestOptions {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

const Target = z.object({ target: z.string(), state: z.string(), reason: z.string().optional() })
const Readyz = z.object({ targetGroups: z.record(z.string(), z.array(Target)) })

const stepMs = 5
const limitMs = 20_000

/** An edge on a port of its own under the origin `http://localhost`, with replicas that the test writes. */
export class EdgeUnderTest {
  readonly edge: Edge
  readonly port: number
  /** Its keys are answered by every replica of `api`. */
  readonly issuer = new TestIssuer()
  readonly #folder: string

  private constructor(edge: Edge, port: number, folder: string) {
    this.edge = edge
    this.port = port
    this.#folder = folder
  }

  static async start(test: TestContext, changes: Partial<EdgeSettings> = {}): Promise<EdgeUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), 'edge-'))
    const edge = new Edge({ ...settingsIn(folder), ...changes }, createLogger('edge', 'silent'))
    await edge.listen()
    test.after(async () => {
      await edge.drain({ noticeMs: 0, limitMs: 0 })
      await rm(folder, { recursive: true })
    })
    if (edge.port === undefined) throw new Error('The edge has no port')
    return new EdgeUnderTest(edge, edge.port, folder)
  }

  /** Where plain HTTP is sent to TLS. */
  get plainPort(): number {
    return this.edge.plainPort ?? 0
  }

  get internalSocket(): string {
    return join(this.#folder, 'internal.sock')
  }

  socketOf(slot: string): string {
    return join(this.#folder, `${slot}.sock`)
  }

  /** A healthy replica in a slot such as `api.1`, closed with the test. */
  async replica(test: TestContext, slot: string, handler: Handler): Promise<Server> {
    const server = createServer((incoming, response) => {
      if (incoming.url === '/readyz') response.end('ready')
      else if (incoming.url === accessToken.jwksPath && slot.startsWith('api.')) this.issuer.serveKeys(response)
      else handler(incoming, response)
    })
    await this.serve(test, slot, server)
    await until(async () => (await this.healthy()).includes(slot))
    return server
  }

  /** Any server in a slot; it need not be healthy. */
  async serve(test: TestContext, slot: string, server: Server): Promise<void> {
    await new Promise<void>((resolve) => server.listen(this.socketOf(slot), resolve))
    test.after(() => stop(server))
  }

  /** The slots whose replicas are healthy. */
  async healthy(): Promise<readonly string[]> {
    return (await this.targets()).filter(({ state }) => state === 'healthy').map(({ target }) => target)
  }

  /** How the replicas fare, as the internal listener tells. */
  async targets(): Promise<readonly z.infer<typeof Target>[]> {
    const { body } = await ask({ socketPath: this.internalSocket }, { path: '/readyz' })
    return Object.values(Readyz.parse(JSON.parse(body)).targetGroups).flat()
  }

  ask(options: RequestOptions): Promise<Answered> {
    return ask({ port: this.port }, options)
  }

  /** Writes bytes as they are and reads to the end of the connection. */
  raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: this.port })
      const chunks: Buffer[] = []
      socket.setTimeout(limitMs, () => socket.destroy(new Error('The edge left the connection open')))
      socket.on('data', (chunk: Buffer) => chunks.push(chunk))
      socket.on('error', reject)
      socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
      socket.write(text, 'latin1')
    })
  }
}

/** An edge on a port of the system's choice, with the place's own firewall. */
export function settingsIn(folder: string): EdgeSettings {
  return {
    listen: { kind: 'port', host: '127.0.0.1', port: 0 },
    internalListen: { kind: 'socket', path: join(folder, 'internal.sock') },
    origin: new URL('http://localhost'),
    topology: 'path',
    trustedProxies: new BlockList(),
    maxConnectionsPerAddress: 256,
    firewall: new FirewallGate(compileFirewall(firewall, bareSources())),
    clientTimes,
    keySetTimes: { refreshMs: 60_000, retryMs: 20, minIntervalMs: 20 },
    socketsPath: folder,
    targetIdleTimeoutMs: 60_000,
    targetGroup: machineTargetGroupAttributes,
    health: { intervalMs: 20, timeoutMs: 1_000, healthyCount: 1, unhealthyCount: 2 },
  }
}

export function ask(
  where: { port: number } | { socketPath: string },
  { path, method = 'GET', headers = {}, body }: RequestOptions,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      ...where,
      path,
      method,
      headers: { Host: 'localhost', ...headers },
      agent: false,
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response
        resolve({ status, headers, body: Buffer.concat(chunks).toString() })
      })
    })
    outgoing.end(body)
  })
}

/** @throws {Error} when the condition does not come about within the limit, which says nothing about speed. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = limitMs): Promise<void> {
  const startedAt = performance.now()
  while (!(await condition())) {
    if (performance.now() - startedAt > withinMs) throw new Error('The condition did not come about')
    await delay(stepMs)
  }
}

export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
