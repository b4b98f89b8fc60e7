import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type RequestOptions, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { createLogger } from '@porchlight/runtime/logger'
import { build } from 'vite'
import { loadAssets } from '../assets.ts'
import { loadBuiltSite } from '../built-site.ts'
import { createSiteServer } from '../server.ts'
import { Upstream } from '../upstream.ts'

export const origin = 'https://porch.example'

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface RunningSite extends AsyncDisposable {
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Reply>
  /** Stops the API, as when it is being replaced. */
  stopApi(): Promise<void>
  draining: boolean
}

/** Builds the pages into a directory of their own and serves them before a small API; all of it over Unix sockets. */
export async function startSite(api: RequestListener): Promise<RunningSite> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-web-'))
  await buildInto(directory)
  const apiServer = await listening(createServer(api), join(directory, 'api.sock'))
  const upstream = new Upstream({ kind: 'socket', path: join(directory, 'api.sock') })
  const built = await loadBuiltSite(directory)
  const state = { draining: false }
  const server = createSiteServer({
    origin,
    publicApiOrigin: '',
    graphqlUrl: '',
    mediaOrigin: '',
    uploadOrigin: '',
    built,
    assets: await loadAssets(built.clientDirectory),
    upstream,
    forwarder: undefined,
    logger: createLogger('web', 'silent'),
    draining: () => state.draining,
  })
  await listening(server, join(directory, 'web.sock'))
  return {
    get: (path, headers = {}, method = 'GET') =>
      get({ socketPath: join(directory, 'web.sock'), path, headers, method }),
    stopApi: () => closed(apiServer),
    set draining(draining: boolean) {
      state.draining = draining
    },
    async [Symbol.asyncDispose]() {
      upstream.close()
      await Promise.all([closed(server), closed(apiServer)])
      await rm(directory, { recursive: true })
    },
  }
}

async function buildInto(directory: string): Promise<void> {
  const common = { configFile: join(import.meta.dirname, '../../vite.config.ts'), logLevel: 'silent' } as const
  await build({ ...common, build: { outDir: join(directory, 'client') } })
  await build({ ...common, build: { outDir: join(directory, 'server'), ssr: true } })
}

async function listening(server: Server, path: string): Promise<Server> {
  server.listen({ path })
  await once(server, 'listening')
  return server
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return
  const closing = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closing
}

async function get(options: RequestOptions): Promise<Reply> {
  const outgoing = request(options).end()
  const [response] = await once(outgoing, 'response')
  const chunks: Buffer[] = await Array.fromAsync(response)
  const body = Buffer.concat(chunks)
  const plain = response.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body
  return { status: response.statusCode, headers: response.headers, body: plain.toString() }
}
