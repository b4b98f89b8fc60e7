import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { pictureVariables, testOrigin } from './test-api.ts'

const entry = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface ProcessAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** `main.ts` in a process of its own, on a Unix socket. */
export interface TestProcess {
  readonly child: ChildProcess
  /** Both streams so far. */
  output(): string
  /** Resolves when it answers `/readyz` with 200. */
  ready(): Promise<void>
  request(line: string, sent?: { headers?: Record<string, string>; body?: unknown }): Promise<ProcessAnswer>
  /** The exit code; nothing of it is left. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export async function startTestProcess(environment: Readonly<Record<string, string>>): Promise<TestProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-api-'))
  const socketPath = join(directory, 'api.sock')
  const child = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...(process.env.NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
      PORCHLIGHT_LISTEN: `unix:${socketPath}`,
      PORCHLIGHT_ORIGIN: testOrigin,
      PORCHLIGHT_AUTH_SECRET: 'a secret of tests, long enough for its use',
      ...pictureVariables(join(directory, 'objects')),
      ...environment,
    },
  })
  const exited = once(child, 'exit')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (output += part))

  async function send(line: string, { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {}) {
    const [method = 'GET', path = '/'] = line.split(' ')
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const outgoing = request({ socketPath, method, path, headers: { ...type, ...headers } })
    outgoing.end(body === undefined ? undefined : JSON.stringify(body))
    const [incoming] = await once(outgoing, 'response').catch((error: unknown) => {
      throw new Error(`${line} got no answer (exit code ${child.exitCode}); the api wrote:\n${output}`, {
        cause: error,
      })
    })
    return { status: Number(incoming.statusCode), headers: incoming.headers, text: await text(incoming) }
  }

  return {
    child,
    output: () => output,
    request: send,
    async ready() {
      const isReady = () =>
        send('GET /readyz').then(
          ({ status }) => status === 200,
          () => false,
        )
      while (!(await isReady())) {
        if (child.exitCode !== null) throw new Error(`The api ended:\n${output}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await exited
      await rm(directory, { recursive: true, force: true })
      return child.exitCode
    },
  }
}
