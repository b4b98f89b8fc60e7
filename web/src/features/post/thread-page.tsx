import type { Post } from '@porchlight/contract/posts'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useCall, useMe, useViewer } from '../../app/context.tsx'
import { threadTitle } from '../../app/heads.ts'
import { NotFoundPage } from '../../app/not-found-page.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { problemOfError } from '../../client/problem.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { ComposerRow } from '../composer/composer-row.tsx'
import { OutgoingPosts } from '../composer/outgoing-posts.tsx'
import { ShowMore } from '../timeline/show-more.tsx'
import { PostCard } from './post-card.tsx'
import { PostFocus } from './post-focus.tsx'
import { threadQuery } from './queries.ts'

export function ThreadPage(): ReactNode {
  const { postId = '' } = useParams()
  return <ThreadOf key={postId} postId={postId} />
}

function ThreadOf({ postId }: { postId: string }): ReactNode {
  const t = useTranslate()
  const thread = useInfiniteQuery(threadQuery(useCall(), postId))
  const problem = thread.error && problemOfError(thread.error)
  if (problem?.code === 'not_found' || problem?.code === 'invalid_input')
    return <NotFoundPage text={t('notFound.post')} />
  const first = thread.data?.pages[0]
  return (
    <>
      <PageHeader title={t('post.thread')} tab={first?.post && threadTitle(t, first.post)} back />
      {problem && <ProblemNotice problem={problem} onRetry={() => void thread.refetch()} />}
      {first?.post ? (
        <Thread post={first.post} ancestors={first.ancestors ?? []} partial={first.partial ?? false}>
          {thread.data?.pages
            .flatMap((page) => page.items)
            .map((reply) => (
              <PostCard key={reply.id} post={reply} place="reply" />
            ))}
          <ShowMore list={thread} />
        </Thread>
      ) : (
        !problem && <PostSkeletons label={t('timeline.loading')} number={3} />
      )}
    </>
  )
}

interface ThreadProps {
  readonly post: Post
  readonly ancestors: readonly Post[]
  readonly partial: boolean
  readonly children: ReactNode
}

function Thread({ post, ancestors, partial, children }: ThreadProps): ReactNode {
  const t = useTranslate()
  return (
    <>
      {ancestors.length > 0 && (
        <section className="ancestors" aria-label={t('post.earlier')}>
          {ancestors.map((ancestor) => (
            <PostCard key={ancestor.id} post={ancestor} place="ancestor" />
          ))}
        </section>
      )}
      <PostFocus post={post} />
      <ReplyPlace post={post} />
      <section aria-label={t('post.repliesHeading')}>
        <h2 className="said">{t('post.repliesHeading')}</h2>
        {partial && post.replyCount > 0 && (
          <PostSkeletons label={t('timeline.loading')} number={Math.min(post.replyCount, 4)} />
        )}
        {!partial && post.replyCount === 0 && <p className="list-end">{t('post.noReplies')}</p>}
        {children}
        <OutgoingPosts answering={post} />
      </section>
    </>
  )
}

function ReplyPlace({ post }: { post: Post }): ReactNode {
  const t = useTranslate()
  const me = useMe()
  const viewer = useViewer()
  if (me) return <ComposerRow me={me} target={{ kind: 'reply', post }} />
  if (viewer.kind !== 'visitor') return null
  return (
    <p className="thread-door">
      <PageLink className="button button-plain" to={`/sign-in?next=/posts/${post.id}`}>
        {t('compose.signIn')}
      </PageLink>
    </p>
  )
}
