import type { Clock, Random, Surroundings } from './ports.ts'

const tickMs = 10_000
/** A hidden page's timers may come a minute late; later than that, the device slept. */
const sleptMs = 90_000

export interface UpkeepOptions {
  readonly clock: Clock
  readonly random: Random
  readonly surroundings: Surroundings
  readonly stopping: AbortSignal
  /** How often to ask while nothing happens: about so often, five times as seldom while nobody looks. */
  readonly idleMs: number
  readonly onIdle: () => void
  readonly onWake: () => void
  readonly onSurroundings: () => void
}

/** What has to be done from time to time, and when the page comes back. */
export function keepUp(options: UpkeepOptions): void {
  const { clock, stopping, surroundings } = options
  let cancel: () => void = () => undefined
  let lastTick = clock.now()
  let nextIdle = lastTick + idleDelay(options)
  const everyMs = Math.min(tickMs, options.idleMs)
  const tick = () => {
    const now = clock.now()
    if (Math.abs(now - lastTick - everyMs) > sleptMs) options.onWake()
    lastTick = now
    if (now >= nextIdle || now < nextIdle - options.idleMs * 10) {
      nextIdle = now + idleDelay(options)
      options.onIdle()
    }
    if (!stopping.aborted) cancel = clock.after(everyMs, tick)
  }
  cancel = clock.after(everyMs, tick)
  const forget = surroundings.onChange(options.onSurroundings)
  stopping.addEventListener('abort', () => {
    cancel()
    forget()
  })
}

function idleDelay({ idleMs, random, surroundings }: UpkeepOptions): number {
  return idleMs * (0.75 + random() / 2) * (surroundings.visible() ? 1 : 5)
}
