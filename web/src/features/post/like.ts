import type { Post } from '@porchlight/contract/posts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { tell } from '../../app/announcer.tsx'
import { useCall } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { changePost } from './lists.ts'

/** How often each post has been toggled here: only the answer to the last toggle may change what is shown. */
const toggles = new Map<string, number>()

/** Likes or takes the like back: shown at once, put right if the server refuses. */
export function useToggleLike(): (post: Post) => void {
  const client = useQueryClient()
  const call = useCall()
  const t = useTranslate()
  return (post) => {
    const liked = !(post.viewer?.liked ?? false)
    const turn = (toggles.get(post.id) ?? 0) + 1
    toggles.set(post.id, turn)
    showLike(client, post.id, liked)
    const params = { postId: post.id }
    call(liked ? 'PUT /posts/:postId/like' : 'DELETE /posts/:postId/like', { params }).then(
      (answer) => {
        if (toggles.get(post.id) === turn) changePost(client, post.id, () => answer)
      },
      (error: unknown) => {
        if (toggles.get(post.id) === turn) showLike(client, post.id, !liked)
        tell(t(problemKey(problemOfError(error).code)))
      },
    )
  }
}

function showLike(client: QueryClient, postId: string, liked: boolean): void {
  changePost(client, postId, (post) => {
    if ((post.viewer?.liked ?? false) === liked) return post
    return { ...post, viewer: { liked }, likeCount: Math.max(0, post.likeCount + (liked ? 1 : -1)) }
  })
}
