import { limits } from '@porchlight/contract/text'
import { type ReactNode, useState } from 'react'
import { useCall, usePorch } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { PasswordField } from '../../design/field.tsx'
import { useForm } from '../../design/form.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { checkPassword } from './account-fields.tsx'
import { Door } from './door.tsx'
import { useFragmentToken } from './fragment.ts'

export function Page(): ReactNode {
  const t = useTranslate()
  const token = useFragmentToken('token')
  const [done, setDone] = useState(false)
  if (done) {
    return (
      <Door title={t('reset.done.title')} text={t('reset.done.text')}>
        <PageLink className="button button-primary" to="/sign-in">
          {t('action.signIn')}
        </PageLink>
      </Door>
    )
  }
  if (token === null) {
    return (
      <Door title={t('reset.title')} tab={t('title.reset')} text={t('reset.incomplete')}>
        <PageLink className="button button-plain" to="/forgot">
          {t('forgot.action')}
        </PageLink>
      </Door>
    )
  }
  return (
    <Door title={t('reset.title')} tab={t('title.reset')}>
      <ResetForm token={token ?? ''} onDone={() => setDone(true)} />
    </Door>
  )
}

function ResetForm({ token, onDone }: { token: string; onDone: () => void }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const { session } = usePorch()
  const [password, setPassword] = useState('')
  const fault = () => checkPassword(password, t) ?? ''
  const form = useForm<'password'>({
    check: () => (fault() ? { password: fault() } : {}),
    send: async () => {
      await call('POST /auth/password-resets', { body: { token, password } })
      await session.resume().catch(() => undefined)
      onDone()
    },
  })
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <PasswordField
        label={t('field.password.new')}
        hint={t('field.password.hint', { count: limits.passwordMin })}
        fault={form.faults.password}
        autoComplete="new-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {form.problem && <ProblemNotice problem={form.problem} />}
      <div className="form-actions">
        <Button look="primary" type="submit" busy={form.busy}>
          {t('reset.action')}
        </Button>
      </div>
    </form>
  )
}
