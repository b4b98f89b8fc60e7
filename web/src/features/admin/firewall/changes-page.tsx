import type { FirewallChangePart, ListedFirewallChange } from '@porchlight/contract/firewall'
import type { ReactNode } from 'react'
import { useCall } from '../../../app/context.tsx'
import { useRegionalLocale } from '../../../app/reader.ts'
import { Button } from '../../../design/button.tsx'
import { Moment } from '../../../design/moment.tsx'
import { AdminList } from '../admin-list.tsx'
import { countryName } from './countries.ts'
import { FirewallFrame } from './firewall-frame.tsx'
import { useChange } from './queries.ts'
import { ruleTitle, useWords, type Words } from './words/use-words.ts'

export function Page(): ReactNode {
  const words = useWords()
  const call = useCall()
  return (
    <FirewallFrame>
      {() => (
        <AdminList
          name="firewall"
          part="changes"
          fetchPage={(cursor) => call('GET /admin/firewall/changes', { ...(cursor && { query: { cursor } }) })}
          empty={words('changes.empty')}
        >
          {(change) => <ChangeLine key={change.id} change={change} />}
        </AdminList>
      )}
    </FirewallFrame>
  )
}

function ChangeLine({ change }: { change: ListedFirewallChange }): ReactNode {
  const words = useWords()
  const locale = useRegionalLocale()
  const { busy, change: send } = useChange()
  const what = change.parts.map((part) => described(words, locale, part))
  const { actor } = change
  return (
    <li className="line">
      <span className="line-words">
        {what.map((text) => (
          <span className={change.undone ? 'change-undone' : undefined} key={text}>
            {text}
          </span>
        ))}
        {change.note !== '' && <span dir="auto">{change.note}</span>}
        <span className="soft small">
          <bdi>{actor.kind === 'operator' ? words('changes.operator', { name: actor.name }) : actor.name}</bdi> ·{' '}
          <Moment at={change.at} />
          {change.undone && ` · ${words('changes.undone')}`}
          {change.undoes !== null && ` · ${words('changes.takesBack')}`}
        </span>
      </span>
      {!change.undone && (
        <Button
          look="quiet"
          busy={busy}
          aria-label={words('changes.undoOf', { what: what.join(', ') })}
          onClick={() => void send({ undo: change.id }, words('changes.undid'))}
        >
          {words('changes.undo')}
        </Button>
      )}
    </li>
  )
}

function described(words: Words, locale: string, part: FirewallChangePart): string {
  if (part.kind === 'address') return words(`changes.${part.after}.${part.list}`, { range: part.range })
  if (part.kind === 'countries') {
    const named = (codes: readonly string[]): string =>
      codes.map((code) => countryName(code, locale)).join(', ') || words('changes.noCountries')
    return words('changes.countries', { before: named(part.before), after: named(part.after) })
  }
  const acting = (action: typeof part.after): string => words(action === null ? 'changes.document' : `action.${action}`)
  return words('changes.action', {
    rule: ruleTitle(words, part.rule),
    before: acting(part.before),
    after: acting(part.after),
  })
}
