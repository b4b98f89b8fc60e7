import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface RawExchange {
  readonly text: string
  readonly statuses: readonly number[]
}

const deadlineMs = 20_000

/**
 * Sends bytes as they are, which no HTTP client would, and collects what comes back until the server closes: what is
 * sent must ask for that, or be what a server closes for.
 *
 * @throws when the connection is left hanging.
 */
export async function exchangeRaw(address: string, bytes: string | Buffer): Promise<RawExchange> {
  const socket = await open(address)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.write(bytes)
  try {
    await once(socket, 'close', { signal: AbortSignal.timeout(deadlineMs) })
  } finally {
    socket.destroy()
  }
  const text = Buffer.concat(chunks).toString('latin1')
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
  return { text, statuses }
}

/** Sends bytes and hangs up. */
export async function sendAndLeave(address: string, bytes: string): Promise<void> {
  const socket = await open(address)
  const closed = once(socket, 'close')
  socket.write(bytes, () => socket.destroy())
  await closed
}

async function open(address: string): Promise<Socket> {
  const { hostname, port } = new URL(address)
  const socket = connect({ host: hostname, port: Number(port) })
  await once(socket, 'connect')
  // A server that closes while we still write resets the connection; what it said before has arrived.
  socket.on('error', () => {})
  return socket
}
