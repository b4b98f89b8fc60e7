import type { Community } from '@porchlight/contract/community'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Call } from '../client/endpoint-types.ts'
import type { PostListPage, PostListQuery } from '../features/post/lists.ts'
import type { Translate } from '../i18n/catalog.ts'

/** Fetches for the first drawing on the server, into the queries that the pages read. */
export interface FirstData {
  readonly call: Call
  readonly t: Translate
  readonly community: Community
  /** The first page of a list. */
  posts(query: PostListQuery): Promise<PostListPage>
  one<Data>(query: { queryKey: QueryKey; queryFn: (context: { signal?: AbortSignal }) => Promise<Data> }): Promise<Data>
}

export function firstDataInto(client: QueryClient, known: Pick<FirstData, 'call' | 't' | 'community'>): FirstData {
  return {
    ...known,
    async posts(query) {
      const page = await query.queryFn({ pageParam: null })
      client.setQueryData(query.queryKey, { pages: [page], pageParams: [null] })
      return page
    },
    async one(query) {
      const data = await query.queryFn({})
      client.setQueryData(query.queryKey, data)
      return data
    },
  }
}
