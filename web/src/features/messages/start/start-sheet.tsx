import type { MemberListItem } from '@porchlight/contract/members'
import { messagingLimits } from '@porchlight/contract/messaging'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { Button } from '../../../design/button.tsx'
import { Sheet } from '../../../design/dialog.tsx'
import { TextField } from '../../../design/field.tsx'
import { useDeed } from '../use-deed.ts'
import { useMessaging } from '../use-messaging.ts'
import { useWords } from '../words/use-words.ts'
import { MemberChooser } from './member-chooser.tsx'
import './start.css'

/** To one person, or, with a name, to several. */
export function StartSheet({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords()
  const navigate = useNavigate()
  const messaging = useMessaging()
  const { busy, run } = useDeed()
  const [chosen, setChosen] = useState<readonly MemberListItem[]>([])
  const [name, setName] = useState('')
  const isGroup = chosen.length > 1
  const [first] = chosen
  const isReady = messaging !== null && first !== undefined && (!isGroup || name.trim() !== '')

  async function start(): Promise<void> {
    if (messaging === null || first === undefined) return
    const id = isGroup
      ? await messaging.createGroup({ name: name.trim(), memberIds: chosen.map((member) => member.id) })
      : await messaging.openDirect(first.id)
    onClose()
    await navigate(`/messages/${id}`)
  }

  return (
    <Sheet title={words('start.title')} onClose={onClose}>
      <form
        className="start"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) run(start)
        }}
      >
        <MemberChooser chosen={chosen} without={[]} onChange={setChosen} />
        {isGroup && (
          <TextField
            label={words('start.name')}
            value={name}
            maxLength={messagingLimits.groupNameUtf16Units}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <div className="sheet-actions">
          <Button look="primary" type="submit" busy={busy} disabled={!isReady}>
            {words(isGroup ? 'start.make' : 'start.write')}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
