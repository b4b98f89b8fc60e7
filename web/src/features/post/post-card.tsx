import type { Post } from '@porchlight/contract/posts'
import { type MouseEvent, memo, type ReactNode, useRef } from 'react'
import { useMe } from '../../app/context.tsx'
import { Avatar } from '../../design/avatar.tsx'
import { Moment } from '../../design/moment.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostText } from '../../design/post-text.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { PostPictures } from '../pictures/post-pictures.tsx'
import { useOpenPost } from './open-post.ts'
import { usePictureNews } from './picture-news.ts'
import { PostActions } from './post-actions.tsx'

interface PostCardProps {
  readonly post: Post
  /** In its own thread a reply need not say what it answers. */
  readonly place: 'list' | 'ancestor' | 'reply'
  /** Among the first in sight: its pictures are not left for later. */
  readonly lead?: boolean
}

/** A post in a list. The whole card opens its thread; the time is the link for keyboards and screen readers. */
export const PostCard = memo(function PostCard({ post, place, lead = false }: PostCardProps): ReactNode {
  const card = useRef<HTMLElement>(null)
  const openPost = useOpenPost()
  const isYours = useMe()?.id === post.author.id
  usePictureNews(post, isYours)

  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest('a, button, [role=alertdialog]')) return
    if (getSelection()?.type === 'Range') return
    openPost(post, card.current)
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a convenience for pointers; the link in the head does the same
    <article
      className={`post post-${place}`}
      ref={card}
      tabIndex={-1}
      data-post={post.id}
      aria-labelledby={`by-${post.id}`}
      onClick={onClick}
    >
      <PageLink className="post-face" to={`/@${post.author.handle}`} tabIndex={-1} aria-hidden="true">
        <Avatar member={post.author} />
      </PageLink>
      <div className="post-main">
        <PostHead post={post} />
        {place === 'list' && <Answering post={post} />}
        {post.text !== '' && <PostText className="post-text" text={post.text} />}
        <PostPictures pictures={post.pictures} isYours={isYours} place="list" lead={lead} />
        <PostActions post={post} />
      </div>
    </article>
  )
})

function PostHead({ post }: { post: Post }): ReactNode {
  return (
    <div className="post-head" id={`by-${post.id}`}>
      <PageLink className="post-author" to={`/@${post.author.handle}`}>
        <bdi className="post-name">{post.author.name}</bdi> <span className="post-handle">@{post.author.handle}</span>
      </PageLink>
      <PageLink className="post-time" to={`/posts/${post.id}`}>
        <Moment at={post.createdAt} />
      </PageLink>
    </div>
  )
}

export function Answering({ post }: { post: Post }): ReactNode {
  const t = useTranslate()
  if (post.replyTo === null) return null
  const { id, handle } = post.replyTo
  if (handle === null) return <p className="post-answering">{t('post.deletedParent')}</p>
  return (
    <p className="post-answering">
      <PageLink to={`/posts/${id}`}>{t('post.replyingTo', { handle })}</PageLink>
    </p>
  )
}
