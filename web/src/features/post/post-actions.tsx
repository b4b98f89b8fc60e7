import type { Post } from '@porchlight/contract/posts'
import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { tell } from '../../app/announcer.tsx'
import { useMe, usePorch } from '../../app/context.tsx'
import { useRegionalLocale } from '../../app/reader.ts'
import { whenKnown } from '../../client/when-known.ts'
import { preloadDialog, useQuestion } from '../../design/ask.tsx'
import { IconButton } from '../../design/button.tsx'
import { Icon } from '../../design/icons.tsx'
import { count } from '../../i18n/time.ts'
import { useTranslate } from '../../i18n/translate.tsx'
import { openComposer, preloadComposer } from '../composer/open.ts'
import { openReport } from '../reports/open.ts'
import { useDeletePost } from './delete-post.ts'
import { useToggleLike } from './like.ts'

/** `inFull`: in its own thread a post also offers its address. */
export function PostActions({ post, inFull = false }: { post: Post; inFull?: boolean }): ReactNode {
  const t = useTranslate()
  const me = useMe()
  const asMember = useAsMember()
  const toggleLike = useToggleLike()
  const liked = post.viewer?.liked ?? false
  return (
    <div className="post-actions">
      <button
        type="button"
        className="post-action"
        data-action="reply"
        aria-label={`${t('post.reply')}, ${t('post.replies', { count: post.replyCount })}`}
        onPointerEnter={me ? preloadComposer : undefined}
        onClick={() => asMember(() => openComposer({ kind: 'reply', post }))}
      >
        <Icon name="reply" size={20} />
        <Figure value={post.replyCount} />
      </button>
      <button
        type="button"
        className={liked ? 'post-action post-liked' : 'post-action'}
        data-action="like"
        aria-pressed={liked}
        aria-label={`${t('post.like')}, ${t('post.likes', { count: post.likeCount })}`}
        onClick={() => asMember(() => toggleLike(post))}
      >
        <Icon name="heart" size={20} />
        <Figure value={post.likeCount} />
      </button>
      <span className="post-aside" />
      {inFull && <CopyLink postId={post.id} />}
      {inFull && me && me.id !== post.author.id && (
        <IconButton
          name="flag"
          label={t('post.report')}
          onClick={() => openReport({ kind: 'post', postId: post.id })}
        />
      )}
      {me?.id === post.author.id && <DeleteButton post={post} />}
    </div>
  )
}

function Figure({ value }: { value: number }): ReactNode {
  const locale = useRegionalLocale()
  return (
    <span className="figure" suppressHydrationWarning>
      {value > 0 ? count(value, locale) : ''}
    </span>
  )
}

function CopyLink({ postId }: { postId: string }): ReactNode {
  const t = useTranslate()
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(`${location.origin}/posts/${postId}`)
      tell(t('action.copied'))
    } catch {
      tell(t('action.copyFailed'))
    }
  }
  return <IconButton name="link" label={t('action.copy')} onClick={() => void copy()} />
}

function DeleteButton({ post }: { post: Post }): ReactNode {
  const t = useTranslate()
  const deletePost = useDeletePost()
  const { ask, dialog } = useQuestion()
  const question = {
    title: t('post.delete.title'),
    text: t('post.delete.text'),
    yes: t('post.delete'),
    onYes: () => deletePost(post),
  }
  return (
    <>
      <IconButton
        name="trash"
        label={t('post.delete')}
        onPointerEnter={preloadDialog}
        onFocus={preloadDialog}
        onClick={() => ask(question)}
      />
      {dialog}
    </>
  )
}

/** Acts for a member, once it is known whether one is here, and sends a visitor to sign in. */
function useAsMember(): (act: () => void) => void {
  const { session } = usePorch()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  return (act) =>
    whenKnown(session, (viewer) => {
      if (viewer.kind === 'member') act()
      else void navigate(`/sign-in?next=${encodeURIComponent(pathname)}`)
    })
}
