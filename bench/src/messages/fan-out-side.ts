import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { startNode, stopNode } from '../child.ts'
import { pssOf } from '../memory.ts'

const limitMs = 60_000
const path = '/graphql/realtime'

/** A server and the pages that are open to it, each a process. */
export class FanOutSide {
  readonly #server: ChildProcess
  readonly #readers: ChildProcess
  readonly #kind: 'realtime' | 'raw'
  #pages = 0

  private constructor(kind: 'realtime' | 'raw') {
    this.#kind = kind
    const entry = 'onebox/src/appsync/realtime/testing/fan-out-server.ts'
    this.#server = startNode({ entry, args: [kind], output: 'inherit' })
    this.#readers = startNode({ entry: 'bench/src/messages/readers.ts', output: 'inherit' })
  }

  /** @param queries what each page subscribes to; a raw server is asked nothing. */
  static async start(kind: 'realtime' | 'raw', pages: number, queries: readonly string[]): Promise<FanOutSide> {
    const side = new FanOutSide(kind)
    try {
      await side.#connect(pages, queries)
      return side
    } catch (error) {
      await side.stop()
      throw error
    }
  }

  async #connect(pages: number, queries: readonly string[]): Promise<void> {
    const { port } = z.object({ port: z.number() }).parse(await answerOf(this.#server))
    const subscription = { token: 'token-of-ada', queries }
    this.#readers.send({ kind: 'connect', port, path, pages, ...(this.#kind === 'realtime' && { subscription }) })
    await answerOf(this.#readers)
    this.#pages = pages
  }

  /** Deliveries for each second of CPU that the server took. */
  async deliveriesPerCpuSecond(messages: number, everyMs: number): Promise<number> {
    const deliveries = messages * this.#pages
    this.#readers.send({ kind: 'expect', messages: deliveries })
    await answerOf(this.#readers)
    const before = await this.#cpuMs()
    const received = answerOf(this.#readers)
    this.#server.send({ kind: 'publish', messages, everyMs })
    await received
    return (deliveries * 1_000) / ((await this.#cpuMs()) - before)
  }

  async pssBytes(): Promise<number> {
    return pssOf(await readFile(`/proc/${this.#server.pid}/smaps_rollup`, 'utf8'))
  }

  async stop(): Promise<void> {
    await Promise.all([stopNode(this.#server), stopNode(this.#readers)])
  }

  async #cpuMs(): Promise<number> {
    this.#server.send({ kind: 'usage' })
    return z.object({ cpuMs: z.number() }).parse(await answerOf(this.#server)).cpuMs
  }
}

/** The next message of a child. @throws {Error} when it ends or stays silent. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  const end = () => ended.abort(new Error('A process of the fan-out ended'))
  child.once('exit', end)
  try {
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(limitMs)])
    const [message] = await once(child, 'message', { signal })
    return message
  } finally {
    child.off('exit', end)
  }
}
