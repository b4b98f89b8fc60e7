import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'

/** The database over TCP, as RDS is reached: a container sees none of this machine's sockets. */
export interface TcpDatabase {
  readonly databaseUrl: string
  close(): void
}

export async function overTcp(socketUrl: string): Promise<TcpDatabase> {
  const [, login = '', name = '', directory = ''] = /^postgresql:\/\/(.*)@\/(\w+)\?host=(.*)$/.exec(socketUrl) ?? []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(join(decodeURIComponent(directory), '.s.PGSQL.5432'))
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The relay has no port')
  return {
    databaseUrl: `postgresql://${login}@127.0.0.1:${address.port}/${name}`,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
