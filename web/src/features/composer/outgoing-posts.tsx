import type { Post } from '@porchlight/contract/posts'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useMe } from '../../app/context.tsx'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { PostText } from '../../design/post-text.tsx'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { keepDraft } from './drafts.ts'
import { openComposer } from './open.ts'
import { discard, emptyOutbox, type Outgoing, onOutboxChange, readOutbox } from './outbox.ts'
import { usePublish } from './publish.ts'

/** Posts on their way, where they will stand: at the head of a timeline, or below the post that they answer. */
export function OutgoingPosts({ answering }: { answering: Post | null }): ReactNode {
  const all = useSyncExternalStore(onOutboxChange, readOutbox, emptyOutbox)
  const me = useMe()
  if (me === null) return null
  const here = all.filter((entry) => entry.memberId === me.id && entry.replyToId === (answering?.id ?? null))
  return here.map((entry) => <OutgoingPost key={entry.key} entry={entry} me={me} answering={answering} />)
}

interface OutgoingPostProps {
  readonly entry: Outgoing
  readonly me: { id: string; name: string; handle: string }
  readonly answering: Post | null
}

function OutgoingPost({ entry, me, answering }: OutgoingPostProps): ReactNode {
  const t = useTranslate()
  return (
    <article className="post post-outgoing">
      <Avatar member={me} />
      <div className="post-main">
        <p className="post-head">
          <bdi className="post-name">{me.name}</bdi>
          {entry.state.kind === 'sending' && <span className="post-state">{t('post.sending')}</span>}
        </p>
        <PostText className="post-text" text={entry.text} />
        {entry.state.kind === 'failed' && (
          <div role="alert">
            <p className="post-fault">
              {t('post.failed')} {t(problemKey(entry.state.code))}
            </p>
            <Failed entry={entry} answering={answering} />
          </div>
        )}
      </div>
    </article>
  )
}

function Failed({ entry, answering }: Pick<OutgoingPostProps, 'entry' | 'answering'>): ReactNode {
  const t = useTranslate()
  const publish = usePublish()
  function edit(): void {
    keepDraft(entry.memberId, entry.replyToId ?? 'new', entry.text)
    discard(entry.key)
    openComposer(answering ? { kind: 'reply', post: answering } : { kind: 'new' })
  }
  return (
    <div className="form-actions">
      <Button look="primary" icon="retry" onClick={() => void publish(entry)}>
        {t('post.retry')}
      </Button>
      <Button icon="write" onClick={edit}>
        {t('post.edit')}
      </Button>
      <Button look="quiet" icon="trash" onClick={() => discard(entry.key)}>
        {t('post.discard')}
      </Button>
    </div>
  )
}
