import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { startNode, stopNode } from './child.ts'
import { databaseUrl } from './database.ts'
import { type LimitRoute, type Recorded, Statement } from './limit-plan.ts'
import type { LoadRequest } from './load-job.ts'
import type { Place } from './place.ts'
import type { Asked, Scenario } from './scenario.ts'
import { sendOnce } from './unix-request.ts'

/** Enough for a bare route to take turns with, as requests do. */
const maxRecorded = 100
const startLimitMs = 20_000

/** Asks who is calling: the bare route knows nobody. */
const readsSession = /\bfrom\s+"?session"?/i

/**
 * What `api` sends to PostgreSQL for each scenario and what it answers, seen in a replica of its own that is started for
 * it and keeps nothing.
 */
export async function recordRoutes(
  place: Place,
  socketPath: string,
  { scenarios, asked }: { scenarios: readonly Scenario[]; asked: Asked },
): Promise<LimitRoute[]> {
  const child = startNode({
    entry: 'api/src/main.ts',
    nodeArgs: ['--import', new URL('statement-recorder.ts', import.meta.url).href],
    environment: {
      PORCHLIGHT_LISTEN: `unix:${socketPath}`,
      PORCHLIGHT_ORIGIN: place.origin,
      PORCHLIGHT_AUTH_SECRET: (await readFile(join(place.data, 'secrets/auth-secret'), 'utf8')).trim(),
      PORCHLIGHT_LOG_LEVEL: 'error',
      PORCHLIGHT_CACHE: 'off',
      PORCHLIGHT_RATE_LIMITS: 'off',
      DATABASE_URL: await databaseUrl(place),
      PORCHLIGHT_OBJECT_STORE: `disk:${join(place.data, 'objects')}`,
      PORCHLIGHT_GRANT_SECRET: 'nothing is granted while queries are recorded',
      PORCHLIGHT_MEDIA_ORIGIN: place.origin,
      PORCHLIGHT_HOOK_SECRETS: `whsec_${Buffer.from('no webhook comes while queries are recorded').toString('base64')}`,
    },
    output: 'inherit',
  })
  try {
    const recorder = new Recorder(child, socketPath)
    await recorder.ready()
    const routes: LimitRoute[] = []
    for (const scenario of scenarios) routes.push(await recordRoute(recorder, scenario, asked))
    return routes
  } finally {
    await stopNode(child)
  }
}

async function recordRoute(recorder: Recorder, scenario: Scenario, asked: Asked): Promise<LimitRoute> {
  const recorded: Recorded[] = []
  for (const request of scenario.requests(asked).slice(0, maxRecorded)) {
    const { status, body, statements } = await recorder.record(request)
    if (status !== scenario.expectedStatus) throw new Error(`${scenario.title} answered ${status}: ${body}`)
    const answer = z.json().parse(JSON.parse(body))
    recorded.push(
      scenario.writes
        ? { status, answer, statements, fresh: freshIn(request, answer) }
        : { status, answer, statements: [mainOf(statements)], fresh: [] },
    )
  }
  return { method: scenario.writes ? 'POST' : 'GET', path: `/${scenario.name}`, recorded }
}

/** What a write is told apart by: the id that it was given, and its idempotency key. */
function freshIn({ headers }: LoadRequest, answer: unknown): string[] {
  const key = headers['idempotency-key']
  return [Written.parse(answer).id, ...(key === undefined ? [] : [key])]
}

/** Of what a read sends, the statement that it is about: the others only look something up. */
function mainOf(statements: readonly Statement[]): Statement {
  const [main] = statements
    .filter(({ text }) => /^\s*(?:select|with)\b/i.test(text))
    .toSorted((a, b) => b.text.length - a.text.length)
  if (main === undefined) throw new Error('The request was answered without a statement')
  return main
}

const Written = z.object({ id: z.string() })

/** An `api` that tells what it sends to PostgreSQL. */
class Recorder {
  readonly #child: ChildProcess
  readonly #socketPath: string
  #statements: Statement[] = []

  constructor(child: ChildProcess, socketPath: string) {
    this.#child = child
    this.#socketPath = socketPath
    child.on('message', (message) => {
      const statement = Statement.safeParse(message)
      if (statement.success) this.#statements.push(statement.data)
    })
  }

  async ready(): Promise<void> {
    const startedAt = performance.now()
    while (performance.now() - startedAt < startLimitMs && this.#child.exitCode === null) {
      const answer = await sendOnce(this.#socketPath, { method: 'GET', path: '/readyz' }).catch(() => undefined)
      if (answer?.status === 200) return
      await delay(50)
    }
    throw new Error('The api whose statements are recorded did not start')
  }

  /** Asked twice, so that what is only sent once, such as reading the signing keys, is not taken for the route's. */
  async record(request: LoadRequest): Promise<{ status: number; body: string; statements: Statement[] }> {
    if (request.method === 'GET') await sendOnce(this.#socketPath, request)
    await this.#everythingTold()
    this.#statements = []
    const answer = await sendOnce(this.#socketPath, request)
    await this.#everythingTold()
    return { ...answer, statements: this.#statements.filter(({ text }) => !readsSession.test(text)) }
  }

  async #everythingTold(): Promise<void> {
    const marked = once(this.#child, 'message', { signal: AbortSignal.timeout(5_000) })
    this.#child.send('mark')
    const [message] = await marked
    if (message !== 'marked') await this.#everythingTold()
  }
}
