import type { MemberListItem } from '@porchlight/contract/members'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemOfError } from '../../client/problem.ts'
import { Avatar } from '../../design/avatar.tsx'
import { ProblemNotice } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { FollowButton } from '../profile/follow-button.tsx'
import { ShowMore } from '../timeline/show-more.tsx'
import type { MemberListQuery } from './queries.ts'
import './members.css'

export function MemberList({ query, empty }: { query: MemberListQuery; empty: ReactNode }): ReactNode {
  const t = useTranslate()
  const list = useInfiniteQuery(query)
  if (list.isPending) return <PostSkeletons label={t('people.loading')} />
  if (list.data === undefined) {
    return <ProblemNotice problem={problemOfError(list.error)} onRetry={() => void list.refetch()} />
  }
  const members = list.data.pages.flatMap((page) => page.items)
  return (
    <>
      <p className="said" role="status">
        {t('people.found', { count: members.length })}
      </p>
      {members.length === 0 ? (
        empty
      ) : (
        <ul className="members">
          {members.map((member) => (
            <MemberLine key={member.id} member={member} />
          ))}
        </ul>
      )}
      <ShowMore list={list} />
    </>
  )
}

function MemberLine({ member }: { member: MemberListItem }): ReactNode {
  const t = useTranslate()
  return (
    <li className="member">
      <PageLink className="member-who" to={`/@${member.handle}`}>
        <Avatar member={member} />
        <span className="member-words">
          <bdi className="post-name">{member.name}</bdi>
          <span className="post-handle">@{member.handle}</span>
          {member.bio && (
            <span className="member-bio" dir="auto">
              {member.bio}
            </span>
          )}
        </span>
      </PageLink>
      {member.viewer?.isYou && <span className="chip">{t('profile.you')}</span>}
      {member.viewer && !member.viewer.isYou && (
        <FollowButton member={member} following={member.viewer.following} quiet />
      )}
    </li>
  )
}
