import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { errors } from '@porchlight/contract/errors'
import type { Logger } from '@porchlight/runtime/logger'
import type { FunctionRunner } from '../runner.ts'
import { controlRoutes, Refusal } from './routes.ts'

/** A thousand records of S3, and more than any list of ids. */
const maxBodyBytes = 1_500_000

export interface ControlOptions {
  readonly runner: FunctionRunner
  readonly logger: Logger
  readonly draining: () => boolean
}

/** Serves the runner to whoever can open its socket, which only our own user can. */
export function createControlServer({ runner, logger, draining }: ControlOptions): Server {
  const routes = controlRoutes(runner)
  return createServer((request, response) => {
    if (request.url === '/livez') return send(response, 200, {})
    if (request.url === '/readyz') return send(response, draining() ? 503 : 200, {})
    answer(request, routes).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => refuse(response, error, logger),
    )
  })
}

async function answer(request: IncomingMessage, routes: ReturnType<typeof controlRoutes>) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://functions')
  const route = routes[`${request.method} ${pathname}`]
  if (route === undefined) throw new Refusal('not_found')
  return route({ query: Object.fromEntries(searchParams), body: await readJson(request) })
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function refuse(response: ServerResponse, error: unknown, logger: Logger): void {
  const { code, faults } = error instanceof Refusal ? error : new Refusal('internal')
  if (code === 'internal') logger.error({ err: error }, 'the function runner could not do what it was asked')
  send(response, errors[code].status, { code, faults })
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > maxBodyBytes) throw new Refusal('payload_too_large')
    chunks.push(chunk)
  }
  if (bytes === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new Refusal('malformed_body')
  }
}
