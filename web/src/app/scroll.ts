import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'
import type { PostList } from '../features/post/lists.ts'

const placesName = 'porchlight.places'
const listsName = 'porchlight.lists'

/** How far each entry of the tab's history was scrolled. */
function readPlaces(): Record<string, number> {
  const places: Record<string, number> = JSON.parse(sessionStorage.getItem(placesName) ?? '{}')
  return places
}

function keepPlace(key: string, y: number): void {
  const places = Object.entries({ ...readPlaces(), [key]: y })
  sessionStorage.setItem(placesName, JSON.stringify(Object.fromEntries(places.slice(-50))))
}

/**
 * Takes every entry back to where it was left, also after a reload, and a new one to its top. `viewerId` says for whom
 * lists were kept; undefined while nobody knows who is here, and nothing moves.
 */
export function useKeptPlace(client: QueryClient, viewerId: string | undefined): void {
  const { key, pathname } = useLocation()
  const how = useNavigationType()
  const isFirst = useRef(true)
  const current = useRef(key)

  useEffect(() => {
    history.scrollRestoration = 'manual'
    const leave = () => {
      keepPlace(current.current, scrollY)
      keepLists(client, viewerId)
    }
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [client, viewerId])

  useEffect(() => {
    let frame = 0
    const onScroll = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => keepPlace(current.current, scrollY))
    }
    addEventListener('scroll', onScroll, { passive: true })
    return () => removeEventListener('scroll', onScroll)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new entry of the history is what this answers to
  useLayoutEffect(() => {
    if (viewerId === undefined) return
    const place = readPlaces()[key] ?? 0
    current.current = key
    if (isFirst.current) restoreLists(client, viewerId)
    // The browser begins at the top by itself; to say so again would make it lay the page out at once.
    if (isFirst.current && place === 0) isFirst.current = false
    else if (how === 'POP') scrollWhenTallEnough(place)
    else if (!isFirst.current) scrollTo(0, 0)
    isFirst.current = false
  }, [key, pathname, viewerId === undefined])
}

/** Lists grow in the first moments; a reader who scrolls meanwhile is left alone. */
function scrollWhenTallEnough(y: number): void {
  if (y === 0) {
    scrollTo(0, 0)
    return
  }
  const until = performance.now() + 1_500
  let moved = false
  const onMove = () => {
    moved = true
  }
  for (const name of ['wheel', 'touchmove', 'keydown']) addEventListener(name, onMove, { once: true, passive: true })
  const attempt = () => {
    if (moved) return
    scrollTo(0, y)
    if (Math.abs(scrollY - y) > 2 && performance.now() < until) requestAnimationFrame(attempt)
  }
  attempt()
}

interface KeptLists {
  readonly viewerId: string
  readonly keptAtMs: number
  readonly lists: readonly (readonly [key: string, list: PostList])[]
}

/** More than this is slower to read back than to fetch. */
const maxKeptPages = 15
const keptForMs = 30 * 60_000

function keepLists(client: QueryClient, viewerId: string | undefined): void {
  if (viewerId === undefined) return
  const lists = client
    .getQueryCache()
    .findAll({ queryKey: ['posts'], type: 'active' })
    .flatMap((query) => {
      const list = client.getQueryData<PostList>(query.queryKey)
      return list && list.pages.length <= maxKeptPages ? [[JSON.stringify(query.queryKey), list] as const] : []
    })
  const kept: KeptLists = { viewerId, keptAtMs: Date.now(), lists }
  try {
    sessionStorage.setItem(listsName, JSON.stringify(kept))
  } catch {
    sessionStorage.removeItem(listsName) // no room: the list begins at its top again
  }
}

function restoreLists(client: QueryClient, viewerId: string): void {
  const text = sessionStorage.getItem(listsName)
  sessionStorage.removeItem(listsName)
  if (text === null || !isReturn()) return
  const kept: KeptLists = JSON.parse(text)
  if (kept.viewerId !== viewerId || Date.now() - kept.keptAtMs > keptForMs) return
  for (const [key, list] of kept.lists) client.setQueryData<PostList>(JSON.parse(key), list)
}

function isReturn(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming && (entry.type === 'reload' || entry.type === 'back_forward')
}

export function forgetKept(): void {
  sessionStorage.removeItem(listsName)
  sessionStorage.removeItem(placesName)
}
