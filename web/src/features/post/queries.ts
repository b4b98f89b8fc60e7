import type { Call } from '../../client/endpoint-types.ts'
import { type PostListQuery, postListQuery } from './lists.ts'

/** A thread as one endless list: the first page brings the post and its ancestors, the others more replies. */
export function threadQuery(call: Call, postId: string): PostListQuery {
  return postListQuery(['thread', postId], async ({ pageParam, signal }) => {
    const params = { postId }
    const abort = signal && { signal }
    if (pageParam) return call('GET /posts/:postId/replies', { params, query: { cursor: pageParam }, ...abort })
    const { ancestors, post, replies } = await call('GET /posts/:postId/thread', { params, ...abort })
    return { ancestors, post, ...replies }
  })
}
