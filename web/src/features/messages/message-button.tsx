import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { tell } from '../../app/announcer.tsx'
import { preloadPage } from '../../app/preload.ts'
import { Button } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { messagingReady } from './messenger.ts'

/** Opens the reader's conversation with a member. */
export function MessageButton({ member }: { member: { readonly id: string; readonly name: string } }): ReactNode {
  const t = useTranslate()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  async function open(): Promise<void> {
    setBusy(true)
    try {
      const messaging = await messagingReady()
      await navigate(`/messages/${await messaging.openDirect(member.id)}`)
    } catch {
      tell(t('profile.messageFailed'))
    } finally {
      setBusy(false)
    }
  }
  const label = t('profile.message')
  return (
    <Button
      icon="messages"
      busy={busy}
      aria-label={`${label}: ${member.name}`}
      onPointerEnter={() => preloadPage('/messages')}
      onClick={() => void open()}
    >
      {label}
    </Button>
  )
}
