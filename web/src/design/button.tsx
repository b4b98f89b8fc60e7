import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

/** A button with a verb on it. While busy it keeps its place and its focus, and does nothing twice. */
export function Button({
  look = 'plain',
  icon,
  busy = false,
  children,
  onClick,
  ...props
}: { look?: Look; icon?: IconName | undefined; busy?: boolean } & ComponentProps<'button'>): ReactNode {
  return (
    <button
      type="button"
      {...props}
      className={`button button-${look}${props.className ? ` ${props.className}` : ''}`}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
      {busy && <span className="button-busy" aria-hidden="true" />}
    </button>
  )
}

/** A picture alone on a button needs its name. */
export function IconButton({
  name,
  label,
  ...props
}: { name: IconName; label: string } & ComponentProps<'button'>): ReactNode {
  return (
    <button
      type="button"
      {...props}
      className={`icon-button ${props.className ?? ''}`}
      aria-label={label}
      title={label}
    >
      <Icon name={name} />
    </button>
  )
}
