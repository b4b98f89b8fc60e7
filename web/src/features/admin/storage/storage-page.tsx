import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCall } from '../../../app/context.tsx'
import { problemOfError } from '../../../client/problem.ts'
import { ProblemNotice } from '../../../design/notice.tsx'
import { PostSkeletons } from '../../../design/skeleton.tsx'
import { useTranslate } from '../../../i18n/translate.tsx'
import { AdminFrame } from '../admin-frame.tsx'
import { Functions } from './functions-section.tsx'
import { Growth } from './growth.tsx'
import { Taken } from './taken-section.tsx'
import { useWords } from './words/use-words.ts'
import './storage.css'

export function Page(): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const call = useCall()
  const storage = useQuery({
    queryKey: ['admin', 'storage'],
    queryFn: ({ signal }) => call('GET /admin/storage', { signal }),
    staleTime: 0,
  })
  return (
    <AdminFrame text={words('intro')}>
      {storage.isPending && <PostSkeletons label={t('timeline.loading')} number={2} />}
      {storage.error && !storage.data && (
        <ProblemNotice problem={problemOfError(storage.error)} onRetry={() => void storage.refetch()} />
      )}
      {storage.data && <Taken storage={storage.data} />}
      {storage.data && storage.data.days.length > 1 && <Growth days={storage.data.days} />}
      <Functions />
    </AdminFrame>
  )
}
