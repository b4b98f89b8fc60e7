import type { PictureView } from '@porchlight/contract/pictures'
import type { ComponentType } from 'react'
import { flushSync } from 'react-dom'

/** Pictures to look at, beginning with one of them, and what was touched to open it. */
export interface Looking {
  readonly pictures: readonly PictureView[]
  readonly index: number
  readonly from: HTMLElement
}

interface Opened {
  readonly looking: Looking
  readonly Lightbox: ComponentType<{ looking: Looking; onClose: () => void }>
}

const listeners = new Set<() => void>()
let opened: Opened | null = null

export function openedLightbox(): Opened | null {
  return opened
}

export function onLightboxChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(next: Opened | null): void {
  opened = next
  for (const listener of listeners) listener()
}

export const loadLightbox = () => import('./lightbox.tsx')

/** The lightbox comes in a chunk of its own, asked for when a hand comes near. */
export function preloadLightbox(): void {
  loadLightbox().catch(() => undefined)
}

/** Opens once it is here and can be drawn at once, so that the picture in the page can become the large one. */
export function openLightbox(looking: Looking): void {
  const { from } = looking
  loadLightbox().then(
    ({ Lightbox }) => transition(from, () => show({ looking, Lightbox })),
    () => open(from.getAttribute('href') ?? '', '_blank', 'noopener'),
  )
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
