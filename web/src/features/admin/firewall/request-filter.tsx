import type { FirewallRule } from '@porchlight/contract/firewall'
import { addressRangePattern } from '@porchlight/contract/text'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { SelectField, TextField } from '../../../design/field.tsx'
import { ruleTitle, useWords } from './words/use-words.ts'

interface RequestFilterProps {
  readonly rules: readonly FirewallRule[]
  readonly given: Readonly<Record<string, string>>
  readonly onFilter: (filter: Record<string, string>) => void
}

const outcomes = ['BLOCK', 'COUNT', 'ALLOW'] as const

export function RequestFilter({ rules, given, onFilter }: RequestFilterProps): ReactNode {
  const words = useWords()
  const { rule = '', action = '' } = given
  const [address, setAddress] = useState(given.address ?? '')
  const [fault, setFault] = useState<string>()
  function filter(changes: Record<string, string>): void {
    const all = { ...given, ...changes }
    onFilter(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')))
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const text = address.trim()
    const good = text === '' || addressRangePattern.test(text)
    setFault(good ? undefined : words('requests.addressFault'))
    if (good) filter({ address: text })
  }
  return (
    <form className="request-filter" noValidate onSubmit={submit}>
      <SelectField
        label={words('requests.rule')}
        options={[
          { value: '', label: words('requests.anyRule') },
          ...(rule.includes('/') ? [{ value: rule, label: ruleTitle(words, rule) }] : []),
          ...rules.map(({ name }) => ({ value: name, label: ruleTitle(words, name) })),
        ]}
        value={rule}
        onChoose={(value) => filter({ rule: value })}
      />
      <SelectField
        label={words('requests.outcome')}
        options={[
          { value: '', label: words('requests.anyOutcome') },
          ...outcomes.map((value) => ({ value, label: words(`outcome.${value}`) })),
        ]}
        value={action}
        onChoose={(value) => filter({ action: value })}
      />
      <TextField
        label={words('requests.address')}
        fault={fault}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      <Button type="submit">{words('requests.show')}</Button>
    </form>
  )
}
