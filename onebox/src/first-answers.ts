import { get as getPlain, type RequestOptions } from 'node:http'
import { get as getByTls } from 'node:https'
import { setTimeout as delay } from 'node:timers/promises'
import { reachable } from './supervisor/readiness.ts'

const limitMs = 5_000

/** Whether the community still waits for its first administrator; false when `api` does not say. */
export async function needsSetup(apiSocket: string): Promise<boolean> {
  const { status, body } = await ask({ socketPath: apiSocket, path: '/api/community' })
  if (status !== 200) return false
  try {
    const community: unknown = JSON.parse(body)
    return (
      typeof community === 'object' && community !== null && 'needsSetup' in community && community.needsSetup === true
    )
  } catch {
    return false
  }
}

interface Front {
  readonly host: string
  readonly port: number
  readonly origin: string
  readonly apiOrigin: string
  readonly tls: unknown
}

/** Waits until the edge has seen the replicas, so that the addresses work when they are printed. */
export async function frontAnswers(front: Front, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now()
  const addresses = [`${front.origin}/`, `${front.apiOrigin}/api/community`]
  for (const address of addresses.map((text) => new URL(text))) {
    while (!signal.aborted && performance.now() - startedAt < limitMs && !(await answers(front, address))) {
      await delay(25)
    }
  }
}

/** Asked by its name at our own door: what the name leads to elsewhere is not in question here. */
async function answers(front: Front, { host, pathname }: URL): Promise<boolean> {
  const asked = { ...reachable(front), path: pathname, headers: { host, 'user-agent': 'Porchlight' } }
  // Whether others would trust the certificate is not in question either.
  const { status } = await ask(front.tls === undefined ? asked : { ...asked, rejectUnauthorized: false })
  return status > 0 && status < 500
}

/** Status 0: no answer. */
function ask(options: RequestOptions & { rejectUnauthorized?: false }): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    const get = options.rejectUnauthorized === false ? getByTls : getPlain
    const request = get({ ...options, agent: false, timeout: limitMs }, async (response) => {
      const chunks = await response
        .setEncoding('utf8')
        .toArray()
        .catch(() => [])
      resolve({ status: response.statusCode ?? 0, body: chunks.join('') })
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve({ status: 0, body: '' }))
  })
}
