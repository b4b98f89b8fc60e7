import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCall } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { preloadDialog, useQuestion } from '../../design/ask.tsx'
import { Button } from '../../design/button.tsx'
import { ProblemNotice } from '../../design/notice.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { AdminFrame } from './admin-frame.tsx'
import { useAct } from './use-act.ts'

export function Page(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const samples = useQuery({ queryKey: ['admin', 'samples'], queryFn: () => call('GET /admin/samples'), staleTime: 0 })
  return (
    <AdminFrame text={t('admin.samples.text')}>
      {samples.isPending && <PostSkeletons label={t('timeline.loading')} number={1} />}
      {samples.error && (
        <ProblemNotice problem={problemOfError(samples.error)} onRetry={() => void samples.refetch()} />
      )}
      {samples.data?.present === true && <Present members={samples.data.members} posts={samples.data.posts} />}
      {samples.data?.present === false && <Absent />}
    </AdminFrame>
  )
}

function Absent(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const { busy, act } = useAct()
  return (
    <>
      <p>{t('admin.samples.none')}</p>
      <div className="form-actions">
        <Button
          look="primary"
          busy={busy}
          onClick={() => act(() => call('PUT /admin/samples'), t('admin.samples.added'))}
        >
          {t('admin.samples.add')}
        </Button>
      </div>
    </>
  )
}

function Present({ members, posts }: { members: number; posts: number }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const { busy, act } = useAct()
  const { ask, dialog } = useQuestion()
  const remove = {
    title: t('admin.samples.remove.title'),
    text: t('admin.samples.remove.text'),
    yes: t('admin.samples.remove'),
    onYes: () => act(() => call('DELETE /admin/samples'), t('admin.samples.removed')),
  }
  return (
    <>
      <p>
        {t('admin.samples.members', { count: members })}, {t('admin.samples.posts', { count: posts })}
      </p>
      <div className="form-actions">
        <Button busy={busy} icon="trash" onPointerEnter={preloadDialog} onClick={() => ask(remove)}>
          {t('admin.samples.remove')}
        </Button>
      </div>
      {dialog}
    </>
  )
}
