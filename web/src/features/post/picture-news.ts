import type { Post } from '@porchlight/contract/posts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useCall } from '../../app/context.tsx'
import { askAgainInMs } from '../pictures/upload/backoff.ts'
import { changePost } from './lists.ts'

/** Some five minutes: by then a picture is there, or will not be before the page is opened again. */
const mostAsked = 60

/** A post may be up while larger files of its pictures are still being made: asks until they are there. */
export function usePictureNews(post: Post): void {
  const call = useCall()
  const client = useQueryClient()
  const { id } = post
  const isWaiting = post.pictures.some(({ state }) => state === 'waiting' || state === 'processing')
  useEffect(() => {
    if (!isWaiting) return
    let asked = 0
    let timer = setTimeout(ask, askAgainInMs(asked))
    async function ask(): Promise<void> {
      const answer = await call('GET /posts/:postId', { params: { postId: id } }).catch(() => undefined)
      asked += 1
      if (asked < mostAsked) timer = setTimeout(ask, askAgainInMs(asked))
      if (answer) changePost(client, id, (known) => ({ ...known, pictures: answer.pictures }))
    }
    return () => clearTimeout(timer)
  }, [isWaiting, id, call, client])
}
