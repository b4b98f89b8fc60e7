import type { FirewallRule, InnerRule } from '@porchlight/contract/firewall'
import type { ReactNode } from 'react'
import { useReader } from '../../../app/reader.ts'
import { preloadDialog } from '../../../design/ask.tsx'
import { count } from '../../../i18n/time.ts'
import { Sparkline } from './hours.tsx'
import type { Switch } from './trial.tsx'
import { ruleText, ruleTitle, useWords } from './words/use-words.ts'

interface RuleLineProps {
  readonly rule: FirewallRule
  readonly onSwitch: (asked: Switch) => void
}

export function RuleLine({ rule, onSwitch }: RuleLineProps): ReactNode {
  const words = useWords()
  return (
    <li className="rule">
      <div className="rule-head">
        <h3>{ruleTitle(words, rule.name)}</h3>
        <Action rule={rule} changed={isChanged(rule)} onSwitch={onSwitch} />
      </div>
      <p className="soft rule-text">{ruleText(words, rule)}</p>
      {hitsOf(rule) > 0 && (
        <p className="rule-hits">
          <Figures rule={rule} />
          <Sparkline hours={rule.hours} />
        </p>
      )}
      {rule.rules.length > 0 && <Inside group={rule} onSwitch={onSwitch} />}
    </li>
  )
}

const settings = ['BLOCK', 'COUNT'] as const

interface ActionProps {
  readonly rule: InnerRule
  readonly changed: boolean
  readonly onSwitch: (asked: Switch) => void
}

/** What the rule does; choosing the other asks first. */
function Action({ rule, changed, onSwitch }: ActionProps): ReactNode {
  const words = useWords()
  const title = ruleTitle(words, rule.name)
  if (!rule.switchable) return <span className="soft rule-fixed">{words(`action.${rule.action}`)}</span>
  return (
    <span className="rule-action">
      {changed && <span className="soft small">{words('rule.changed')}</span>}
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons, no form */}
      <span className="switch" role="group" aria-label={title}>
        {settings.map((setting) => (
          <button
            type="button"
            key={setting}
            className="switch-side"
            aria-pressed={rule.action === setting}
            onPointerEnter={preloadDialog}
            onClick={() => rule.action !== setting && onSwitch({ rule: rule.name, to: setting })}
          >
            {words(`action.${setting}`)}
          </button>
        ))}
      </span>
    </span>
  )
}

function Figures({ rule: { hits } }: { rule: InnerRule }): ReactNode {
  const words = useWords()
  const { locale } = useReader()
  return (
    <span className="small">
      {words('rule.figures', { blocked: count(hits.blocked, locale), counted: count(hits.counted, locale) })}
    </span>
  )
}

/** What a managed group is made of: those that did something first. A group that is counted counts all of it. */
function Inside({ group, onSwitch }: { group: FirewallRule; onSwitch: (asked: Switch) => void }): ReactNode {
  const words = useWords()
  const busyFirst = group.rules.toSorted((a, b) => hitsOf(b) - hitsOf(a))
  return (
    <details className="rule-inside">
      <summary>{words('rule.inside', { count: group.rules.length })}</summary>
      <ul className="lines">
        {busyFirst.map((rule) => (
          <li className="line" key={rule.name}>
            <span className="line-words">
              <code>{rule.name.split('/')[1]}</code>
              {hitsOf(rule) > 0 && <Figures rule={rule} />}
            </span>
            <Action rule={rule} changed={isChanged(rule) && !isChanged(group)} onSwitch={onSwitch} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function hitsOf({ hits }: InnerRule): number {
  return hits.blocked + hits.counted
}

function isChanged({ action, documentAction }: InnerRule): boolean {
  return action !== documentAction
}
