import { useSyncExternalStore } from 'react'
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

const never = () => () => undefined

/** False while the server's markup is taken over, so that both draw the same. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
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
    () => boot.renderedAtMs,
  )
  return { locale, nowMs: present, timeZone: hydrated ? undefined : 'UTC' }
}
