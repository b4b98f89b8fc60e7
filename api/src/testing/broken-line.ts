import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const socketName = '.s.PGSQL.5432'

/** A line to a PostgreSQL server that a test can cut and mend, as when the server restarts. */
export interface BreakableLine {
  readonly databaseUrl: string
  cut(): Promise<void>
  mend(): Promise<void>
  stop(): Promise<void>
}

export async function breakableLine(databaseUrl: string): Promise<BreakableLine> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-line-'))
  const url = new URL(databaseUrl.replace('@/', '@localhost/'))
  const target = join(url.searchParams.get('host') ?? '', socketName)
  const sockets = new Set<Socket>()
  let server: Server | undefined

  async function mend(): Promise<void> {
    server = createServer((near) => {
      const far = connect(target)
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket)
        socket.on('error', () => other.destroy()).on('close', () => sockets.delete(socket))
      }
      near.pipe(far).pipe(near)
    })
    server.listen(join(directory, socketName))
    await once(server, 'listening')
  }

  async function cut(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    if (server === undefined) return
    const closed = once(server, 'close')
    server.close()
    server = undefined
    await closed
  }

  await mend()
  return {
    databaseUrl: databaseUrl.replace(/host=[^&]*/, `host=${encodeURIComponent(directory)}`),
    cut,
    mend,
    async stop() {
      await cut()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
