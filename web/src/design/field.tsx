import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { useTranslate } from '../i18n/translate.tsx'
import { IconButton } from './button.tsx'
import './field.css'

interface FieldFrame {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with it, tied to the control for screen readers. */
  readonly fault?: string | undefined
}

interface Tied {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

function Frame({ label, hint, fault, children }: FieldFrame & { children: (tied: Tied) => ReactNode }): ReactNode {
  const id = useId()
  const describedBy = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className={fault ? 'field field-faulty' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': fault ? true : undefined })}
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

export function TextField({ label, hint, fault, ...props }: FieldFrame & ComponentProps<'input'>): ReactNode {
  return (
    <Frame label={label} hint={hint} fault={fault}>
      {(tied) => <input className="input" dir="auto" {...props} {...tied} />}
    </Frame>
  )
}

export function TextAreaField({ label, hint, fault, ...props }: FieldFrame & ComponentProps<'textarea'>): ReactNode {
  return (
    <Frame label={label} hint={hint} fault={fault}>
      {(tied) => <textarea className="input" dir="auto" rows={3} {...props} {...tied} />}
    </Frame>
  )
}

export function PasswordField({ label, hint, fault, ...props }: FieldFrame & ComponentProps<'input'>): ReactNode {
  const t = useTranslate()
  const [shown, setShown] = useState(false)
  return (
    <Frame label={label} hint={hint} fault={fault}>
      {(tied) => (
        <span className="input-with-button">
          <input className="input" dir="ltr" {...props} {...tied} type={shown ? 'text' : 'password'} />
          <IconButton
            name="eye"
            label={t(shown ? 'field.password.hide' : 'field.password.show')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        </span>
      )}
    </Frame>
  )
}

interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly text?: string
}

export function SelectField<Value extends string>({
  options,
  value,
  onChoose,
  ...frame
}: FieldFrame & { options: readonly Option<Value>[]; value: Value; onChoose: (value: Value) => void }): ReactNode {
  return (
    <Frame {...frame}>
      {(tied) => (
        <select
          className="input"
          {...tied}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen) onChoose(chosen.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  )
}

/** One of a few, all in sight. */
export function ChoiceField<Value extends string>({
  label,
  options,
  value,
  onChoose,
}: {
  label: string
  options: readonly Option<Value>[]
  value: Value
  onChoose: (value: Value) => void
}): ReactNode {
  const name = useId()
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>
            <span className="choice-label">{option.label}</span>
            {option.text && <span className="choice-text">{option.text}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
