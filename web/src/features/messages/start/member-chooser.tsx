import type { MemberListItem } from '@porchlight/contract/members'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useCall } from '../../../app/context.tsx'
import { Avatar } from '../../../design/avatar.tsx'
import { Icon } from '../../../design/icons.tsx'
import { directory } from '../../members/queries.ts'
import { useSettled } from '../../members/settled.ts'
import { useWords } from '../words/use-words.ts'
import '../../members/members.css'

interface MemberChooserProps {
  readonly chosen: readonly MemberListItem[]
  /** Who cannot be chosen because they are there already. */
  readonly without: readonly string[]
  readonly onChange: (chosen: readonly MemberListItem[]) => void
}

/** People by name, to be chosen one after another. */
export function MemberChooser({ chosen, without, onChange }: MemberChooserProps): ReactNode {
  const words = useWords()
  const [text, setText] = useState('')
  const list = useInfiniteQuery(directory(useCall(), useSettled(text.trim().slice(0, 50), 200)))
  const members = (list.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ id, viewer }) => viewer?.isYou === false && !without.includes(id))
  const has = (member: MemberListItem) => chosen.some(({ id }) => id === member.id)
  const toggle = (member: MemberListItem) =>
    onChange(has(member) ? chosen.filter(({ id }) => id !== member.id) : [...chosen, member])
  return (
    <>
      <ul className="chosen" aria-label={words('start.chosen')}>
        {chosen.map((member) => (
          <li key={member.id}>
            <button
              type="button"
              className="chosen-one"
              aria-label={words('start.takeOut', { name: member.name })}
              onClick={() => toggle(member)}
            >
              <bdi>{member.name}</bdi>
              <Icon name="close" size={16} />
            </button>
          </li>
        ))}
      </ul>
      <search className="sheet-search">
        <input
          className="input"
          type="search"
          aria-label={words('start.search')}
          placeholder={words('start.search')}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the sheet is opened to look for somebody
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </search>
      <p className="said" role="status">
        {list.isSuccess && members.length === 0 && words('start.none')}
      </p>
      <ul className="choosable" aria-label={words('start.people')}>
        {members.map((member) => (
          <ChoosableMember key={member.id} member={member} isChosen={has(member)} onToggle={() => toggle(member)} />
        ))}
      </ul>
    </>
  )
}

interface ChoosableProps {
  readonly member: MemberListItem
  readonly isChosen: boolean
  readonly onToggle: () => void
}

function ChoosableMember({ member, isChosen, onToggle }: ChoosableProps): ReactNode {
  const words = useWords()
  const reach = member.viewer?.reach ?? 'closed'
  return (
    <li>
      <label className={reach === 'closed' ? 'choosable-one choosable-closed' : 'choosable-one'}>
        <input type="checkbox" checked={isChosen} disabled={reach === 'closed'} onChange={onToggle} />
        <Avatar member={member} />
        <span className="member-words">
          <bdi className="post-name">{member.name}</bdi>
          <span className="post-handle">
            @{member.handle}
            {reach !== 'open' && ` · ${words(`start.${reach}`)}`}
          </span>
        </span>
      </label>
    </li>
  )
}
