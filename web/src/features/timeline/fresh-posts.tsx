import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useTranslate } from '../../i18n/translate.tsx'
import type { PostList, PostListPage, PostListQuery } from '../post/lists.ts'

interface FreshPostsProps {
  readonly query: PostListQuery
  readonly list: PostList
  readonly updatedAtMs: number
}

/** Says that there are new posts instead of pushing down what is being read. */
export function FreshPosts({ query, list, updatedAtMs }: FreshPostsProps): ReactNode {
  const t = useTranslate()
  const client = useQueryClient()
  const first = list.pages[0] ?? { items: [], nextCursor: null }
  const fresh = useQuery({
    queryKey: ['fresh', ...query.queryKey],
    queryFn: ({ signal }) => query.queryFn({ pageParam: null, signal }),
    initialData: first,
    initialDataUpdatedAt: updatedAtMs,
    staleTime: 30_000,
    refetchInterval: 60_000,
    refetchOnWindowFocus: true,
  }).data
  const news = newIn(fresh, list)

  function show(): void {
    client.setQueryData<PostList>(query.queryKey, (old) => withNews(fresh, old))
    scrollTo({ top: 0 })
  }

  useEffect(() => {
    addEventListener('porchlight:newest', show)
    return () => removeEventListener('porchlight:newest', show)
  })

  if (news === 0) return null
  return (
    <div className="fresh" role="status">
      <button type="button" className="fresh-button" onClick={show}>
        {t('timeline.fresh', { count: news })}
      </button>
    </div>
  )
}

/** How many posts of the fresh page are newer than the list, which is newest first. */
export function newIn(fresh: PostListPage, list: PostList): number {
  const known = new Set(list.pages.flatMap((page) => page.items.map((post) => post.id)))
  const newest = list.pages[0]?.items[0]?.createdAt ?? ''
  return fresh.items.filter((post) => !known.has(post.id) && post.createdAt >= newest).length
}

/** The list with what is new at its head; begun afresh when posts in between may be missing. */
export function withNews(fresh: PostListPage, list: PostList | undefined): PostList {
  const begun = { pages: [fresh], pageParams: [null] }
  if (list === undefined) return begun
  const freshIds = new Set(fresh.items.map((post) => post.id))
  const overlaps = list.pages.some((page) => page.items.some((post) => freshIds.has(post.id)))
  if (!overlaps) return begun
  const known = new Set(list.pages.flatMap((page) => page.items.map((post) => post.id)))
  const news = fresh.items.filter((post) => !known.has(post.id))
  return {
    ...list,
    pages: list.pages.map((page, index) => (index === 0 ? { ...page, items: [...news, ...page.items] } : page)),
  }
}
