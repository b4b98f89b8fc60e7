import type { MemberListItem, Profile } from '@porchlight/contract/members'
import type { Page } from '@porchlight/contract/page'
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { announce, tell } from '../../app/announcer.tsx'
import { useCall } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'

interface Followed {
  readonly handle: string
  readonly name: string
}

/** Follows or stops: shown at once, put right if the server refuses. */
export function useFollow(): (member: Followed, following: boolean) => void {
  const client = useQueryClient()
  const call = useCall()
  const t = useTranslate()
  return (member, following) => {
    showFollow(client, member.handle, following)
    const params = { handle: member.handle }
    call(following ? 'PUT /members/:handle/follow' : 'DELETE /members/:handle/follow', { params }).then(
      (profile) => {
        client.setQueryData(['profile', member.handle], profile)
        announce(t(following ? 'profile.nowFollowing' : 'profile.noLonger', { name: member.name }))
        void client.invalidateQueries({ queryKey: ['posts', 'home'] })
      },
      (error: unknown) => {
        showFollow(client, member.handle, !following)
        tell(t(problemKey(problemOfError(error).code)))
      },
    )
  }
}

function showFollow(client: QueryClient, handle: string, following: boolean): void {
  client.setQueryData<Profile>(['profile', handle], (profile) => {
    if (!profile?.viewer || profile.viewer.following === following) return profile
    const followerCount = Math.max(0, profile.followerCount + (following ? 1 : -1))
    return { ...profile, followerCount, viewer: { ...profile.viewer, following } }
  })
  client.setQueriesData<InfiniteData<Page<MemberListItem>>>({ queryKey: ['members'] }, (list) => {
    if (list === undefined) return list
    const changed = (member: MemberListItem): MemberListItem =>
      member.handle === handle && member.viewer ? { ...member, viewer: { ...member.viewer, following } } : member
    return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(changed) })) }
  })
}
