import type { ReactNode } from 'react'
import { useCall, useMe, useViewer } from '../../app/context.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { ComposerRow } from '../composer/composer-row.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { PostList } from './post-list.tsx'
import { communityTimeline } from './queries.ts'
import { TimelineTabs } from './timeline-tabs.tsx'
import { VisitorPage } from './visitor-page.tsx'

export function CommunityPage(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const viewer = useViewer()
  const me = useMe()
  if (viewer.kind === 'visitor' || viewer.kind === 'pending') return <VisitorPage />
  return (
    <>
      <PageHeader title={t('title.community')}>
        <TimelineTabs />
      </PageHeader>
      {me && <ComposerRow me={me} target={{ kind: 'new' }} />}
      <PostList query={communityTimeline(call)} label={t('timeline.community')} empty={<NothingYet />} live />
    </>
  )
}
