import { get, type RequestOptions } from 'node:http'
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

/** Waits until the edge has seen the replicas, so that the address works when it is printed. */
export async function frontAnswers(
  at: { host: string; port: number; origin: string },
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now()
  while (!signal.aborted && performance.now() - startedAt < limitMs) {
    const { status } = await ask({ ...reachable(at), path: '/', headers: { host: new URL(at.origin).host } })
    if (status > 0 && status < 500) return
    await delay(25)
  }
}

/** Status 0: no answer. */
function ask(options: RequestOptions): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
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
