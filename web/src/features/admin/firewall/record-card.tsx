import type { FirewallRecordItem, RuleMatch } from '@porchlight/contract/firewall'
import type { FirewallAction } from '@porchlight/contract/firewall-log'
import type { ReactNode } from 'react'
import { useRegionalLocale } from '../../../app/reader.ts'
import { Moment } from '../../../design/moment.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { countryName } from './countries.ts'
import { markedTarget } from './marked.ts'
import { useChange } from './queries.ts'
import { ruleTitle, useWords, type Words } from './words/use-words.ts'

/** A request that a rule touched, as a person reads it; the whole record is below for who wants it. */
export function RecordCard({ item: { record, matches } }: { item: FirewallRecordItem }): ReactNode {
  const words = useWords()
  const outcome = outcomeOf(record.action)
  const { httpMethod, clientIp } = record.httpRequest
  return (
    <li className="record">
      <div className="record-head">
        <span className={`outcome outcome-${outcome.toLowerCase()}`}>{words(`outcome.${outcome}`)}</span>
        <Origin record={record} />
      </div>
      <p className="target" dir="ltr">
        <code>
          <span className="soft">{httpMethod}</span> <Target item={{ record, matches }} />
        </code>
      </p>
      <ul className="matches">
        {matches.map((match) => (
          <Match key={`${match.rule} ${match.action}`} match={match} />
        ))}
      </ul>
      <div className="record-foot">
        <BlockButton clientIp={clientIp} />
        <details className="record-whole">
          <summary>{words('requests.record')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0} dir="ltr">
            {JSON.stringify(record, null, 2)}
          </pre>
        </details>
      </div>
    </li>
  )
}

/** A record that no rule ended is there because some rule counted it. */
function outcomeOf(action: FirewallAction): FirewallAction {
  return action === 'ALLOW' ? 'COUNT' : action
}

function Origin({ record }: { record: FirewallRecordItem['record'] }): ReactNode {
  const locale = useRegionalLocale()
  const { clientIp, country } = record.httpRequest
  return (
    <span className="soft small">
      <PageLink to={`/admin/firewall/requests?address=${encodeURIComponent(clientIp)}`}>{clientIp}</PageLink>
      {country !== '-' && ` · ${countryName(country, locale)}`} ·{' '}
      <Moment at={new Date(record.timestamp).toISOString()} />
    </span>
  )
}

function Target({ item: { record, matches } }: { item: Omit<FirewallRecordItem, 'id'> }): ReactNode {
  const { uri, args } = record.httpRequest
  const found = matches.flatMap(({ details }) => details.flatMap(({ matchedData }) => matchedData))
  return markedTarget(args === '' ? uri : `${uri}?${args}`, found).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a record does not change
    part.found ? <mark key={index}>{part.text}</mark> : part.text,
  )
}

function Match({ match }: { match: RuleMatch }): ReactNode {
  const words = useWords()
  const [detail] = match.details
  return (
    <li className="small">
      {ruleTitle(words, match.rule)}
      {match.action === 'COUNT' && <span className="soft"> · {words('outcome.COUNT')}</span>}
      {detail && detail.matchedData.length > 0 && (
        <span className="soft">
          {' '}
          · {whereIs(words, detail)}: <mark dir="ltr">{detail.matchedData.join(' ')}</mark>
        </span>
      )}
    </li>
  )
}

const places = ['ALL_QUERY_ARGS', 'QUERY_STRING', 'SINGLE_QUERY_ARG', 'URI', 'HEADER', 'COOKIE', 'BODY'] as const

function whereIs(words: Words, { location, matchedFieldName }: RuleMatch['details'][number]): string {
  const place = places.find((known) => location === known || location.endsWith(`_${known}`)) ?? 'other'
  const where = words(`requests.where.${place}`)
  return matchedFieldName ? words('requests.field', { where, field: matchedFieldName }) : where
}

function BlockButton({ clientIp }: { clientIp: string }): ReactNode {
  const words = useWords()
  const { busy, change } = useChange()
  return (
    <button
      type="button"
      className="text-button small record-block"
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) void change({ block: { [clientIp]: true } }, words('requests.blocked', { address: clientIp }))
      }}
    >
      {words('requests.block')}
      <span className="said"> {clientIp}</span>
    </button>
  )
}
