import type { Post } from '@porchlight/contract/posts'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import { tell } from '../../app/announcer.tsx'
import { useCall } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { changePost, removePost } from './lists.ts'

/** Deletes a post and takes it out of every list; its own page is left for where the reader came from. */
export function useDeletePost(): (post: Post) => void {
  const client = useQueryClient()
  const call = useCall()
  const t = useTranslate()
  const navigate = useNavigate()
  const { pathname, key } = useLocation()
  return (post) => {
    call('DELETE /posts/:postId', { params: { postId: post.id } }).then(
      () => {
        tell(t('post.deleted'))
        if (pathname === `/posts/${post.id}`) key === 'default' ? navigate('/') : navigate(-1)
        removePost(client, post.id)
        if (post.replyTo) {
          changePost(client, post.replyTo.id, (parent) => ({
            ...parent,
            replyCount: Math.max(0, parent.replyCount - 1),
          }))
        }
        void client.invalidateQueries({ queryKey: ['profile', post.author.handle] })
      },
      (error: unknown) => tell(t(problemKey(problemOfError(error).code))),
    )
  }
}
