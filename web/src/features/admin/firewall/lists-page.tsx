import type { AddressList, FirewallState, ListedAddress } from '@porchlight/contract/firewall'
import { addressRangePattern, limits } from '@porchlight/contract/text'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { SelectField, TextField } from '../../../design/field.tsx'
import { useForm } from '../../../design/form.ts'
import { Moment } from '../../../design/moment.tsx'
import { ProblemNotice } from '../../../design/notice.tsx'
import { useTranslate } from '../../../i18n/translate.tsx'
import { Countries } from './countries-section.tsx'
import { FirewallFrame } from './firewall-frame.tsx'
import { refusalText, useChange } from './queries.ts'
import { useWords } from './words/use-words.ts'

const lists = ['block', 'allow'] as const

export function Page(): ReactNode {
  return (
    <FirewallFrame>
      {(state) => (
        <>
          <AddressForm />
          {lists.map((list) => (
            <AddressSection key={list} list={list} state={state} />
          ))}
          <Countries chosen={state.blockedCountries} />
        </>
      )}
    </FirewallFrame>
  )
}

function AddressForm(): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const { send } = useChange()
  const [list, setList] = useState<AddressList>('block')
  const [range, setRange] = useState('')
  const [note, setNote] = useState('')
  const form = useForm<'range'>({
    check: () => (addressRangePattern.test(range.trim()) ? {} : { range: words('requests.addressFault') }),
    send: async () => {
      const text = range.trim()
      await send({ [list]: { [text]: true }, note }, words('lists.added', { range: text }))
      setRange('')
      setNote('')
    },
    faultsOf: (problem) => (problem.faults.length === 0 ? {} : { range: refusalText(t, problem) }),
  })
  return (
    <form className="address-form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={words('lists.range')}
        hint={words('lists.range.hint')}
        fault={form.faults.range}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        value={range}
        onChange={(event) => setRange(event.target.value)}
      />
      <SelectField
        label={words('lists.list')}
        options={lists.map((value) => ({ value, label: words(`lists.${value}`) }))}
        value={list}
        onChoose={setList}
      />
      <TextField
        label={words('lists.note')}
        maxLength={limits.firewallNoteGraphemes}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {form.problem && <ProblemNotice problem={form.problem} />}
      <div className="form-actions">
        <Button look="primary" type="submit" busy={form.busy}>
          {words('lists.add')}
        </Button>
      </div>
    </form>
  )
}

function AddressSection({ list, state }: { list: AddressList; state: FirewallState }): ReactNode {
  const words = useWords()
  const addresses = state.addresses.filter((address) => address.list === list)
  return (
    <section className="firewall-section">
      <h2>{words(`lists.${list}`)}</h2>
      <p className="soft">{words(`lists.${list}.text`)}</p>
      {addresses.length === 0 ? (
        <p className="soft small">{words('lists.empty')}</p>
      ) : (
        <ul className="lines">
          {addresses.map((address) => (
            <AddressLine key={address.range} address={address} />
          ))}
        </ul>
      )}
    </section>
  )
}

function AddressLine({ address }: { address: ListedAddress }): ReactNode {
  const words = useWords()
  const { busy, change } = useChange()
  const { list, range, note, source, addedAt, addedBy } = address
  return (
    <li className="line">
      <span className="line-words">
        <code dir="ltr">{range}</code>
        <span className="soft small">
          {note !== '' && `${note} · `}
          {source === 'document' && words('lists.fixed')}
          {addedBy}
          {addedAt && (
            <>
              {' · '}
              <Moment at={addedAt} />
            </>
          )}
        </span>
      </span>
      {source === 'overlay' && (
        <Button
          look="quiet"
          busy={busy}
          aria-label={words('lists.removeOf', { range })}
          onClick={() => void change({ [list]: { [range]: false } }, words('lists.removed', { range }))}
        >
          {words('lists.remove')}
        </Button>
      )}
    </li>
  )
}
