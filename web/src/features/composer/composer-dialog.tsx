import type { Me } from '@porchlight/contract/members'
import type { ReactNode } from 'react'
import { Sheet } from '../../design/dialog.tsx'
import { PostText } from '../../design/post-text.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { ComposerForm } from './composer-form.tsx'
import type { Target } from './open.ts'

export function ComposerDialog({ me, target, onClose }: { me: Me; target: Target; onClose: () => void }): ReactNode {
  const t = useTranslate()
  const title =
    target.kind === 'reply' ? t('compose.titleReply', { name: target.post.author.name }) : t('compose.title')
  return (
    <Sheet title={title} onClose={onClose}>
      {target.kind === 'reply' && <PostText className="composer-answered" text={target.post.text} />}
      <ComposerForm me={me} target={target} onSent={onClose} />
    </Sheet>
  )
}
