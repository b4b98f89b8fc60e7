import type { MemberState } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { preloadDialog, useQuestion } from '../../../design/ask.tsx'
import { Button } from '../../../design/button.tsx'
import { useTalk } from '../conversation/talk.ts'
import { nameOf } from '../names.ts'
import { PersonAvatar } from '../person-avatar.tsx'
import { useDeed } from '../use-deed.ts'
import { useWords } from '../words/use-words.ts'
import '../../members/members.css'

interface MemberLineProps {
  readonly member: MemberState
  /** The reader may give roles and take members out. */
  readonly manages: boolean
}

export function MemberLine({ member, manages }: MemberLineProps): ReactNode {
  const words = useWords()
  const { view, handle, meId } = useTalk()
  const { busy, run } = useDeed()
  const { ask, dialog } = useQuestion()
  const { memberId, role } = member
  const isYou = memberId === meId
  const name = isYou ? words('message.you') : nameOf(memberId, view.people, words)
  const isManager = role === 'MANAGER'
  const removal = {
    title: words('details.remove.title', { name }),
    text: words('details.remove.text'),
    yes: words('details.remove'),
    onYes: () => run(() => handle.removeMember(memberId)),
  }
  return (
    <li className="details-member">
      <PersonAvatar person={view.people[memberId]} />
      <span className="member-words">
        <bdi className="post-name">{name}</bdi>
        {isManager && <span className="soft small">{words('details.manager')}</span>}
      </span>
      {manages && (
        <span className="details-actions">
          <Button
            look="quiet"
            busy={busy}
            aria-label={`${words(isManager ? 'details.makeMember' : 'details.makeManager')}: ${name}`}
            onClick={() => run(() => handle.setRole(memberId, isManager ? 'MEMBER' : 'MANAGER'))}
          >
            {words(isManager ? 'details.makeMember' : 'details.makeManager')}
          </Button>
          {!isYou && (
            <Button
              look="quiet"
              busy={busy}
              aria-label={`${words('details.remove')}: ${name}`}
              onPointerEnter={preloadDialog}
              onClick={() => ask(removal)}
            >
              {words('details.remove')}
            </Button>
          )}
        </span>
      )}
      {dialog}
    </li>
  )
}
