import type { Me } from '@porchlight/contract/members'
import type { Post } from '@porchlight/contract/posts'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useCall, useMe } from '../../app/context.tsx'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { PostText } from '../../design/post-text.tsx'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { PostPictures } from '../pictures/post-pictures.tsx'
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
  readonly me: Me
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
        {entry.text !== '' && <PostText className="post-text" text={entry.text} />}
        <PostPictures pictures={entry.pictures} isYours place="list" />
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
  const call = useCall()
  const publish = usePublish()
  async function edit(): Promise<void> {
    const { takeBack } = await import('./take-back.ts')
    takeBack(call, entry)
    openComposer(answering ? { kind: 'reply', post: answering } : { kind: 'new' })
  }
  return (
    <div className="form-actions">
      <Button look="primary" icon="retry" onClick={() => void publish(entry)}>
        {t('post.retry')}
      </Button>
      <Button icon="write" onClick={() => void edit()}>
        {t('post.edit')}
      </Button>
      <Button look="quiet" icon="trash" onClick={() => discard(entry.key)}>
        {t('post.discard')}
      </Button>
    </div>
  )
}
