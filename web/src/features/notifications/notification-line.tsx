import type { Notification } from '@porchlight/contract/notifications'
import type { ReactNode } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { IconButton } from '../../design/button.tsx'
import { Icon, type IconName } from '../../design/icons.tsx'
import { Moment } from '../../design/moment.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { placeOf, whatTheyDid, whoDid } from './phrase.ts'
import { useWords } from './words/use-words.ts'

const icons: Readonly<Record<Notification['kind'], IconName>> = {
  like: 'heart',
  reply: 'reply',
  mention: 'mention',
  follow: 'person',
}

interface NotificationLineProps {
  readonly notification: Notification
  readonly isNew: boolean
  readonly myHandle: string
  readonly onRemove: () => void
}

export function NotificationLine({ notification, isNew, myHandle, onRemove }: NotificationLineProps): ReactNode {
  const words = useWords()
  const { kind, members, post, at } = notification
  const who = whoDid(notification, words)
  return (
    <li className={isNew ? 'told told-new' : 'told'}>
      <PageLink className="told-what" to={placeOf(notification, myHandle)}>
        <span className="told-who">
          {members[0] && <Avatar member={members[0]} />}
          <span className={`told-kind told-${kind}`}>
            <Icon name={icons[kind]} size={14} />
          </span>
        </span>
        <span className="told-words">
          <span>
            {isNew && <span className="said">{words('new')} </span>}
            <b dir="auto">{who}</b> {whatTheyDid(notification, words)}
            <span className="soft small told-time">
              {' '}
              <Moment at={at} />
            </span>
          </span>
          {post && (
            <span className="told-excerpt" dir="auto">
              {post.excerpt || words('picture', { count: post.pictureCount })}
            </span>
          )}
        </span>
      </PageLink>
      <IconButton name="close" label={words('remove', { who })} onClick={onRemove} />
    </li>
  )
}
