import type { Profile } from '@porchlight/contract/members'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useCall } from '../../app/context.tsx'
import { profileTitle } from '../../app/heads.ts'
import { NotFoundPage } from '../../app/not-found-page.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { problemOfError } from '../../client/problem.ts'
import { Empty, ProblemNotice } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { PostList } from '../timeline/post-list.tsx'
import { memberPosts } from '../timeline/queries.ts'
import { ProfileHead } from './profile-head.tsx'
import { profileQuery } from './queries.ts'

export function ProfilePage(): ReactNode {
  const t = useTranslate()
  const handle = (useParams().at ?? '@').slice(1)
  const profile = useQuery(profileQuery(useCall(), handle))
  const problem = profile.error && problemOfError(profile.error)
  if (problem?.code === 'not_found' || problem?.code === 'invalid_input')
    return <NotFoundPage text={t('notFound.profile')} />
  return (
    <>
      <PageHeader title={profile.data?.name ?? `@${handle}`} tab={profile.data && profileTitle(profile.data)} back />
      {problem && <ProblemNotice problem={problem} onRetry={() => void profile.refetch()} />}
      {profile.data ? (
        <ProfileOf profile={profile.data} />
      ) : (
        !problem && <PostSkeletons label={t('timeline.loading')} />
      )}
    </>
  )
}

function ProfileOf({ profile }: { profile: Profile }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const [search] = useSearchParams()
  const kind = search.get('show') === 'replies' ? 'replies' : 'posts'
  const isYou = profile.viewer?.isYou ?? false
  const empty = isYou ? t(`empty.${kind}.you`) : t(`empty.${kind}.other`, { name: profile.name })
  const address = `/@${profile.handle}`
  return (
    <>
      <ProfileHead profile={profile} />
      <nav className="tabs" aria-label={profile.name}>
        <PageLink className="tab" to={address} replace aria-current={kind === 'posts' ? 'page' : undefined}>
          {t('profile.posts')}
        </PageLink>
        <PageLink
          className="tab"
          to={`${address}?show=replies`}
          replace
          aria-current={kind === 'replies' ? 'page' : undefined}
        >
          {t('profile.replies')}
        </PageLink>
      </nav>
      <PostList
        key={kind}
        query={memberPosts(call, profile.handle, kind)}
        label={t(`profile.${kind}`)}
        empty={
          <Empty>
            <p>{empty}</p>
          </Empty>
        }
      />
    </>
  )
}
