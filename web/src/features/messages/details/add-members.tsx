import type { MemberListItem } from '@porchlight/contract/members'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { Sheet } from '../../../design/dialog.tsx'
import { useTalk } from '../conversation/talk.ts'
import { MemberChooser } from '../start/member-chooser.tsx'
import { useDeed } from '../use-deed.ts'
import { useWords } from '../words/use-words.ts'
import '../start/start.css'

export function AddMembers({ without }: { without: readonly string[] }): ReactNode {
  const words = useWords()
  const { handle } = useTalk()
  const { busy, run } = useDeed()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<readonly MemberListItem[]>([])
  const close = () => {
    setOpen(false)
    setChosen([])
  }
  const add = async () => {
    await handle.addMembers(chosen.map(({ id }) => id))
    close()
  }
  return (
    <>
      <Button icon="plus" onClick={() => setOpen(true)}>
        {words('details.add')}
      </Button>
      {open && (
        <Sheet title={words('start.addTitle')} onClose={close}>
          <MemberChooser chosen={chosen} without={without} onChange={setChosen} />
          <div className="sheet-actions">
            <Button look="primary" busy={busy} disabled={chosen.length === 0} onClick={() => run(add)}>
              {words('start.add')}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  )
}
