import type { MemberListItem } from '@porchlight/contract/members'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCall } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { ProblemNotice } from '../../design/notice.tsx'
import { ShowMore } from '../timeline/show-more.tsx'
import { useApart, type Way } from './use-apart.ts'
import { useWords } from './words/use-words.ts'
import '../members/members.css'

/** Whom the reader blocked, or muted, with the way back. */
export function ApartList({ way }: { way: Way }): ReactNode {
  const words = useWords()
  const call = useCall()
  const list = useInfiniteQuery({
    queryKey: ['apart', way],
    queryFn: ({ pageParam, signal }) =>
      call(`GET /me/${way}s`, { ...(pageParam && { query: { cursor: pageParam } }), signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
  if (list.isPending) return null
  if (list.data === undefined)
    return <ProblemNotice problem={problemOfError(list.error)} onRetry={() => void list.refetch()} />
  const members = list.data.pages.flatMap((page) => page.items)
  if (members.length === 0)
    return <p className="soft">{words(way === 'block' ? 'privacy.noneBlocked' : 'privacy.noneMuted')}</p>
  return (
    <>
      <ul className="members">
        {members.map((member) => (
          <ApartLine key={member.id} member={member} way={way} />
        ))}
      </ul>
      <ShowMore list={list} />
    </>
  )
}

function ApartLine({ member, way }: { member: MemberListItem; way: Way }): ReactNode {
  const words = useWords()
  const { busy, release } = useApart()
  const label = words(`sheet.un${way}`)
  return (
    <li className="member">
      <span className="member-who">
        <Avatar member={member} />
        <span className="member-words">
          <bdi className="post-name">{member.name}</bdi>
          <span className="post-handle">@{member.handle}</span>
        </span>
      </span>
      <Button busy={busy} aria-label={`${label}: ${member.name}`} onClick={() => release(way, member)}>
        {label}
      </Button>
    </li>
  )
}
