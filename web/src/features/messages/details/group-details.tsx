import { messagingLimits } from '@porchlight/contract/messaging'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { preloadDialog, useQuestion } from '../../../design/ask.tsx'
import { Button } from '../../../design/button.tsx'
import { TextField } from '../../../design/field.tsx'
import { useTalk } from '../conversation/talk.ts'
import { useDeed } from '../use-deed.ts'
import { useWords } from '../words/use-words.ts'
import { AddMembers } from './add-members.tsx'
import { MemberLine } from './member-line.tsx'

/** The group's name, its members and what they may, and the way out. */
export function GroupDetails({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords()
  const { view } = useTalk()
  const manages = view.summary?.role === 'MANAGER' && !view.summary.left
  const members = view.members.filter(({ left }) => !left)
  return (
    <>
      {manages && <Rename />}
      <section>
        <h3>{words('details.members')}</h3>
        <ul className="details-members">
          {members.map((member) => (
            <MemberLine key={member.memberId} member={member} manages={manages} />
          ))}
        </ul>
        {manages && <AddMembers without={members.map(({ memberId }) => memberId)} />}
      </section>
      {view.summary?.left === false && <Leave onLeft={onClose} />}
    </>
  )
}

function Rename(): ReactNode {
  const words = useWords()
  const { view, handle } = useTalk()
  const { busy, run } = useDeed()
  const [name, setName] = useState(view.summary?.name ?? '')
  return (
    <form
      className="details-rename"
      onSubmit={(event) => {
        event.preventDefault()
        run(() => handle.rename(name.trim()))
      }}
    >
      <TextField
        label={words('details.name')}
        value={name}
        maxLength={messagingLimits.groupNameUtf16Units}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" busy={busy} disabled={name.trim() === '' || name.trim() === view.summary?.name}>
        {words('details.rename')}
      </Button>
    </form>
  )
}

function Leave({ onLeft }: { onLeft: () => void }): ReactNode {
  const words = useWords()
  const navigate = useNavigate()
  const { handle } = useTalk()
  const { busy, run } = useDeed()
  const { ask, dialog } = useQuestion()
  const leave = async () => {
    await handle.leave()
    onLeft()
    await navigate('/messages')
  }
  const question = {
    title: words('details.leave.title'),
    text: words('details.leave.text'),
    yes: words('details.leave'),
    onYes: () => run(leave),
  }
  return (
    <>
      <Button icon="door" busy={busy} onPointerEnter={preloadDialog} onClick={() => ask(question)}>
        {words('details.leave')}
      </Button>
      {dialog}
    </>
  )
}
