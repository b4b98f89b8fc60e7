import { readlink } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { functionsSocketName } from '@porchlight/contract/functions-control'
import { CommandFault, exitCodes } from './command-fault.ts'

export interface Asked {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}

/** @throws {CommandFault} where Porchlight does not run on the data directory, or refuses. */
export async function askRunner(dataDirectory: string, asked: Asked): Promise<unknown> {
  // A socket's path has at most 107 bytes, so the link is followed here.
  const sockets = await readlink(join(dataDirectory, 'run/sockets')).catch(() => dataDirectory)
  const { status, body } = await send(join(sockets, functionsSocketName), asked).catch((error: unknown) => {
    throw notRunning(dataDirectory, error)
  })
  if (status === 200) return body
  throw new CommandFault(`The function runner answered ${status}: ${JSON.stringify(body)}. Its log may say more.`)
}

async function send(socketPath: string, asked: Asked): Promise<{ status: number; body: unknown }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: unknown }>()
  const text = asked.body === undefined ? undefined : JSON.stringify(asked.body)
  const headers = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }
  const outgoing = request({ socketPath, method: asked.method, path: asked.path, headers, agent: false })
  outgoing.on('error', reject)
  outgoing.on('response', (response) => {
    json(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
  })
  outgoing.end(text)
  return await promise
}

function notRunning(dataDirectory: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EACCES') {
    return new CommandFault('Porchlight runs as another user. Use this command as the user who started it.')
  }
  if (code !== 'ENOENT' && code !== 'ECONNREFUSED' && code !== 'ENOTDIR') return error
  return new CommandFault(
    `Porchlight is not running on ${dataDirectory}. Start it with npm start, or set PORCHLIGHT_DATA to the data of the one that runs.`,
    exitCodes.notRunning,
  )
}
