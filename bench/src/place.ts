import { once } from 'node:events'
import { mkdtemp, readlink, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A data directory and a port: what one community lives in, over several starts. */
export interface Place {
  readonly data: string
  readonly port: number
  /** `http://localhost:PORT` */
  readonly origin: string
}

/** Makes an empty place, hands it over, and removes it afterwards. */
export async function inNewPlace<Result>(use: (place: Place) => Promise<Result>): Promise<Result> {
  const parent = await mkdtemp(join(tmpdir(), 'porchlight-bench-'))
  const port = await freePort()
  try {
    return await use({ data: join(parent, 'data'), port, origin: `http://localhost:${port}` })
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
}

/** Where the programs of a running place listen. */
export async function socketPath(place: Place, name: string): Promise<string> {
  return join(await readlink(join(place.data, 'run/sockets')), `${name}.sock`)
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port')
  return address.port
}
