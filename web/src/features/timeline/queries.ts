import type { Call } from '../../client/endpoint-types.ts'
import { type PostListQuery, postListQuery } from '../post/lists.ts'

export function homeTimeline(call: Call): PostListQuery {
  return postListQuery(['home'], ({ pageParam, signal }) => call('GET /timelines/home', options(pageParam, signal)))
}

export function communityTimeline(call: Call): PostListQuery {
  return postListQuery(['community'], ({ pageParam, signal }) =>
    call('GET /timelines/community', options(pageParam, signal)),
  )
}

export function memberPosts(call: Call, handle: string, kind: 'posts' | 'replies'): PostListQuery {
  return postListQuery(['member', handle, kind], ({ pageParam, signal }) =>
    call('GET /members/:handle/posts', {
      params: { handle },
      query: { kind, ...(pageParam && { cursor: pageParam }) },
      ...(signal && { signal }),
    }),
  )
}

function options(cursor: string | null, signal: AbortSignal | undefined) {
  return { ...(cursor && { query: { cursor } }), ...(signal && { signal }) }
}
