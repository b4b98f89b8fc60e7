import type { ConversationHandle, ConversationView } from '@porchlight/messaging/client'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { atEnd, entryOf, isAtEnd, lastSeenIn, type Place, placeIn, returnTo } from './place.ts'

/** More is asked for before the reader comes to the edge of what is there. */
const aheadPx = 800
const belowTopPx = 72
const markedMs = 2_000

interface LogScroll {
  readonly log: RefObject<HTMLDivElement | null>
  readonly onScroll: () => void
  /** Whether what is said now is in sight. */
  readonly atLatest: boolean
  /** The entry that the reader jumped to a moment ago. */
  readonly marked: number | undefined
  readonly jumpTo: (number: number) => void
  readonly toLatest: () => void
}

/** Keeps the reader's place while a conversation grows above and below, and says how far they have read. */
export function useLogScroll(handle: ConversationHandle, view: ConversationView): LogScroll {
  const log = useRef<HTMLDivElement>(null)
  const place = useRef<Place | undefined>(undefined)
  const [atLatest, setAtLatest] = useState(true)
  const { marked, mark } = useMarked()
  const isReadable = view.status === 'ready' && view.summary?.request !== true

  function settle(): void {
    const { current } = log
    if (current === null || view.status !== 'ready') return
    place.current ??= firstPlace(current, view)
    returnTo(current, place.current)
    look()
  }

  function look(): void {
    const { current } = log
    if (current === null || place.current === undefined) return
    setAtLatest(isAtEnd(current) && !view.hasLater)
    fetchAhead(current, handle, view)
    const seen = document.visibilityState === 'visible' && isReadable ? lastSeenIn(current) : undefined
    if (seen !== undefined) handle.markRead(seen)
  }

  function onScroll(): void {
    if (log.current === null) return
    place.current = placeIn(log.current)
    look()
  }

  function jumpTo(number: number): void {
    void handle.jumpTo(number).then(() => {
      place.current = { kind: 'entry', number, top: belowTopPx }
      mark(number)
      if (log.current) returnTo(log.current, place.current)
    })
  }

  function toLatest(): void {
    void handle.jumpToEnd().then(() => {
      place.current = atEnd
      if (log.current) returnTo(log.current, atEnd)
    })
  }

  useLayoutEffect(settle)
  useResettle(log, settle, view.status)
  return { log, onScroll, atLatest, marked, jumpTo, toLatest }
}

/** One begins where one has not read yet. */
function firstPlace(log: HTMLElement, { firstUnread }: ConversationView): Place {
  if (firstUnread === undefined || entryOf(log, firstUnread) === undefined) return atEnd
  return { kind: 'entry', number: firstUnread, top: belowTopPx }
}

function fetchAhead(log: HTMLElement, handle: ConversationHandle, view: ConversationView): void {
  if (view.loading !== undefined) return
  const below = log.scrollHeight - log.scrollTop - log.clientHeight
  if (view.hasEarlier && log.scrollTop < aheadPx) handle.loadEarlier().catch(() => undefined)
  else if (view.hasLater && below < aheadPx) handle.loadLater().catch(() => undefined)
}

/** When pictures, the keyboard or the window change what there is room for; and when somebody looks again. */
function useResettle(log: RefObject<HTMLElement | null>, settle: () => void, status: ConversationView['status']): void {
  const latest = useRef(settle)
  useEffect(() => {
    latest.current = settle
  })
  useEffect(() => {
    if (status !== 'ready') return
    const again = () => latest.current()
    const observer = new ResizeObserver(again)
    if (log.current) observer.observe(log.current)
    if (log.current?.firstElementChild) observer.observe(log.current.firstElementChild)
    document.addEventListener('visibilitychange', again)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', again)
    }
  }, [log, status])
}

function useMarked() {
  const [marked, mark] = useState<number>()
  useEffect(() => {
    if (marked === undefined) return
    const timer = setTimeout(() => mark(undefined), markedMs)
    return () => clearTimeout(timer)
  }, [marked])
  return { marked, mark }
}
