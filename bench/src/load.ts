import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { startNode, stopNode } from './child.ts'
import { type LoadJob, LoadResult } from './load-job.ts'

/** Allows for the answers that are still on their way when a job's time is over. */
const graceMs = 15_000

/** The process that sends requests. */
export class LoadGenerator {
  readonly #child: ChildProcess
  readonly #gone: Promise<never>

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#gone = once(child, 'exit').then(() => {
      throw new Error('The load generator ended')
    })
    // Told to whoever waits for a job; without one it is no fault.
    this.#gone.catch(() => {})
  }

  static async start(): Promise<LoadGenerator> {
    const child = startNode({ entry: 'bench/src/load-generator.ts', output: 'inherit' })
    await once(child, 'spawn')
    return new LoadGenerator(child)
  }

  /** @throws {Error} when answers were not those expected: what is measured then is something else. */
  async run(job: LoadJob): Promise<LoadResult> {
    const limit = AbortSignal.timeout(job.durationMs + graceMs)
    const answered = once(this.#child, 'message', { signal: limit })
    this.#child.send(job)
    const [message] = await Promise.race([answered, this.#gone])
    const result = LoadResult.parse(message)
    if (result.failures > 0) {
      throw new Error(
        `${result.failures} of ${result.requests} requests to ${job.requests[0]?.path} failed: ${result.failure}`,
      )
    }
    return result
  }

  async stop(): Promise<void> {
    await stopNode(this.#child)
  }
}
