import type { Post } from '@porchlight/contract/posts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useCall } from '../../app/context.tsx'
import { askWhenTold } from '../pictures/upload/ask-when-told.ts'
import { changePost } from './lists.ts'

/**
 * A post may be up while larger files of its pictures are still being made: who posted it is told when they are there.
 * Others see what there is.
 */
export function usePictureNews(post: Post, isYours: boolean): void {
  const call = useCall()
  const client = useQueryClient()
  const { id } = post
  const making = post.pictures.flatMap(({ state, id }) => (state === 'waiting' || state === 'processing' ? [id] : []))
  const key = isYours ? making.join() : ''
  useEffect(() => {
    if (key === '') return
    async function ask(): Promise<boolean> {
      const answer = await call('GET /posts/:postId', { params: { postId: id } }).catch(() => undefined)
      if (answer) changePost(client, id, (known) => ({ ...known, pictures: answer.pictures }))
      return true
    }
    return askWhenTold({ isAbout: (pictureId) => key.includes(pictureId), ask })
  }, [key, id, call, client])
}
