import type { Applicant } from '@porchlight/contract/community'
import type { ReactNode } from 'react'
import { useCall } from '../../app/context.tsx'
import { preloadDialog, useQuestion } from '../../design/ask.tsx'
import { Button } from '../../design/button.tsx'
import { Moment } from '../../design/moment.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { AdminFrame } from './admin-frame.tsx'
import { AdminList } from './admin-list.tsx'
import { useAct } from './use-act.ts'

export function Page(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  return (
    <AdminFrame text={t('admin.people.text')}>
      <AdminList
        name="applicants"
        fetchPage={(cursor) => call('GET /admin/applicants', { ...(cursor && { query: { cursor } }) })}
        empty={t('admin.people.empty')}
      >
        {(applicant) => <ApplicantLine key={applicant.id} applicant={applicant} />}
      </AdminList>
    </AdminFrame>
  )
}

function ApplicantLine({ applicant }: { applicant: Applicant }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const { busy, act } = useAct()
  const { ask, dialog } = useQuestion()
  const { name } = applicant
  const params = { memberId: applicant.id }
  const decline = {
    title: t('admin.people.decline.title', { name }),
    text: t('admin.people.decline.text'),
    yes: t('admin.people.decline'),
    onYes: () =>
      act(() => call('DELETE /admin/applicants/:memberId', { params }), t('admin.people.declined', { name })),
  }
  return (
    <li className="line">
      <span className="line-words">
        <bdi className="post-name">{name}</bdi>
        <span className="soft small">
          @{applicant.handle} · {applicant.email} · <Moment at={applicant.appliedAt} />
        </span>
      </span>
      <span className="line-actions">
        <Button look="quiet" onPointerEnter={preloadDialog} onClick={() => ask(decline)}>
          {t('admin.people.decline')}
        </Button>
        <Button
          look="primary"
          busy={busy}
          onClick={() =>
            act(() => call('PUT /admin/applicants/:memberId', { params }), t('admin.people.approved', { name }))
          }
        >
          {t('admin.people.approve')}
        </Button>
      </span>
      {dialog}
    </li>
  )
}
