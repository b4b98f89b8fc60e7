import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { PictureClaim, PictureRelease } from '@porchlight/contract/messaging'

export type Reach = 'open' | 'request' | 'closed'

/** What `api` says of members and pictures, on a socket of its own: what the resolvers ask it for, and nothing else. */
export class FakeApi {
  /** By the member asked for: absent, `api` does not know them. */
  readonly reach = new Map<string, Reach>()
  /** By their ids, whose they are. */
  readonly pictures = new Map<string, string>()
  readonly claims: { readonly token: string; readonly messageId: string; readonly pictureIds: readonly string[] }[] = []
  readonly releases: { readonly token: string; readonly pictureIds: readonly string[] }[] = []
  readonly asked: { readonly token: string; readonly ids: readonly string[] }[] = []
  isDown = false

  async listen(): Promise<{ path: string; close: () => Promise<void> }> {
    const directory = await mkdtemp(join(tmpdir(), 'api-'))
    const path = join(directory, 's')
    const server = createServer((request, response) => {
      this.#answer(request).then(
        ({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
        },
        () => response.writeHead(500).end('{}'),
      )
    })
    server.listen(path)
    await once(server, 'listening')
    return {
      path,
      async close() {
        server.closeAllConnections()
        server.close()
        await rm(directory, { recursive: true, force: true })
      },
    }
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const url = new URL(request.url ?? '/', 'http://api')
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    if (this.isDown) return { status: 503, body: {} }
    const route = `${request.method} ${url.pathname}`
    if (route === 'GET /api/members') return this.#members(token, url.searchParams.get('ids')?.split(',') ?? [])
    const body: unknown = JSON.parse(await text(request))
    if (route === 'POST /api/pictures/claims') return this.#claim(token, PictureClaim.parse(body))
    if (route !== 'POST /api/pictures/releases') return { status: 404, body: {} }
    this.releases.push({ token, ...PictureRelease.parse(body) })
    return { status: 204, body: {} }
  }

  #members(token: string, ids: readonly string[]) {
    this.asked.push({ token, ids })
    if (ids.length > 100) return { status: 400, body: {} }
    const items = ids.flatMap((id) => {
      const reach = this.reach.get(id)
      if (reach === undefined) return []
      const avatar = {
        id: 'x',
        sources: [{ name: 'thumbnail', format: 'webp', url: `/renders/${id}`, width: 1, height: 1 }],
      }
      const viewer = { isYou: id === token, following: false, reach }
      return [{ id, handle: `h_${id.slice(-4)}`, name: `Name ${id.slice(-4)}`, avatar, bio: 'A secret?', viewer }]
    })
    return { status: 200, body: { items } }
  }

  #claim(token: string, { messageId, pictureIds }: PictureClaim) {
    this.claims.push({ token, messageId, pictureIds })
    if (pictureIds.some((id) => this.pictures.get(id) !== token))
      return { status: 422, body: { code: 'picture_unavailable' } }
    const items = pictureIds.map((pictureId) => ({
      pictureId,
      key: 'k'.repeat(22),
      width: 640,
      height: 480,
      placeholder: null,
      colour: '#102030',
      altText: 'A picture',
    }))
    return { status: 200, body: { items } }
  }
}
