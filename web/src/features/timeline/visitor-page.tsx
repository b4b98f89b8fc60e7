import type { Community } from '@porchlight/contract/community'
import type { ReactNode } from 'react'
import { useCall } from '../../app/context.tsx'
import { useTitle } from '../../app/page-header.tsx'
import { Lamp } from '../../design/lamp.tsx'
import { Empty } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { softwareName, useCommunity } from '../community/queries.ts'
import { NothingYet } from './nothing-yet.tsx'
import { PostList } from './post-list.tsx'
import { communityTimeline } from './queries.ts'

/** What everyone writes, for someone who stands at the door. */
export function VisitorPage(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const community = useCommunity()
  useTitle(community?.name ?? softwareName)
  if (community?.needsSetup) {
    return (
      <Empty>
        <h1>{t('welcome.setup.title')}</h1>
        <p>{t('welcome.setup.text')}</p>
      </Empty>
    )
  }
  return (
    <>
      <Welcome community={community} />
      <PostList query={communityTimeline(call)} label={t('timeline.community')} empty={<NothingYet />} live />
    </>
  )
}

function Welcome({ community }: { community: Community | undefined }): ReactNode {
  const t = useTranslate()
  const name = community?.name ?? softwareName
  return (
    <section className="welcome">
      <Lamp light="lit" size={56} />
      <h1>{t('welcome.title')}</h1>
      <p dir="auto">{community?.tagline || t('welcome.text', { community: name })}</p>
      <div className="form-actions">
        <PageLink className="button button-primary" to="/join">
          {t('action.join')}
        </PageLink>
        <PageLink className="button button-plain" to="/sign-in">
          {t('action.signIn')}
        </PageLink>
      </div>
      {community && <p className="soft small">{t(`about.${community.joinPolicy}`)}</p>}
    </section>
  )
}
