import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useCall, usePorch } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { useForm } from '../../design/form.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import {
  type AccountField,
  AccountFields,
  accountFaults,
  checkAccount,
  emptyAccount,
} from '../session/account-fields.tsx'
import { Door } from '../session/door.tsx'
import { useFragmentToken } from '../session/fragment.ts'
import { Steps } from './steps.tsx'

/** Where the one-time link leads: the first administrator's account. */
export function Page(): ReactNode {
  const t = useTranslate()
  const token = useFragmentToken('token')
  if (token === null) {
    return (
      <Door title={t('setup.incomplete.title')} tab={t('title.setup')} text={t('setup.incomplete.text')}>
        {null}
      </Door>
    )
  }
  return (
    <Door title={t('setup.title')} tab={t('title.setup')} text={t('setup.text')}>
      <Steps step={1} />
      <SetupForm token={token ?? ''} />
    </Door>
  )
}

function SetupForm({ token }: { token: string }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const client = useQueryClient()
  const { session } = usePorch()
  const [account, setAccount] = useState(emptyAccount)
  const form = useForm<AccountField>({
    check: () => checkAccount(account, t),
    send: async () => {
      const answer = await call('POST /auth/setup', { body: { ...account, token } })
      await client.invalidateQueries({ queryKey: ['community'] })
      session.accept(answer)
    },
    faultsOf: (problem) => accountFaults(problem, t),
  })
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <AccountFields account={account} faults={form.faults} onChange={setAccount} />
      {form.problem && <ProblemNotice problem={form.problem} />}
      <div className="form-actions">
        <Button look="primary" type="submit" busy={form.busy}>
          {t('setup.action')}
        </Button>
      </div>
    </form>
  )
}
