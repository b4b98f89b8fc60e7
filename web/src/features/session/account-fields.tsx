import { graphemes, handlePattern, isSingleLine, limits, reservedHandles } from '@porchlight/contract/text'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../../client/problem.ts'
import { PasswordField, TextField } from '../../design/field.tsx'
import type { Faults } from '../../design/form.ts'
import type { Translate } from '../../i18n/catalog.ts'
import { useTranslate } from '../../i18n/translate.tsx'

export interface Account {
  readonly name: string
  readonly handle: string
  readonly email: string
  readonly password: string
}
export type AccountField = keyof Account

export const emptyAccount: Account = { name: '', handle: '', email: '', password: '' }

interface AccountFieldsProps {
  readonly account: Account
  readonly faults: Faults<AccountField>
  readonly onChange: (account: Account) => void
}

/** What a new account needs: four things, in the order in which people think of them. */
export function AccountFields({ account, faults, onChange }: AccountFieldsProps): ReactNode {
  const t = useTranslate()
  const change = (field: AccountField) => (event: { target: { value: string } }) =>
    onChange({ ...account, [field]: event.target.value })
  return (
    <>
      <TextField
        label={t('field.name')}
        hint={t('field.name.hint')}
        fault={faults.name}
        autoComplete="name"
        required
        value={account.name}
        onChange={change('name')}
      />
      <TextField
        label={t('field.handle')}
        hint={t('field.handle.hint')}
        fault={faults.handle}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        required
        value={account.handle}
        onChange={(event) => onChange({ ...account, handle: event.target.value.replace(/^@/, '').toLowerCase() })}
      />
      <TextField
        label={t('field.email')}
        hint={t('field.email.hint')}
        fault={faults.email}
        type="email"
        autoComplete="email"
        dir="ltr"
        required
        value={account.email}
        onChange={change('email')}
      />
      <PasswordField
        label={t('field.password')}
        hint={t('field.password.hint', { count: limits.passwordMin })}
        fault={faults.password}
        autoComplete="new-password"
        required
        value={account.password}
        onChange={change('password')}
      />
    </>
  )
}

/** The contract's rules, in the reader's words. */
export function checkAccount(account: Account, t: Translate): Faults<AccountField> {
  const name = account.name.trim()
  const faults: Faults<AccountField> = {}
  if (name === '' || graphemes(name) > limits.nameGraphemes || !isSingleLine(name)) {
    faults.name = t('fault.name', { count: limits.nameGraphemes })
  }
  const handleFault = checkHandle(account.handle, t)
  if (handleFault) faults.handle = handleFault
  if (!looksLikeEmail(account.email)) faults.email = t('fault.email')
  const passwordFault = checkPassword(account.password, t)
  if (passwordFault) faults.password = passwordFault
  return faults
}

function checkHandle(handle: string, t: Translate): string | undefined {
  const { handleMin: min, handleMax: max } = limits
  if (handle.length < min || handle.length > max || !handlePattern.test(handle)) return t('fault.handle', { min, max })
  return reservedHandles.includes(handle) ? t('fault.handle.reserved') : undefined
}

export function checkPassword(password: string, t: Translate): string | undefined {
  const { passwordMin: min, passwordMax: max } = limits
  return password.length < min || password.length > max ? t('fault.password', { min, max }) : undefined
}

export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
}

/** Both may be taken at once; the code names one, the faults name each. */
function takenFaults({ code, faults }: ApiProblem, t: Translate): Faults<AccountField> {
  const isTaken = (field: AccountField) =>
    code === `${field}_taken` || faults.some(({ pointer }) => pointer === `/${field}`)
  return {
    ...(isTaken('handle') && { handle: t('fault.handle.taken') }),
    ...(isTaken('email') && { email: t('fault.email.taken') }),
  }
}

/** Which fields a refusal is about. */
export function accountFaults(problem: ApiProblem, t: Translate): Faults<AccountField> {
  if (problem.code === 'handle_taken' || problem.code === 'email_taken') return takenFaults(problem, t)
  const faults: Faults<AccountField> = {}
  for (const { pointer } of problem.faults) {
    if (pointer === '/name') faults.name = t('fault.name', { count: limits.nameGraphemes })
    if (pointer === '/handle') faults.handle = t('fault.handle', { min: limits.handleMin, max: limits.handleMax })
    if (pointer === '/email') faults.email = t('fault.email')
    if (pointer === '/password')
      faults.password = t('fault.password', { min: limits.passwordMin, max: limits.passwordMax })
  }
  return faults
}
