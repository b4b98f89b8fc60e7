import type { Post } from '@porchlight/contract/posts'
import { useQueryClient } from '@tanstack/react-query'
import { flushSync } from 'react-dom'
import { useNavigate } from 'react-router'
import { seedThread } from './seed-thread.ts'

/** Opens a thread with what the list already knows; the card becomes the post where the browser can show it. */
export function useOpenPost(): (post: Post, card: HTMLElement | null) => void {
  const navigate = useNavigate()
  const client = useQueryClient()
  return (post, card) => {
    seedThread(client, post)
    const go = () => navigate(`/posts/${post.id}`)
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    if (card === null || still || !('startViewTransition' in document)) return void go()
    card.style.setProperty('view-transition-name', 'post')
    const transition = document.startViewTransition(() => {
      card.style.removeProperty('view-transition-name')
      flushSync(go)
    })
    transition.finished.catch(() => undefined)
  }
}
