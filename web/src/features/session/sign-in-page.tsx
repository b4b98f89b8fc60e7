import { type ReactNode, useState } from 'react'
import { useCall, usePorch } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { PasswordField, TextField } from '../../design/field.tsx'
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
  const { session } = usePorch()
  const community = useCommunity()?.name ?? softwareName
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const form = useForm<'email' | 'password'>({
    check: () => ({
      ...(!looksLikeEmail(email) && { email: t('fault.email') }),
      ...(password === '' && { password: t('fault.required') }),
    }),
    send: async () => session.accept(await call('POST /auth/sign-in', { body: { email: email.trim(), password } })),
  })
  return (
    <Door title={t('signIn.title')} tab={t('title.signIn')}>
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
        <PasswordField
          label={t('field.password')}
          fault={form.faults.password}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {form.problem && <ProblemNotice problem={form.problem} />}
        <div className="form-actions">
          <Button look="primary" type="submit" busy={form.busy}>
            {t('action.signIn')}
          </Button>
          <PageLink to="/forgot">{t('signIn.forgot')}</PageLink>
        </div>
      </form>
      <p className="soft">
        {t('signIn.new')} <PageLink to="/join">{t('signIn.newAction', { community })}</PageLink>
      </p>
    </Door>
  )
}
