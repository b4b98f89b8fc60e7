import type { FirewallRecordQuery, FirewallState } from '@porchlight/contract/firewall'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useCall } from '../../../app/context.tsx'
import { problemOfError } from '../../../client/problem.ts'
import { Button } from '../../../design/button.tsx'
import { ProblemNotice } from '../../../design/notice.tsx'
import { PostSkeletons } from '../../../design/skeleton.tsx'
import { useTranslate } from '../../../i18n/translate.tsx'
import { FirewallFrame } from './firewall-frame.tsx'
import { RecordCard } from './record-card.tsx'
import { RequestFilter } from './request-filter.tsx'
import { useWords } from './words/use-words.ts'

export function Page(): ReactNode {
  return <FirewallFrame>{(state) => <Requests state={state} />}</FirewallFrame>
}

/** The filter stands in the address, so that it can be gone back to and handed on. */
function Requests({ state }: { state: FirewallState }): ReactNode {
  const [parameters, setParameters] = useSearchParams()
  const given = Object.fromEntries(parameters)
  return (
    <>
      <RequestFilter
        key={parameters.toString()}
        rules={state.rules}
        given={given}
        onFilter={(filter) => setParameters(filter)}
      />
      <Records filter={given} />
    </>
  )
}

type Filter = Pick<FirewallRecordQuery, 'rule' | 'action' | 'address'>

function Records({ filter }: { filter: Filter }): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const list = useRecords(filter)
  if (list.isPending) return <PostSkeletons label={t('timeline.loading')} number={3} />
  if (list.data === undefined) {
    return <ProblemNotice problem={problemOfError(list.error)} onRetry={() => void list.refetch()} />
  }
  const items = list.data.pages.flatMap((page) => page.items)
  const filtered = Object.keys(filter).length > 0
  return (
    <>
      {items.length === 0 && !list.hasNextPage && (
        <p className="soft">{words(filtered ? 'requests.emptyFilter' : 'requests.empty')}</p>
      )}
      {items.length > 0 && (
        <ul className="lines">
          {items.map((item) => (
            <RecordCard key={item.id} item={item} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="show-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {filtered ? words('requests.further') : t('action.showMore')}
          </Button>
        </div>
      )}
    </>
  )
}

function useRecords(filter: Filter) {
  const call = useCall()
  return useInfiniteQuery({
    queryKey: ['admin', 'firewall', 'records', filter],
    queryFn: ({ pageParam }) =>
      call('GET /admin/firewall/records', { query: { ...filter, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
}
