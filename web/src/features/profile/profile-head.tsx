import type { Profile } from '@porchlight/contract/members'
import type { ReactNode } from 'react'
import { useViewer } from '../../app/context.tsx'
import { useReader, useRegionalLocale } from '../../app/reader.ts'
import { Avatar } from '../../design/avatar.tsx'
import { Icon } from '../../design/icons.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostText } from '../../design/post-text.tsx'
import { count, longDate } from '../../i18n/time.ts'
import { useTranslate } from '../../i18n/translate.tsx'
import { MemberMenu } from '../blocks/member-menu.tsx'
import { MessageButton } from '../messages/message-button.tsx'
import { Picture } from '../pictures/picture.tsx'
import { FollowButton } from './follow-button.tsx'

export function ProfileHead({ profile }: { profile: Profile }): ReactNode {
  const t = useTranslate()
  const reader = useReader()
  return (
    <section className={profile.banner ? 'profile-head profile-bannered' : 'profile-head'}>
      {profile.banner && (
        <div className="profile-banner">
          <Picture picture={profile.banner} sizes="(min-width: 760px) 600px, 100vw" urgency="first" alt="" />
        </div>
      )}
      <div className="profile-top">
        <Avatar member={profile} size="large" />
        <ProfileAction profile={profile} />
      </div>
      <p className="profile-name" dir="auto">
        {profile.name}
      </p>
      <p className="profile-handle soft">
        @{profile.handle}
        {profile.viewer?.followsYou && <span className="chip">{t('profile.followsYou')}</span>}
      </p>
      {profile.bio && <PostText className="profile-bio" text={profile.bio} />}
      <p className="profile-joined soft" suppressHydrationWarning>
        <Icon name="calendar" size={18} />
        {t('profile.joined', { date: longDate(profile.joinedAt, reader) })}
      </p>
      <Counts profile={profile} />
    </section>
  )
}

function Counts({ profile }: { profile: Profile }): ReactNode {
  const t = useTranslate()
  const locale = useRegionalLocale()
  const address = `/@${profile.handle}`
  const figure = (value: number, word: string) => (
    <>
      <strong suppressHydrationWarning>{count(value, locale)}</strong> {word}
    </>
  )
  return (
    <p className="profile-counts">
      <span>{figure(profile.postCount, t('profile.postCount', { count: profile.postCount }))}</span>
      <PageLink to={`${address}/followers`}>
        {figure(profile.followerCount, t('profile.followerCount', { count: profile.followerCount }))}
      </PageLink>
      <PageLink to={`${address}/following`}>
        {figure(profile.followingCount, t('profile.followingCount', { count: profile.followingCount }))}
      </PageLink>
    </p>
  )
}

function ProfileAction({ profile }: { profile: Profile }): ReactNode {
  const t = useTranslate()
  const viewer = useViewer()
  if (profile.viewer?.isYou) {
    return (
      <PageLink className="button button-plain" to="/settings">
        {t('profile.edit')}
      </PageLink>
    )
  }
  if (profile.viewer) {
    return (
      <span className="profile-actions">
        {profile.viewer.reach !== 'closed' && <MessageButton member={profile} />}
        {!profile.viewer.blocking && <FollowButton member={profile} following={profile.viewer.following} />}
        <MemberMenu profile={profile} />
      </span>
    )
  }
  if (viewer.kind !== 'visitor') return null
  return (
    <PageLink className="button button-primary" to={`/sign-in?next=/@${profile.handle}`}>
      {t('profile.follow')}
    </PageLink>
  )
}
