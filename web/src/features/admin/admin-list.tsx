import type { Page } from '@porchlight/contract/page'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemOfError } from '../../client/problem.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { ShowMore } from '../timeline/show-more.tsx'

interface AdminListProps<Item> {
  readonly name: string
  /** Where several lists share a name, so that they are read again together. */
  readonly part?: string
  readonly fetchPage: (cursor: string | null) => Promise<Page<Item>>
  /** Where what is shown changes by itself: how often it is read again. */
  readonly refreshMs?: number
  readonly empty: string
  readonly children: (item: Item) => ReactNode
}

/** An endless list of the administration: skeletons, what went wrong, emptiness, lines. */
export function AdminList<Item>({
  name,
  part = 'list',
  fetchPage,
  refreshMs,
  empty,
  children,
}: AdminListProps<Item>): ReactNode {
  const t = useTranslate()
  const list = useInfiniteQuery({
    queryKey: ['admin', name, part],
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    refetchInterval: refreshMs ?? false,
  })
  if (list.isPending) return <PostSkeletons label={t('timeline.loading')} number={3} />
  if (list.data === undefined) {
    return <ProblemNotice problem={problemOfError(list.error)} onRetry={() => void list.refetch()} />
  }
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className="soft">{empty}</p>
  return (
    <>
      <ul className="lines">{items.map(children)}</ul>
      <ShowMore list={list} />
    </>
  )
}
