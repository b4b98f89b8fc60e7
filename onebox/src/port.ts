import { once } from 'node:events'
import { createServer } from 'node:net'
import { hasCode, OperatorError } from './operator-error.ts'

/**
 * Makes sure that the address can be listened on.
 *
 * @throws {OperatorError} saying why not.
 */
export async function checkPort({ host, port }: { host: string; port: number }): Promise<void> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
  } catch (error) {
    throw explained(error, host, port)
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
}

function explained(error: unknown, host: string, port: number): unknown {
  if (hasCode(error, 'EADDRINUSE')) {
    const other = port < 65_535 ? port + 1 : port - 1
    return new OperatorError(
      `Port ${port} on ${host} is taken by another program. Stop that, or choose another port: PORCHLIGHT_PORT=${other} npm start`,
    )
  }
  if (hasCode(error, 'EACCES')) {
    return new OperatorError(
      `Port ${port} is reserved for the system. Set PORCHLIGHT_PORT to one from 1024 on, such as 8080.`,
    )
  }
  if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAFNOSUPPORT')) {
    return new OperatorError(
      `${host} is not an address of this machine. Set PORCHLIGHT_HOST to one that is, or to 0.0.0.0 for all.`,
    )
  }
  return error
}
