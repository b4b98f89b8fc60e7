import type { Report } from '@porchlight/contract/reports'
import type { ReactNode } from 'react'
import { useCall } from '../../../app/context.tsx'
import { Button } from '../../../design/button.tsx'
import { Moment } from '../../../design/moment.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { useWords } from '../../reports/words/use-words.ts'
import { useAct } from '../use-act.ts'
import { SuspensionButton } from './suspension-button.tsx'

export function ReportLine({ report }: { report: Report }): ReactNode {
  const words = useWords()
  const { subject, member, excerpt, note, reporter } = report
  return (
    <li className="line report">
      <span className="line-words">
        <strong>{words(`admin.about.${subject.kind}`, { reason: words(`reason.${report.reason}`) })}</strong>
        <PageLink to={`/@${member.handle}`}>
          <bdi>{member.name}</bdi> @{member.handle}
        </PageLink>
        {excerpt && (
          <q className="report-excerpt" dir="auto">
            {excerpt}
          </q>
        )}
        {note && <span dir="auto">{note}</span>}
        <span className="soft small">
          {words('admin.by', { name: reporter?.name ?? words('admin.gone') })} · <Moment at={report.createdAt} />
          {subject.kind === 'post' && (
            <>
              {' · '}
              <PageLink to={`/posts/${subject.postId}`}>{words('admin.see')}</PageLink>
            </>
          )}
        </span>
        {report.settled && (
          <span className="soft small">
            {words(report.state === 'resolved' ? 'admin.resolved' : 'admin.dismissed')} {report.settled.by?.name}{' '}
            <Moment at={report.settled.at} />
          </span>
        )}
      </span>
      {report.state === 'open' && <Settling report={report} />}
    </li>
  )
}

function Settling({ report }: { report: Report }): ReactNode {
  const words = useWords()
  const call = useCall()
  const { busy, act } = useAct()
  const settle = (state: 'dismissed' | 'resolved') =>
    act(
      () => call('PATCH /admin/reports/:reportId', { params: { reportId: report.id }, body: { state } }),
      words(`admin.${state}`),
    )
  return (
    <span className="line-actions report-actions">
      <SuspensionButton member={report.member} />
      <Button look="quiet" busy={busy} onClick={() => settle('dismissed')}>
        {words('admin.dismiss')}
      </Button>
      <Button look="primary" busy={busy} onClick={() => settle('resolved')}>
        {words('admin.resolve')}
      </Button>
    </span>
  )
}
