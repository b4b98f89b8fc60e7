import type { MemberListItem } from '@porchlight/contract/members'
import type { Page } from '@porchlight/contract/page'
import type { Call } from '../../client/endpoint-types.ts'

export interface MemberListQuery {
  readonly queryKey: readonly string[]
  readonly queryFn: (context: { pageParam: string | null; signal?: AbortSignal }) => Promise<Page<MemberListItem>>
  readonly initialPageParam: string | null
  readonly getNextPageParam: (page: Page<MemberListItem>) => string | null
}

function memberListQuery(key: readonly string[], queryFn: MemberListQuery['queryFn']): MemberListQuery {
  return { queryKey: ['members', ...key], queryFn, initialPageParam: null, getNextPageParam: (page) => page.nextCursor }
}

/** Everyone, or those whose handle or name begins with `q`. */
export function directory(call: Call, q: string): MemberListQuery {
  return memberListQuery(['directory', q], ({ pageParam, signal }) =>
    call('GET /members', {
      query: { ...(q && { q }), ...(pageParam && { cursor: pageParam }) },
      ...(signal && { signal }),
    }),
  )
}

export function around(call: Call, handle: string, side: 'followers' | 'following'): MemberListQuery {
  return memberListQuery([side, handle], ({ pageParam, signal }) =>
    call(`GET /members/:handle/${side}`, {
      params: { handle },
      ...(pageParam && { query: { cursor: pageParam } }),
      ...(signal && { signal }),
    }),
  )
}
