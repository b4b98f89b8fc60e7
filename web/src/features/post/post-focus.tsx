import type { Post } from '@porchlight/contract/posts'
import type { ReactNode } from 'react'
import { useMe } from '../../app/context.tsx'
import { useHydrated, useReader } from '../../app/reader.ts'
import { Avatar } from '../../design/avatar.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostText } from '../../design/post-text.tsx'
import { fullTime } from '../../i18n/time.ts'
import { PostPictures } from '../pictures/post-pictures.tsx'
import { usePictureNews } from './picture-news.ts'
import { PostActions } from './post-actions.tsx'
import { Answering } from './post-card.tsx'

/** The post that a thread is about. */
export function PostFocus({ post }: { post: Post }): ReactNode {
  const reader = useReader()
  const hydrated = useHydrated()
  const isYours = useMe()?.id === post.author.id
  usePictureNews(post, isYours)
  return (
    <article className="post-focus" data-post={post.id} tabIndex={-1} aria-labelledby={`by-${post.id}`}>
      <PageLink className="post-focus-author" to={`/@${post.author.handle}`} id={`by-${post.id}`}>
        <Avatar member={post.author} />
        <span>
          <bdi className="post-name">{post.author.name}</bdi>
          <span className="post-handle">@{post.author.handle}</span>
        </span>
      </PageLink>
      {post.replyTo?.handle === null && <Answering post={post} />}
      {post.text !== '' && <PostText className="post-text post-text-focus" text={post.text} />}
      <PostPictures pictures={post.pictures} isYours={isYours} place="focus" lead />
      <p className="post-moment soft">
        <time dateTime={post.createdAt} suppressHydrationWarning key={String(hydrated)}>
          {fullTime(post.createdAt, reader)}
        </time>
      </p>
      <PostActions post={post} inFull />
    </article>
  )
}
