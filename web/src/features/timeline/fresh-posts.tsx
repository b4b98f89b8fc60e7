import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useTranslate } from '../../i18n/translate.tsx'
import type { PostList, PostListQuery } from '../post/lists.ts'
import { newIn, withNews } from './fresh.ts'

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
