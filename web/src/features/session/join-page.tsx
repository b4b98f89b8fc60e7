import type { Community } from '@porchlight/contract/community'
import { type ReactNode, useState } from 'react'
import { useCall, usePorch } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { useForm } from '../../design/form.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { useCommunity } from '../community/queries.ts'
import { type AccountField, AccountFields, accountFaults, checkAccount, emptyAccount } from './account-fields.tsx'
import { Door } from './door.tsx'
import { useFragmentToken } from './fragment.ts'

export function Page(): ReactNode {
  const t = useTranslate()
  const community = useCommunity()
  const invitation = useFragmentToken('invitation')
  if (community === undefined) return <PostSkeletons label={t('timeline.loading')} number={3} />
  const tab = t('title.join', { community: community.name })
  if (community.needsSetup) {
    return (
      <Door title={t('welcome.setup.title')} tab={tab} text={t('join.setup')}>
        <Already />
      </Door>
    )
  }
  if (community.joinPolicy === 'invitation' && invitation === null) {
    return (
      <Door
        title={t('join.needsInvitation.title')}
        tab={tab}
        text={t('join.needsInvitation.text', { community: community.name })}
      >
        <Already />
      </Door>
    )
  }
  return (
    <Door title={t('join.title')} tab={tab} text={t(reasonOf(community, invitation), { community: community.name })}>
      <JoinForm community={community} invitation={invitation ?? undefined} />
      <Already />
    </Door>
  )
}

function reasonOf(community: Community, invitation: string | null | undefined) {
  if (invitation || community.joinPolicy === 'invitation') return 'join.invited'
  return community.joinPolicy === 'approval' ? 'join.approval' : 'join.open'
}

function Already(): ReactNode {
  const t = useTranslate()
  return (
    <p className="soft">
      {t('join.already')} <PageLink to="/sign-in">{t('action.signIn')}</PageLink>
    </p>
  )
}

function JoinForm({ community, invitation }: { community: Community; invitation: string | undefined }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const { session } = usePorch()
  const [account, setAccount] = useState(emptyAccount)
  const form = useForm<AccountField>({
    check: () => checkAccount(account, t),
    send: async () => {
      const body = { ...account, ...(invitation && { invitation }) }
      session.accept(await call('POST /auth/sign-up', { body }))
    },
    faultsOf: (problem) => accountFaults(problem, t),
  })
  const asks = community.joinPolicy === 'approval' && !invitation
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <AccountFields account={account} faults={form.faults} onChange={setAccount} />
      {form.problem && <ProblemNotice problem={form.problem} />}
      <div className="form-actions">
        <Button look="primary" type="submit" busy={form.busy}>
          {t(asks ? 'join.ask' : 'join.action')}
        </Button>
      </div>
    </form>
  )
}
