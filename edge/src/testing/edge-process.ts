import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { until } from './edge-under-test.ts'

/** The edge as the supervisor starts it, in a folder of its own. */
export class EdgeProcess {
  readonly child: ChildProcess
  readonly folder: string
  #output = ''

  private constructor(child: ChildProcess, folder: string) {
    this.child = child
    this.folder = folder
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text
      })
    }
  }

  static async start(context: TestContext, changes: Readonly<Record<string, string>> = {}): Promise<EdgeProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'edge-'))
    const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
      env: {
        PORCHLIGHT_LISTEN: 'tcp:127.0.0.1:0',
        PORCHLIGHT_INTERNAL_LISTEN: `unix:${folder}/internal.sock`,
        PORCHLIGHT_SOCKETS: folder,
        PORCHLIGHT_ORIGIN: 'http://localhost',
        PORCHLIGHT_HEALTH_INTERVAL_MS: '20',
        ...changes,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    context.after(async () => {
      child.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    })
    return new EdgeProcess(child, folder)
  }

  /** Everything that it has written. */
  get output(): string {
    return this.#output
  }

  get internal(): { socketPath: string } {
    return { socketPath: join(this.folder, 'internal.sock') }
  }

  /** The process ids in its log lines of this message, oldest first. */
  pidsOf(message: string): readonly number[] {
    return this.#lines().flatMap((line) =>
      line.includes(`"msg":"${message}"`) ? Number(/"pid":(\d+)/.exec(line)?.[1]) : [],
    )
  }

  /** The first line of its log that holds the text. */
  lineWith(text: string): string | undefined {
    return this.#lines().find((line) => line.includes(text))
  }

  /** Starting processes takes its time on a busy machine. */
  async writes(text: string): Promise<void> {
    await until(() => this.#output.includes(text), 90_000)
  }

  async exitCode(): Promise<unknown> {
    if (this.child.exitCode !== null) return this.child.exitCode
    const [code] = await once(this.child, 'exit')
    return code
  }

  #lines(): readonly string[] {
    return this.#output.split('\n')
  }
}
