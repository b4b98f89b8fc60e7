import type { FirewallRule, InnerRule, SwitchedAction } from '@porchlight/contract/firewall'
import type { ReactNode } from 'react'
import { useReader } from '../../../app/reader.ts'
import { preloadDialog } from '../../../design/ask.tsx'
import { Button } from '../../../design/button.tsx'
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
        <ActionChip rule={rule} />
      </div>
      <p className="soft rule-text">{ruleText(words, rule)}</p>
      <div className="rule-foot">
        <Figures rule={rule} />
        <Sparkline hours={rule.hours} />
        <SwitchButton rule={rule} onSwitch={onSwitch} />
      </div>
      {rule.rules.length > 0 && <Inside rules={rule.rules} onSwitch={onSwitch} />}
    </li>
  )
}

function ActionChip({ rule }: { rule: InnerRule }): ReactNode {
  const words = useWords()
  const changed = rule.action !== rule.documentAction
  return (
    <span className="rule-action">
      <span className={`outcome outcome-${rule.action.toLowerCase()}`}>{words(`action.${rule.action}`)}</span>
      {changed && <span className="soft small">{words('rule.changed')}</span>}
    </span>
  )
}

function Figures({ rule: { hits } }: { rule: InnerRule }): ReactNode {
  const words = useWords()
  const { locale } = useReader()
  if (hits.blocked + hits.counted === 0) return <span />
  return (
    <span className="small">
      {words('rule.figures', { blocked: count(hits.blocked, locale), counted: count(hits.counted, locale) })}
    </span>
  )
}

function SwitchButton({ rule, onSwitch }: { rule: InnerRule; onSwitch: (asked: Switch) => void }): ReactNode {
  const words = useWords()
  if (!rule.switchable) return null
  const to: SwitchedAction = rule.action === 'COUNT' ? 'BLOCK' : 'COUNT'
  const title = ruleTitle(words, rule.name)
  return (
    <Button
      className="rule-switch"
      aria-label={words(to === 'COUNT' ? 'rule.toCount.of' : 'rule.toBlock.of', { rule: title })}
      onPointerEnter={preloadDialog}
      onClick={() => onSwitch({ rule: rule.name, to })}
    >
      {words(to === 'COUNT' ? 'rule.toCount' : 'rule.toBlock')}
    </Button>
  )
}

/** What a managed group is made of: those that did something first. */
function Inside({ rules, onSwitch }: { rules: readonly InnerRule[]; onSwitch: (asked: Switch) => void }): ReactNode {
  const words = useWords()
  const busyFirst = rules.toSorted((a, b) => hitsOf(b) - hitsOf(a))
  return (
    <details className="rule-inside">
      <summary>{words('rule.inside', { count: rules.length })}</summary>
      <ul className="lines">
        {busyFirst.map((rule) => (
          <li className="line" key={rule.name}>
            <span className="line-words">
              <code>{rule.name.split('/')[1]}</code>
              <Figures rule={rule} />
            </span>
            <ActionChip rule={rule} />
            <SwitchButton rule={rule} onSwitch={onSwitch} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function hitsOf({ hits }: InnerRule): number {
  return hits.blocked + hits.counted
}
