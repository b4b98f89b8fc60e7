import type { ConcernedMember } from '@porchlight/contract/reports'
import type { ReactNode } from 'react'
import { useCall } from '../../../app/context.tsx'
import { preloadDialog, useQuestion } from '../../../design/ask.tsx'
import { Button } from '../../../design/button.tsx'
import { useWords } from '../../reports/words/use-words.ts'
import { useAct } from '../use-act.ts'

/** Shuts a member out, or lets them back in. */
export function SuspensionButton({ member }: { member: ConcernedMember }): ReactNode {
  const words = useWords()
  const call = useCall()
  const { busy, act } = useAct()
  const { ask, dialog } = useQuestion()
  const { handle, name } = member
  const params = { handle }
  if (member.suspended) {
    return (
      <Button
        busy={busy}
        aria-label={`${words('admin.release')}: ${name}`}
        onClick={() =>
          act(() => call('DELETE /admin/members/:handle/suspension', { params }), words('admin.released', { name }))
        }
      >
        {words('admin.release')}
      </Button>
    )
  }
  const question = {
    title: words('admin.suspend.title', { name }),
    text: words('admin.suspend.text'),
    yes: words('admin.suspend'),
    onYes: () =>
      act(() => call('PUT /admin/members/:handle/suspension', { params }), words('admin.suspended', { name })),
  }
  return (
    <>
      <Button
        look="quiet"
        busy={busy}
        aria-label={`${words('admin.suspend')}: ${name}`}
        onPointerEnter={preloadDialog}
        onClick={() => ask(question)}
      >
        {words('admin.suspend')}
      </Button>
      {dialog}
    </>
  )
}
