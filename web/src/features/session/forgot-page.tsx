import { type ReactNode, useState } from 'react'
import { useCall } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { TextField } from '../../design/field.tsx'
import { useForm } from '../../design/form.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { softwareName, useCommunity } from '../community/queries.ts'
import { looksLikeEmail } from './account-fields.tsx'
import { Door } from './door.tsx'

export function Page(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const community = useCommunity()?.name ?? softwareName
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const form = useForm<'email'>({
    check: () => (looksLikeEmail(email) ? {} : { email: t('fault.email') }),
    send: async () => {
      await call('POST /auth/password-reset-requests', { body: { email: email.trim() } })
      setSent(true)
    },
  })
  if (sent) {
    return (
      <Door title={t('forgot.sent.title')} text={t('forgot.sent.text', { email: email.trim(), community })}>
        <PageLink to="/sign-in">{t('action.signIn')}</PageLink>
      </Door>
    )
  }
  return (
    <Door title={t('forgot.title')} tab={t('title.forgot')} text={t('forgot.text')}>
      <form className="form" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={t('field.email')}
          fault={form.faults.email}
          type="email"
          autoComplete="username"
          dir="ltr"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {form.problem && <ProblemNotice problem={form.problem} />}
        <div className="form-actions">
          <Button look="primary" type="submit" busy={form.busy}>
            {t('forgot.action')}
          </Button>
          <PageLink to="/sign-in">{t('action.back')}</PageLink>
        </div>
      </form>
    </Door>
  )
}
