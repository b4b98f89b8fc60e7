import type { Post } from '@porchlight/contract/posts'
import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query'

/** A page of posts; the first page of a thread also has what the thread is about. */
export interface PostListPage {
  readonly items: Post[]
  readonly nextCursor: string | null
  readonly ancestors?: Post[]
  readonly post?: Post
  /** Made of what another list knew; the rest is being fetched. */
  readonly partial?: true
}

export type PostList = InfiniteData<PostListPage, unknown>

/** How a list of posts is fetched. Every such key begins with `posts`, so that one change reaches a post wherever it stands. */
export interface PostListQuery {
  readonly queryKey: QueryKey
  readonly queryFn: (context: { pageParam: string | null; signal?: AbortSignal }) => Promise<PostListPage>
  readonly initialPageParam: string | null
  readonly getNextPageParam: (page: PostListPage) => string | null
}

export function postListQuery(key: readonly string[], fetchPage: PostListQuery['queryFn']): PostListQuery {
  return {
    queryKey: ['posts', ...key],
    queryFn: fetchPage,
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  }
}

function eachList(client: QueryClient, change: (page: PostListPage) => PostListPage): void {
  client.setQueriesData<PostList>({ queryKey: ['posts'] }, (list) => list && { ...list, pages: list.pages.map(change) })
}

/** Changes a post wherever it is shown. */
export function changePost(client: QueryClient, postId: string, change: (post: Post) => Post): void {
  const changed = (post: Post): Post => (post.id === postId ? change(post) : post)
  eachList(client, (page) => ({
    ...page,
    items: page.items.map(changed),
    ...(page.ancestors && { ancestors: page.ancestors.map(changed) }),
    ...(page.post && { post: changed(page.post) }),
  }))
}

/** The post as any list has it, so that its thread opens at once. */
export function findPost(client: QueryClient, postId: string): Post | undefined {
  for (const [, list] of client.getQueriesData<PostList>({ queryKey: ['posts'] })) {
    for (const page of list?.pages ?? []) {
      const found = [page.post, ...page.items, ...(page.ancestors ?? [])].find((post) => post?.id === postId)
      if (found) return found
    }
  }
  return undefined
}

/** Takes a deleted post out of every list; a thread about it is left to say that it is gone. */
export function removePost(client: QueryClient, postId: string): void {
  eachList(client, (page) => ({
    ...page,
    items: page.items.filter((post) => post.id !== postId),
    ...(page.ancestors && { ancestors: page.ancestors.filter((post) => post.id !== postId) }),
  }))
}

/** Puts a new post at the head, or the foot, of a list that is loaded; one that is there already stays single. */
export function insertPost(
  client: QueryClient,
  key: readonly string[],
  placing: { post: Post; at: 'head' | 'foot' },
): void {
  client.setQueryData<PostList>(['posts', ...key], (list) => {
    if (list === undefined || list.pages.some((page) => page.items.some((post) => post.id === placing.post.id)))
      return list
    const place = placing.at === 'head' ? 0 : list.pages.length - 1
    const pages = list.pages.map((page, index) => {
      if (index !== place) return page
      return { ...page, items: placing.at === 'head' ? [placing.post, ...page.items] : [...page.items, placing.post] }
    })
    return { ...list, pages }
  })
}
