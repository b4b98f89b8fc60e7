import { closeSync, openSync } from 'node:fs'

export interface Requests {
  /** Aborted when Porchlight is asked to stop, however often. */
  readonly stop: AbortSignal
  /** Replaces what SIGHUP does. */
  onHangUp(roll: () => void): void
}

/**
 * What the operator asks for by signals. Ctrl-C comes to the whole foreground group and npm forwards signals besides,
 * so the same request may come several times. SIGHUP is a request to roll, unless the terminal has gone.
 */
export function listenForRequests(): Requests {
  const stop = new AbortController()
  const hadTerminal = hasTerminal()
  let roll = (): void => {}
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
  process.on('SIGHUP', () => {
    if (hadTerminal && !hasTerminal()) stop.abort()
    else roll()
  })
  return {
    stop: stop.signal,
    onHangUp: (next) => {
      roll = next
    },
  }
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'))
    return true
  } catch {
    return false
  }
}
