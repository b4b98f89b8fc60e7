import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { errors } from 'undici'
import { compileMatcher } from './matcher.ts'
import type { Target } from './target.ts'

export interface HealthCheckSettings {
  readonly path: string
  readonly matcher: string
  readonly intervalMs: number
  readonly timeoutMs: number
}

/**
 * Checks until the signal aborts; `onFirst` is called when the first check is done. A slot whose socket file is missing
 * costs one `stat`.
 */
export async function keepChecking(
  target: Target,
  { signal, onFirst, ...settings }: HealthCheckSettings & { signal: AbortSignal; onFirst: () => void },
): Promise<void> {
  const check = { ...settings, matches: compileMatcher(settings.matcher) }
  while (!signal.aborted) {
    if (existsSync(target.socketPath)) await checkOnce(target, check)
    else target.unregister()
    onFirst()
    await delay(settings.intervalMs, undefined, { signal, ref: false }).catch(ignoreAbort)
  }
}

type Check = Pick<HealthCheckSettings, 'path' | 'timeoutMs'> & { readonly matches: (status: number) => boolean }

async function checkOnce(target: Target, { path, timeoutMs, matches }: Check): Promise<void> {
  try {
    const { statusCode, headers, body } = await target.pool.request({
      path,
      method: 'GET',
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    await body.dump()
    if (matches(statusCode)) target.checked({ passed: true })
    // How a replica of ours deregisters itself: it is not ready any more and closes what it has.
    else if (statusCode === 503 && headers.connection === 'close') target.deregister()
    else target.checked({ passed: false, reason: 'Target.ResponseCodeMismatch' })
  } catch (error) {
    if (isRefusal(error)) target.unregister()
    else target.checked({ passed: false, reason: isTimeout(error) ? 'Target.Timeout' : 'Target.FailedHealthChecks' })
  }
}

/** The socket is gone or nobody accepts on it. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ECONNREFUSED')
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  )
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
