import autocannon from 'autocannon'
import { v7 } from 'uuid'
import { LoadJob, type LoadRequest, type LoadResult, type Target } from './load-job.ts'
import { percentile } from './statistics.ts'

/** A process of its own, so that the CPU it takes is nobody else's; it takes jobs over its channel, one at a time. */
process.on('message', (message) => {
  run(LoadJob.parse(message)).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      process.stderr.write(`The load could not be made: ${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
})
// The leash lets go of the channel; here it is all there is to wait for.
process.channel?.ref()

async function run(job: LoadJob): Promise<LoadResult> {
  const seen = new Seen(job.expectedStatus)
  const startedAt = performance.now()
  const share = Math.ceil(job.connections / job.targets.length)
  await Promise.all(job.targets.map((target) => load(job, { target, connections: share, seen })))
  return seen.result(performance.now() - startedAt)
}

interface Part {
  readonly target: Target
  readonly connections: number
  readonly seen: Seen
}

async function load(job: LoadJob, { target, connections, seen }: Part): Promise<void> {
  const requests = job.requests.map(autocannonRequest)
  let clients = 0
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const instance = autocannon(
    {
      url: 'port' in target ? `http://localhost:${target.port}` : 'http://localhost',
      ...('socketPath' in target && { socketPath: target.socketPath }),
      connections,
      // Ended by us: its own clock ticks in seconds.
      duration: 3_600,
      sampleInt: 50,
      requests,
      // Each connection begins elsewhere in the list, so that they do not all ask for the same at once.
      setupClient: (client) => {
        const start = Math.floor((clients * requests.length) / connections) % requests.length
        clients += 1
        client.setRequests([...requests.slice(start), ...requests.slice(0, start)])
      },
    },
    (error) => (error ? reject(error) : resolve()),
  )
  instance.on('response', (_client, status, bytes, ms) => seen.answer(status, bytes, ms))
  instance.on('reqError', (error) => seen.fault(String(error)))
  const timer = setTimeout(() => instance.stop(), job.durationMs)
  await promise
  clearTimeout(timer)
}

function autocannonRequest({ freshKey, body, ...request }: LoadRequest): autocannon.Request {
  return {
    ...request,
    ...(body !== undefined && { body }),
    ...(freshKey && {
      setupRequest: (given) => ({ ...given, headers: { ...given.headers, 'idempotency-key': v7() } }),
    }),
  }
}

/** What came back, over all connections. */
class Seen {
  readonly #expectedStatus: number
  readonly #latenciesMs: number[] = []
  #bytes = 0
  #failures = 0
  #failure: string | undefined

  constructor(expectedStatus: number) {
    this.#expectedStatus = expectedStatus
  }

  answer(status: number, bytes: number, ms: number): void {
    if (status !== this.#expectedStatus) this.fault(`status ${status}`)
    this.#latenciesMs.push(ms)
    this.#bytes += bytes
  }

  fault(what: string): void {
    this.#failures += 1
    this.#failure ??= what
  }

  result(elapsedMs: number): LoadResult {
    const requests = this.#latenciesMs.length
    if (requests === 0) throw new Error(`nothing was answered (${this.#failure ?? 'no fault either'})`)
    const sorted = this.#latenciesMs.toSorted((a, b) => a - b)
    return {
      requests,
      requestsPerSecond: (requests / elapsedMs) * 1_000,
      p50Ms: percentile(sorted, 0.5),
      p99Ms: percentile(sorted, 0.99),
      bytesPerAnswer: this.#bytes / requests,
      failures: this.#failures,
      ...(this.#failure !== undefined && { failure: this.#failure }),
    }
  }
}
