import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessToken } from '@porchlight/system/token'
import { publicJwk } from './issuer.ts'

export interface FakeApi {
  readonly address: { readonly kind: 'socket'; readonly path: string }
  stop(): Promise<void>
}

/** What resolvers and the authenticator ask of `api`: its keys, and its members, who all can be written to. */
export async function startFakeApi(): Promise<FakeApi> {
  const folder = await mkdtemp(join(tmpdir(), 'api-'))
  const path = join(folder, 'api.sock')
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://api')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(pathname === accessToken.jwksPath ? { keys: [publicJwk] } : members(searchParams)))
  })
  server.listen(path)
  await once(server, 'listening')
  return {
    address: { kind: 'socket', path },
    async stop() {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function members(parameters: URLSearchParams): object {
  const ids = parameters.get('ids')?.split(',') ?? []
  return {
    items: ids.map((id) => ({ id, handle: id.slice(-8), name: 'Ada', avatar: null, viewer: { reach: 'open' } })),
  }
}
