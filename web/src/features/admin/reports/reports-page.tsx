import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useCall } from '../../../app/context.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { useWords } from '../../reports/words/use-words.ts'
import { AdminFrame } from '../admin-frame.tsx'
import { AdminList } from '../admin-list.tsx'
import { ReportLine } from './report-line.tsx'
import { SuspensionButton } from './suspension-button.tsx'
import './reports.css'

const states = ['open', 'settled'] as const

/** What members reported, and who is suspended. */
export function Page(): ReactNode {
  const words = useWords()
  const call = useCall()
  const [search] = useSearchParams()
  const state = search.get('state') === 'settled' ? 'settled' : 'open'
  return (
    <AdminFrame text={words('admin.text')}>
      <nav className="tabs" aria-label={words('admin.states')}>
        {states.map((each) => (
          <PageLink
            key={each}
            className="tab"
            to={each === 'open' ? '/admin/reports' : '/admin/reports?state=settled'}
            replace
            aria-current={each === state ? 'page' : undefined}
          >
            {words(`admin.${each}`)}
          </PageLink>
        ))}
      </nav>
      <AdminList
        key={state}
        name="reports"
        part={state}
        fetchPage={(cursor) => call('GET /admin/reports', { query: { state, ...(cursor && { cursor }) } })}
        empty={words(state === 'open' ? 'admin.noneOpen' : 'admin.noneSettled')}
      >
        {(report) => <ReportLine key={report.id} report={report} />}
      </AdminList>
      <h2>{words('admin.suspensions')}</h2>
      <AdminList
        name="suspensions"
        fetchPage={(cursor) => call('GET /admin/suspensions', { ...(cursor && { query: { cursor } }) })}
        empty={words('admin.noneSuspended')}
      >
        {(member) => (
          <li className="line" key={member.id}>
            <span className="line-words">
              <bdi className="post-name">{member.name}</bdi>
              <span className="soft small">@{member.handle}</span>
            </span>
            <SuspensionButton member={member} />
          </li>
        )}
      </AdminList>
    </AdminFrame>
  )
}
