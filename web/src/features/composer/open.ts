import type { Post } from '@porchlight/contract/posts'

/** What is being written: a post of its own, or a reply. */
export type Target = { readonly kind: 'new' } | { readonly kind: 'reply'; readonly post: Post }

const listeners = new Set<() => void>()
let opened: Target | null = null

export function openComposer(target: Target): void {
  opened = target
  for (const listener of listeners) listener()
}

export function closeComposer(): void {
  opened = null
  for (const listener of listeners) listener()
}

export function openedComposer(): Target | null {
  return opened
}

export function onComposerChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const loadComposer = () => import('./composer-dialog.tsx')
export const loadComposerForm = () => import('./composer-form.tsx')

/** The composer comes in a chunk of its own, asked for when a hand comes near. */
export function preloadComposer(): void {
  loadComposer().catch(() => undefined)
}
