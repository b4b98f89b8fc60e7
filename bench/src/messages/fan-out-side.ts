import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'
import { startNode, stopNode } from '../child.ts'
import { answerOf, OpenPages } from './open-pages.ts'

/** A server and the pages that are open to it, each a process. */
export class FanOutSide {
  readonly #server: ChildProcess
  readonly #pages = new OpenPages()
  readonly #pageCount: number

  private constructor(kind: 'realtime' | 'raw', pageCount: number) {
    const entry = 'onebox/src/appsync/realtime/testing/fan-out-server.ts'
    this.#server = startNode({ entry, args: [kind], output: 'inherit' })
    this.#pageCount = pageCount
  }

  static async start(kind: 'realtime' | 'raw', pageCount: number): Promise<FanOutSide> {
    const side = new FanOutSide(kind, pageCount)
    try {
      const { port } = z.object({ port: z.number() }).parse(await answerOf(side.#server))
      await side.#pages.open({ port, pages: pageCount, ...(kind === 'realtime' && { token: 'of no matter' }) })
      return side
    } catch (error) {
      await side.stop()
      throw error
    }
  }

  /** Deliveries for each second of CPU that the server took. */
  async deliveriesPerCpuSecond(messages: number, everyMs: number): Promise<number> {
    const deliveries = messages * this.#pageCount
    const received = await this.#pages.expect(deliveries)
    const before = await this.#cpuMs()
    this.#server.send({ kind: 'publish', messages, everyMs })
    await received()
    return (deliveries * 1_000) / ((await this.#cpuMs()) - before)
  }

  async stop(): Promise<void> {
    await Promise.all([stopNode(this.#server), this.#pages.close()])
  }

  async #cpuMs(): Promise<number> {
    this.#server.send({ kind: 'usage' })
    return z.object({ cpuMs: z.number() }).parse(await answerOf(this.#server)).cpuMs
  }
}
