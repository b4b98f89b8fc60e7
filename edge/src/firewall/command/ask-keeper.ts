import { readlink } from 'node:fs/promises'
import { request } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { json } from 'node:stream/consumers'
import { errors } from '@porchlight/contract/errors'
import { z } from 'zod'
import { CommandFault, exitCodes } from './command-fault.ts'
import type { Place } from './place.ts'

export interface Asked {
  readonly method: 'GET' | 'PATCH' | 'POST'
  readonly path: string
  readonly body?: unknown
}

const Refused = z.object({ code: z.string(), faults: z.array(z.object({ message: z.string() })) })

/** @throws {CommandFault} where Porchlight does not run, or refuses. */
export async function askKeeper(place: Place, asked: Asked): Promise<unknown> {
  const { status, body } = await send(await shortPath(place.controlSocket), asked).catch((error: unknown) => {
    throw notRunning(place, error)
  })
  if (status === 200) return body
  const refused = Refused.safeParse(body)
  if (!refused.success) throw new CommandFault(`The edge answered ${status}. See its log.`)
  const { code, faults } = refused.data
  const entry = Object.entries(errors).find(([name]) => name === code)?.[1]
  const said = faults.map(({ message }) => message)
  throw new CommandFault([`${entry?.title ?? code}.`, ...(said.length > 0 ? said : [entry?.advice ?? ''])].join('\n'))
}

/** A socket's path has at most 107 bytes, so the link is followed here. */
async function shortPath(path: string): Promise<string> {
  const target = await readlink(dirname(path)).catch(() => dirname(path))
  return join(target, basename(path))
}

async function send(socketPath: string, asked: Asked): Promise<{ status: number; body: unknown }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: unknown }>()
  const headers = { host: 'edge', 'content-type': 'application/json' }
  const outgoing = request({ socketPath, method: asked.method, path: asked.path, headers })
  outgoing.on('error', reject)
  outgoing.on('response', (response) => {
    json(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
  })
  outgoing.end(asked.body === undefined ? undefined : JSON.stringify(asked.body))
  return await promise
}

function notRunning(place: Place, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EACCES') {
    return new CommandFault(`Porchlight runs as another user. Use this command as the user who started it.`)
  }
  if (code !== 'ENOENT' && code !== 'ECONNREFUSED' && code !== 'ENOTDIR') return error
  return new CommandFault(
    `Porchlight is not running on ${place.dataDirectory}, and this changes what runs. Start it with npm start, or set PORCHLIGHT_DATA to the data of the one that runs.`,
    exitCodes.notRunning,
  )
}
