import type { Queued, Store } from '../store.ts'

/** For tests, and for a page that may keep nothing: what waits is lost with the page. */
export function memoryStore(): Store {
  const kept = new Map<string, Queued>()
  const listeners = new Set<() => void>()
  let turn: Promise<void> = Promise.resolve()
  return {
    load: async () => [...kept.values()],
    put: async (queued) => void kept.set(queued.id, queued),
    remove: async (id) => void kept.delete(id),
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    exclusively: (work, signal) => {
      const run = turn.then(() => (signal.aborted ? undefined : work()))
      turn = run.catch(() => undefined)
      return run
    },
    close: async () => listeners.clear(),
  }
}
