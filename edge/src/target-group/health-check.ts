import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Target } from './target.ts'

export interface HealthCheckSettings {
  readonly path: string
  readonly intervalMs: number
  readonly timeoutMs: number
}

/** Checks until the signal aborts. A slot whose socket file is missing costs one `stat`. */
export async function keepChecking(target: Target, settings: HealthCheckSettings, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (existsSync(target.socketPath)) await check(target, settings)
    else target.unreachable()
    await delay(settings.intervalMs, undefined, { signal, ref: false }).catch(ignoreAbort)
  }
}

async function check(target: Target, { path, timeoutMs }: HealthCheckSettings): Promise<void> {
  try {
    const { statusCode, headers, body } = await target.pool.request({
      path,
      method: 'GET',
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    await body.dump()
    target.checked(statusCode === 200 ? 'good' : 'bad')
    if (statusCode !== 200 && headers.connection === 'close') target.asksToClose()
  } catch (error) {
    if (isRefusal(error)) target.unreachable()
    else target.checked('bad')
  }
}

/** The socket is gone or nobody accepts on it. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ECONNREFUSED')
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
