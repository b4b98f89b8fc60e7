import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { localHosts, publicApiOrigin } from '@porchlight/system/hosts'
import type { Topology } from '@porchlight/system/topology'
import { repository } from '../command.ts'
import { eventually } from './eventually.ts'

const startLimitMs = 60_000

export interface SystemOptions {
  readonly args?: readonly string[]
  readonly topology?: Topology
  /** Settings besides those that keep a journey apart from the machine's own place. */
  readonly environment?: Readonly<Record<string, string>>
}

/** The whole of Porchlight, started as `npm start` does, on a port and a data directory of its own. */
export class SystemUnderTest {
  readonly origin: string
  /** Where `api` is reached: the same, unless the topology is `split`. */
  readonly apiOrigin: string
  readonly port: number
  readonly data: string
  readonly #options: SystemOptions
  #child: ChildProcess | undefined
  #output = ''

  private constructor(data: string, port: number, options: SystemOptions) {
    const { topology = 'path' } = options
    this.data = data
    this.port = port
    this.#options = options
    this.origin = `http://${topology === 'split' ? localHosts.web : 'localhost'}:${port}`
    this.apiOrigin = publicApiOrigin(topology, this.origin)
  }

  static async start(t: Pick<TestContext, 'after'>, options: SystemOptions = {}): Promise<SystemUnderTest> {
    const data = await mkdtemp(join(tmpdir(), 'porchlight-journey-'))
    const system = new SystemUnderTest(data, await freePort(), options)
    t.after(async () => {
      await system.stop()
      await rm(data, { recursive: true, force: true })
    })
    await system.start()
    return system
  }

  /** Starts, or starts again with the same data, and waits for the printed address. */
  async start(): Promise<void> {
    this.#output = ''
    const child = spawn(
      process.execPath,
      ['onebox/bootstrap.mjs', 'onebox/src/main.ts', ...(this.#options.args ?? [])],
      {
        cwd: repository,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          PORCHLIGHT_DATA: this.data,
          PORCHLIGHT_PORT: String(this.port),
          PORCHLIGHT_LOG_LEVEL: 'error',
          // A journey does in a minute what a person does in a day.
          PORCHLIGHT_RATE_LIMITS: 'off',
          ...(this.#options.topology && { PORCHLIGHT_TOPOLOGY: this.#options.topology }),
          ...this.#options.environment,
        },
      },
    )
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text
    })
    this.#child = child
    await eventually('the address is printed', startLimitMs, async () => {
      if (child.exitCode !== null)
        throw new Error(`The system ended with exit code ${child.exitCode}:\n${this.#output}`)
      return this.#output.includes('Porchlight is on')
    })
  }

  /** What was printed for the operator: the address, and the one-time link or the demo's members. */
  get output(): string {
    return this.#output
  }

  get setupLink(): string {
    const link = /\S+\/setup#token=\S+/.exec(this.#output)?.[0]
    if (link === undefined) throw new Error(`No set-up link was printed:\n${this.#output}`)
    return link
  }

  /** The process that the operator started. */
  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error('The system is not running')
    return this.#child.pid
  }

  signal(name: NodeJS.Signals): void {
    process.kill(this.pid, name)
  }

  /** As Ctrl-C does; resolves with the exit code once it is gone. */
  async stop(): Promise<number | null> {
    const child = this.#child
    this.#child = undefined
    if (child === undefined) return null
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit')
      child.kill('SIGINT')
      await exited
    }
    return child.exitCode
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port')
  return address.port
}
