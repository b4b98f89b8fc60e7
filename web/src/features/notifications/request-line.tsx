import type { ReactNode } from 'react'
import { useMe } from '../../app/context.tsx'
import { Icon } from '../../design/icons.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { otherOf } from '../messages/names.ts'
import { PersonAvatar } from '../messages/person-avatar.tsx'
import { useConversations } from '../messages/use-messaging.ts'
import { waitingRequests } from './requests.ts'
import { useWords } from './words/use-words.ts'

/** Strangers who wait for an answer: above all else until they have one. */
export function RequestLine(): ReactNode {
  const words = useWords()
  const me = useMe()
  const { items } = useConversations()
  const requests = me === null ? [] : waitingRequests(items, me)
  const [latest] = requests
  if (me === null || latest === undefined) return null
  const person = otherOf(latest, me.id)
  return (
    <li className={requests.some(({ unread }) => unread > 0) ? 'told told-new' : 'told'}>
      <PageLink className="told-what" to="/messages?show=requests">
        <span className="told-who">
          <PersonAvatar person={person} />
          <span className="told-kind">
            <Icon name="messages" size={14} />
          </span>
        </span>
        <span className="told-words">
          <b>{words('requests', { count: requests.length })}</b>
          <span className="told-excerpt" dir="auto">
            {person?.name ?? ''}
          </span>
        </span>
        <Icon name="forward" size={20} />
      </PageLink>
    </li>
  )
}
