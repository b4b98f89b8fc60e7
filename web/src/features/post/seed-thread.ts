import type { Post } from '@porchlight/contract/posts'
import type { QueryClient } from '@tanstack/react-query'
import type { PostList } from './lists.ts'

/** Shows the post at once in its thread; already stale, so that the rest is fetched. */
export function seedThread(client: QueryClient, post: Post): void {
  const key = ['posts', 'thread', post.id]
  if (client.getQueryData(key) !== undefined) return
  const list: PostList = { pages: [{ items: [], nextCursor: null, post, partial: true }], pageParams: [null] }
  client.setQueryData(key, list, { updatedAt: 1 })
}
