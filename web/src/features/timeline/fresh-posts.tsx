import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslate } from '../../i18n/translate.tsx'
import { onNews } from '../messages/notices.ts'
import type { PostList, PostListQuery } from '../post/lists.ts'
import { newIn, withNews } from './fresh.ts'

interface FreshPostsProps {
  readonly query: PostListQuery
  readonly list: PostList
  readonly updatedAtMs: number
}

/** All pages are told at once: they ask a little apart. */
const spreadMs = 1_500

/** Says that there are new posts instead of pushing down what is being read. */
export function FreshPosts({ query, list, updatedAtMs }: FreshPostsProps): ReactNode {
  const t = useTranslate()
  const client = useQueryClient()
  const first = list.pages[0] ?? { items: [], nextCursor: null }
  const latest = useQuery({
    queryKey: ['fresh', ...query.queryKey],
    queryFn: ({ signal }) => query.queryFn({ pageParam: null, signal }),
    initialData: first,
    initialDataUpdatedAt: updatedAtMs,
    staleTime: 30_000,
    // For a visitor, whom nobody tells.
    refetchOnWindowFocus: true,
  })
  const fresh = latest.data
  const news = newIn(fresh, list)
  useTold(latest.refetch)

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

/** Asks when somebody posted, or may have while the connection was away. */
function useTold(ask: () => Promise<unknown>): void {
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onNews(({ type }) => {
      if (type !== 'post.published' && type !== 'missed') return
      clearTimeout(timer)
      timer = setTimeout(() => void latest.current(), Math.random() * spreadMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
}
