import type { ReactNode } from 'react'
import { tell } from '../../app/announcer.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { useCommunity } from '../community/queries.ts'
import { AdminFrame } from './admin-frame.tsx'
import { CommunityForm } from './community-form.tsx'

export function Page(): ReactNode {
  const t = useTranslate()
  const community = useCommunity()
  return (
    <AdminFrame text={t('admin.community.text')}>
      {community ? (
        <CommunityForm community={community} action={t('action.save')} onSaved={() => tell(t('action.saved'))} />
      ) : (
        <PostSkeletons label={t('timeline.loading')} number={2} />
      )}
    </AdminFrame>
  )
}
