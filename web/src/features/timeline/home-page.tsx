import type { ReactNode } from 'react'
import { useCall, useMe, useViewer } from '../../app/context.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { Empty } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { ComposerRow } from '../composer/composer-row.tsx'
import { PostList } from './post-list.tsx'
import { homeTimeline } from './queries.ts'
import { TimelineTabs } from './timeline-tabs.tsx'
import { VisitorPage } from './visitor-page.tsx'

/** Whom a member follows; for a visitor, everyone, with the door open. */
export function HomePage(): ReactNode {
  const viewer = useViewer()
  return viewer.kind === 'visitor' || viewer.kind === 'pending' ? <VisitorPage /> : <Home />
}

function Home(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const me = useMe()
  return (
    <>
      <PageHeader title={t('title.home')}>
        <TimelineTabs />
      </PageHeader>
      {me ? <ComposerRow me={me} target={{ kind: 'new' }} /> : null}
      {me ? (
        <PostList query={homeTimeline(call)} label={t('timeline.home')} empty={<NobodyFollowed />} live />
      ) : (
        <PostSkeletons label={t('timeline.loading')} />
      )}
    </>
  )
}

function NobodyFollowed(): ReactNode {
  const t = useTranslate()
  return (
    <Empty title={t('empty.home.title')}>
      <p>{t('empty.home.text')}</p>
      <PageLink className="button button-primary" to="/members">
        {t('empty.home.action')}
      </PageLink>
    </Empty>
  )
}
