import type { IncomingMessage, RequestListener } from 'node:http'
import type { TestContext } from 'node:test'
import { EdgeUnderTest } from './edge-under-test.ts'

/** What reached a target, whole. */
export interface Arrival {
  readonly request: string
  readonly headers: IncomingMessage['headers']
  /** Of its headers as they came, each as often as it came. */
  readonly names: readonly string[]
  readonly body: string
}

/** An edge whose targets keep what they received. */
export class RecordedEdge {
  readonly under: EdgeUnderTest
  arrivals: Arrival[] = []

  private constructor(under: EdgeUnderTest) {
    this.under = under
  }

  static async start(context: TestContext, changes?: Parameters<typeof EdgeUnderTest.start>[1]): Promise<RecordedEdge> {
    const recorded = new RecordedEdge(await EdgeUnderTest.start(context, changes))
    for (const slot of ['api.1', 'web.1']) await recorded.under.replica(context, slot, recorded.#record)
    return recorded
  }

  /** Sends bytes and reads to the end of the connection. */
  async send(bytes: string): Promise<{ statuses: string; answer: string; arrivals: readonly Arrival[] }> {
    this.arrivals = []
    const answer = await this.under.raw(bytes)
    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status).join(' ')
    return { statuses, answer, arrivals: this.arrivals }
  }

  readonly #record: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url, headers, rawHeaders } = request
      const names = rawHeaders.filter((_, index) => index % 2 === 0)
      this.arrivals.push({
        request: `${method} ${url}`,
        headers,
        names,
        body: Buffer.concat(chunks).toString('latin1'),
      })
      response.end('arrived')
    })
  }
}
