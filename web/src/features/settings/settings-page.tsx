import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useNavigate } from 'react-router'
import { tell } from '../../app/announcer.tsx'
import { useCall, useMe, usePorch } from '../../app/context.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { problemOfError } from '../../client/problem.ts'
import { Button } from '../../design/button.tsx'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { PrivacySection } from '../blocks/privacy-section.tsx'
import { NotificationsSection } from '../notifications/notifications-section.tsx'
import { PortraitField } from './portrait-field.tsx'
import { ProfileForm } from './profile-form.tsx'
import { ReminderField } from './reminder-field.tsx'
import { ThemeField } from './theme-field.tsx'
import './settings.css'

export function Page(): ReactNode {
  const t = useTranslate()
  const me = useMe()
  if (me === null) return null
  return (
    <>
      <PageHeader title={t('title.settings')} />
      <div className="settings">
        <section>
          <h2>{t('settings.profile')}</h2>
          <PortraitField me={me} purpose="avatar" />
          <PortraitField me={me} purpose="banner" />
          <ProfileForm me={me} />
        </section>
        <section>
          <h2>{t('settings.appearance')}</h2>
          <ThemeField />
        </section>
        <section>
          <h2>{t('settings.pictures')}</h2>
          <ReminderField />
        </section>
        <NotificationsSection me={me} />
        <PrivacySection me={me} />
        <section>
          <h2>{t('settings.account')}</h2>
          <p>{t('settings.signedInAs', { email: me.email })}</p>
          <p className="soft small">{t('settings.signOut.text')}</p>
          <SignOut />
        </section>
      </div>
    </>
  )
}

function SignOut(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const navigate = useNavigate()
  const { session } = usePorch()
  async function signOut(): Promise<void> {
    try {
      await call('POST /auth/sign-out', { body: {} })
      // Lists of the member's own are off the screen before nobody is there to ask for them.
      flushSync(() => void navigate('/', { replace: true }))
      session.accept({ kind: 'visitor' })
    } catch (error) {
      tell(t(problemKey(problemOfError(error).code)))
    }
  }
  return (
    <Button icon="door" onClick={() => void signOut()}>
      {t('action.signOut')}
    </Button>
  )
}
