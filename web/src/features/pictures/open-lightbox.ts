import type { PictureView } from '@porchlight/contract/pictures'
import { flushSync } from 'react-dom'

/** Pictures to look at, beginning with one of them, and what was touched to open it. */
export interface Looking {
  readonly pictures: readonly PictureView[]
  readonly index: number
  readonly from: HTMLElement
}

const listeners = new Set<() => void>()
let looking: Looking | null = null

export function lookingAt(): Looking | null {
  return looking
}

export function onLookingChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(next: Looking | null): void {
  looking = next
  for (const listener of listeners) listener()
}

export const loadLightbox = () => import('./lightbox.tsx')

/** The lightbox comes in a chunk of its own, asked for when a hand comes near. */
export function preloadLightbox(): void {
  loadLightbox().catch(() => undefined)
}

/** Opens once it is here, so that the picture in the page can become the large one. */
export function openLightbox(next: Looking): void {
  const opened = () => transition(next.from, () => show(next))
  loadLightbox().then(opened, () => open(next.from.getAttribute('href') ?? '', '_blank', 'noopener'))
}

export function closeLightbox(): void {
  show(null)
}

/** The lightbox's picture has the same name, in its style sheet. */
const transitionName = 'picture'

function transition(from: HTMLElement, change: () => void): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (still || !('startViewTransition' in document)) {
    change()
    return
  }
  from.style.setProperty('view-transition-name', transitionName)
  const running = document.startViewTransition(() => {
    from.style.removeProperty('view-transition-name')
    flushSync(change)
  })
  running.finished.catch(() => undefined)
}
