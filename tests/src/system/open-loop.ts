import { Agent, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

export interface LoadOptions {
  readonly origin: string
  readonly perSecond: number
  readonly requests: readonly LoadRequest[]
}

export interface LoadRequest {
  readonly method: 'GET' | 'PUT'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly expected: number
}

export interface LoadResult {
  readonly answered: number
  /** What went wrong, by how often. */
  readonly failures: Readonly<Record<string, number>>
}

const tickMs = 20
/** More at once than this means that the system has stopped to answer. */
const maxInFlight = 2_000

/**
 * Sends requests at a fixed rate, however fast they are answered, until told to stop. Half of them share connections
 * that are kept, half come on their own, as the visitors of a page do.
 */
export class OpenLoop {
  readonly #options: LoadOptions
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #failures: Record<string, number> = {}
  #inFlight = 0
  #answered = 0
  #sent = 0
  #going = true
  readonly #done: Promise<void>

  constructor(options: LoadOptions) {
    this.#options = options
    this.#done = this.#run()
  }

  async stop(): Promise<LoadResult> {
    this.#going = false
    await this.#done
    while (this.#inFlight > 0) await delay(tickMs)
    this.#agent.destroy()
    return { answered: this.#answered, failures: this.#failures }
  }

  async #run(): Promise<void> {
    const { perSecond } = this.#options
    const startedAt = performance.now()
    while (this.#going) {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond)
      while (this.#sent < due && this.#inFlight < maxInFlight) this.#send()
      this.#sent = due
      await delay(tickMs)
    }
  }

  #send(): void {
    const { origin, requests } = this.#options
    const asked = requests[this.#sent % requests.length]
    if (asked === undefined) return
    const { method, path, headers = {}, body, expected } = asked
    const agent = Math.floor(this.#sent / requests.length) % 2 === 0 ? this.#agent : false
    this.#sent += 1
    this.#inFlight += 1
    // As a proxy that is trusted says it: many visitors, so that no limit of a single one is in question.
    const address = `198.51.${this.#sent % 250}.${Math.floor(this.#sent / 250) % 250}`
    let settled = false
    const settle = (failure?: string): void => {
      if (settled) return
      settled = true
      this.#inFlight -= 1
      if (failure === undefined) this.#answered += 1
      else this.#failures[failure] = (this.#failures[failure] ?? 0) + 1
    }
    const outgoing = request(
      new URL(path, origin),
      { method, headers: { ...headers, 'x-forwarded-for': address }, agent },
      (response) => {
        response.on('error', (error) => settle(`${method} ${path}: broke off: ${error.message}`))
        response.resume().on('end', () => {
          settle(response.statusCode === expected ? undefined : `${method} ${path}: ${response.statusCode}`)
        })
      },
    )
    outgoing.on('error', (error) => {
      const connection = outgoing.reusedSocket ? 'a kept connection' : 'a new connection'
      settle(`${method} ${path}: ${error.message} on ${connection}`)
    })
    outgoing.end(body)
  }
}
