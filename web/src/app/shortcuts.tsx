import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { openComposer, preloadComposer } from '../features/composer/open.ts'
import { useMe } from './context.tsx'

const LazySheet = lazy(async () => ({ default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet }))
const openEvent = 'porchlight:shortcuts'

export function openShortcuts(): void {
  dispatchEvent(new Event(openEvent))
}

/** How long a `g` waits for the letter that says where to. */
const goWaitMs = 1_200

/** Single keys for those who read by keyboard; never while something is being written or a dialog is open. */
export function Shortcuts(): ReactNode {
  const [open, setOpen] = useState(false)
  const navigate = useNavigate()
  const me = useMe()
  const goUntilMs = useRef(0)

  useEffect(() => {
    const actions: Record<string, () => void> = {
      '?': () => setOpen(true),
      n: () => me && openComposer({ kind: 'new' }),
      j: () => step(1),
      k: () => step(-1),
      o: openFocused,
      enter: openFocused,
      l: () => focusedPost()?.querySelector<HTMLElement>('[data-action=like]')?.click(),
      r: () => focusedPost()?.querySelector<HTMLElement>('[data-action=reply]')?.click(),
      '.': () => dispatchEvent(new Event('porchlight:newest')),
      g: () => {
        goUntilMs.current = performance.now() + goWaitMs
      },
    }
    const places: Record<string, string> = { h: '/', c: '/community', n: '/notifications', m: '/messages' }
    const onKey = (event: KeyboardEvent): void => {
      if (isTaken(event)) return
      const place = performance.now() < goUntilMs.current ? places[event.key] : undefined
      const action = place ? () => void navigate(place) : actions[event.key === 'Enter' ? 'enter' : event.key]
      if (!action) return
      if (event.key === 'Enter' && document.activeElement !== focusedPost()) return
      goUntilMs.current = 0
      event.preventDefault()
      action()
    }
    const onOpen = () => setOpen(true)
    addEventListener('keydown', onKey)
    addEventListener(openEvent, onOpen)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener(openEvent, onOpen)
    }
  }, [navigate, me])

  useEffect(() => {
    if (me && 'requestIdleCallback' in window) requestIdleCallback(preloadComposer)
  }, [me])

  return (
    open && (
      <Suspense>
        <LazySheet onClose={() => setOpen(false)} />
      </Suspense>
    )
  )
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true
  const { target } = event
  return (
    target instanceof Element && target.closest('input, textarea, select, [role=dialog], [role=alertdialog]') !== null
  )
}

function focusedPost(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-post]') ?? null
}

function openFocused(): void {
  focusedPost()?.querySelector<HTMLElement>('.post-time')?.click()
}

/** To the next post from the one in focus; without one, to the first that is in sight. */
function step(by: 1 | -1): void {
  const posts = [...document.querySelectorAll<HTMLElement>('[data-post]')]
  const current = focusedPost()
  const inSight = posts.findIndex((post) => post.getBoundingClientRect().top >= 0)
  const next = current ? posts[posts.indexOf(current) + by] : posts[inSight]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}
