import { setTimeout as delay } from 'node:timers/promises'
import { answers, type Readiness } from './readiness.ts'

const intervalMs = 3_000
/** As ECS counts the health checks of a container: so many failures in a row. */
const maxFailures = 3

/**
 * Asks a program that is ready whether it is alive, and resolves once it has failed to answer three times in a row: a
 * process that hangs does not end by itself. Never resolves where there is no path to ask, or after `signal` aborts.
 */
export async function stopsAnswering({ endpoint, path }: Readiness, signal: AbortSignal): Promise<void> {
  let failures = 0
  while (!signal.aborted && path !== undefined && failures < maxFailures) {
    await delay(intervalMs, undefined, { signal, ref: false }).catch(() => undefined)
    failures = (await answers(endpoint, path)) ? 0 : failures + 1
  }
  if (signal.aborted || path === undefined) await new Promise(() => undefined)
}
