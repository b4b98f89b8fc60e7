import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemOfError } from '../../client/problem.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { OutgoingPosts } from '../composer/outgoing-posts.tsx'
import type { PostListQuery } from '../post/lists.ts'
import { PostCard } from '../post/post-card.tsx'
import { FreshPosts } from './fresh-posts.tsx'
import { ShowMore } from './show-more.tsx'

interface PostListProps {
  readonly query: PostListQuery
  readonly label: string
  readonly empty: ReactNode
  /** A timeline says when there is more at its head, and shows what is on its way there. */
  readonly live?: boolean
}

export function PostList({ query, label, empty, live = false }: PostListProps): ReactNode {
  const t = useTranslate()
  const list = useInfiniteQuery(query)
  if (list.isPending) return <PostSkeletons label={t('timeline.loading')} />
  if (list.data === undefined) {
    return <ProblemNotice problem={problemOfError(list.error)} onRetry={() => void list.refetch()} />
  }
  const posts = list.data.pages.flatMap((page) => page.items)
  return (
    <section className="post-list" aria-label={label}>
      {live && <FreshPosts query={query} list={list.data} updatedAtMs={list.dataUpdatedAt} />}
      {live && <OutgoingPosts answering={null} />}
      {posts.map((post, index) => (
        <PostCard key={post.id} post={post} place="list" lead={index < 2} />
      ))}
      {posts.length === 0 && empty}
      <ShowMore list={list} />
      {posts.length > 12 && !list.hasNextPage && <p className="list-end">{t('timeline.end')}</p>}
    </section>
  )
}
