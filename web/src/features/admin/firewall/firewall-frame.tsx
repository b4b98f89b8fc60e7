import type { FirewallNotice, FirewallState } from '@porchlight/contract/firewall'
import type { ReactNode } from 'react'
import { problemOfError } from '../../../client/problem.ts'
import { ProblemNotice } from '../../../design/notice.tsx'
import { PlaceLink } from '../../../design/page-link.tsx'
import { PostSkeletons } from '../../../design/skeleton.tsx'
import { useTranslate } from '../../../i18n/translate.tsx'
import { AdminFrame } from '../admin-frame.tsx'
import { useFirewall } from './queries.ts'
import { useWords } from './words/use-words.ts'
import './firewall.css'

const parts = [
  { to: '/admin/firewall', label: 'nav.overview' },
  { to: '/admin/firewall/requests', label: 'nav.requests' },
  { to: '/admin/firewall/lists', label: 'nav.lists' },
  { to: '/admin/firewall/changes', label: 'nav.changes' },
] as const

/** The Firewall pages: their navigation, what an operator should know first, and the page itself once there is a state. */
export function FirewallFrame({ children }: { children: (state: FirewallState) => ReactNode }): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const firewall = useFirewall()
  return (
    <AdminFrame text={words('intro')}>
      <nav className="parts" aria-label={words('nav.label')}>
        {parts.map(({ to, label }) => (
          <PlaceLink className="part" key={to} to={to} end>
            {words(label)}
          </PlaceLink>
        ))}
      </nav>
      {firewall.isPending && <PostSkeletons label={t('timeline.loading')} number={3} />}
      {firewall.error && !firewall.data && (
        <ProblemNotice problem={problemOfError(firewall.error)} onRetry={() => void firewall.refetch()} />
      )}
      {firewall.data && <Notices notices={firewall.data.notices} />}
      {firewall.data && children(firewall.data)}
    </AdminFrame>
  )
}

function Notices({ notices }: { notices: readonly FirewallNotice[] }): ReactNode {
  const words = useWords()
  const byKind = Map.groupBy(notices, ({ kind }) => kind)
  return [...byKind].map(([kind, all]) => (
    <details className="firewall-notice" key={kind} open={kind === 'overlay_refused'}>
      <summary>{words(`notice.${kind}`)}</summary>
      <ul>
        {all.map(({ detail }) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </details>
  ))
}
