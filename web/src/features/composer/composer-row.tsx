import type { Me } from '@porchlight/contract/members'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { loadComposerForm, type Target } from './open.ts'

const LazyForm = lazy(async () => ({ default: (await loadComposerForm()).ComposerForm }))

/** A line that invites to write, and becomes the composer where it stands. */
export function ComposerRow({ me, target }: { me: Me; target: Target }): ReactNode {
  const t = useTranslate()
  const [open, setOpen] = useState(false)
  const prompt = (
    <button
      type="button"
      className="composer-prompt"
      onPointerEnter={() => void loadComposerForm().catch(() => undefined)}
      onClick={() => setOpen(true)}
    >
      <Avatar member={me} />
      <span>{t(target.kind === 'reply' ? 'compose.promptReply' : 'compose.prompt')}</span>
    </button>
  )
  return (
    <div className="composer-inline">
      {open ? (
        <Suspense fallback={prompt}>
          <LazyForm me={me} target={target} onSent={() => setOpen(false)} />
        </Suspense>
      ) : (
        prompt
      )}
    </div>
  )
}
