import { useDeferredValue, useSyncExternalStore } from 'react'
import type { Reader } from '../i18n/time.ts'
import { useLocale } from '../i18n/translate.tsx'
import { usePorch } from './context.tsx'

const listeners = new Set<() => void>()
let nowMs = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  nowMs = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 30_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

let taken = false

/** Said once the server's markup has been taken over: what is drawn from then on is the browser's alone. */
export function markHydrated(): void {
  taken = true
}

/**
 * False while the server's markup is taken over, so that both draw the same. It turns true as a deferred value: a page of
 * times is drawn again in slices, not in one long task.
 */
export function useHydrated(): boolean {
  return useDeferredValue(true, taken)
}

/** The language of the page as the reader's own region writes its dates and figures. */
export function useRegionalLocale(): string {
  const language = useLocale()
  if (!useHydrated()) return language
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language
}

/** Locale, present and time zone for writing times; in the server's markup the present is the moment of drawing, in UTC. */
export function useReader(): Reader {
  const { boot } = usePorch()
  const locale = useRegionalLocale()
  const hydrated = useHydrated()
  const present = useSyncExternalStore(
    subscribe,
    () => nowMs,
    () => nowMs,
  )
  return { locale, nowMs: hydrated ? present : boot.renderedAtMs, timeZone: hydrated ? undefined : 'UTC' }
}
