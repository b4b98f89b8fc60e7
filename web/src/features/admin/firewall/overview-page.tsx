import type { FirewallState } from '@porchlight/contract/firewall'
import { type ReactNode, useState } from 'react'
import { useReader } from '../../../app/reader.ts'
import { PageLink } from '../../../design/page-link.tsx'
import { count } from '../../../i18n/time.ts'
import { FirewallFrame } from './firewall-frame.tsx'
import { HoursChart } from './hours.tsx'
import { RuleLine } from './rule-line.tsx'
import { type Switch, TrialSheet } from './trial.tsx'
import { useWords } from './words/use-words.ts'

export function Page(): ReactNode {
  return <FirewallFrame>{(state) => <Overview state={state} />}</FirewallFrame>
}

function Overview({ state }: { state: FirewallState }): ReactNode {
  const words = useWords()
  const { locale } = useReader()
  const [asked, setAsked] = useState<Switch | null>(null)
  return (
    <>
      <Day state={state} />
      <section className="firewall-section">
        <h2>{words('rules.title')}</h2>
        <ol className="lines">
          {state.rules.map((rule) => (
            <RuleLine key={rule.name} rule={rule} onSwitch={setAsked} />
          ))}
        </ol>
        <p className="soft small">{words('rules.units', { used: count(state.capacityUnits, locale) })}</p>
      </section>
      {asked && <TrialSheet asked={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

function Day({ state: { requests, hours } }: { state: FirewallState }): ReactNode {
  const words = useWords()
  const { locale } = useReader()
  const quiet = requests.blocked + requests.counted + requests.allowed === 0
  return (
    <section className="firewall-section">
      <h2>{words('day.title')}</h2>
      {quiet ? (
        <p className="soft">{words('day.quiet')}</p>
      ) : (
        <>
          <p className="figures">
            <span className="figure">
              <strong>{count(requests.blocked, locale)}</strong> {words('day.blocked', { count: requests.blocked })}
            </span>
            <span className="figure">
              <strong>{count(requests.counted, locale)}</strong> {words('day.counted', { count: requests.counted })}
            </span>
            {requests.allowed > 0 && (
              <span className="figure">
                <strong>{count(requests.allowed, locale)}</strong> {words('day.allowed', { count: requests.allowed })}
              </span>
            )}
          </p>
          <HoursChart hours={hours} />
          <p>
            <PageLink to="/admin/firewall/requests">{words('day.all')}</PageLink>
          </p>
        </>
      )}
    </section>
  )
}
