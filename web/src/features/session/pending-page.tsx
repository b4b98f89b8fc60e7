import { type ReactNode, useState } from 'react'
import { tell } from '../../app/announcer.tsx'
import { useCall, usePorch } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { Door } from './door.tsx'

export function Page(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const { session } = usePorch()
  const [busy, setBusy] = useState(false)

  async function check(): Promise<void> {
    setBusy(true)
    await session.resume().catch(() => undefined)
    setBusy(false)
    if (session.viewer.kind === 'pending') tell(t('pending.still'))
  }

  async function leave(): Promise<void> {
    await call('POST /auth/sign-out', { body: {} }).catch(() => undefined)
    session.accept({ kind: 'visitor' })
  }

  return (
    <Door title={t('pending.title')} tab={t('title.pending')} text={t('pending.text')}>
      <div className="form-actions">
        <Button look="primary" busy={busy} onClick={() => void check()}>
          {t('pending.check')}
        </Button>
        {session.viewer.kind === 'pending' && (
          <Button look="quiet" onClick={() => void leave()}>
            {t('action.signOut')}
          </Button>
        )}
      </div>
    </Door>
  )
}
