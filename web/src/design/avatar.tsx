import type { ReactNode } from 'react'
import { initialsOf, toneOf } from './initials.ts'

export interface AvatarOf {
  readonly id: string
  readonly name: string
}

export function Avatar({ member, size }: { member: AvatarOf; size?: 'small' | 'large' }): ReactNode {
  return (
    <span className={`avatar tone-${toneOf(member.id)}${size ? ` avatar-${size}` : ''}`} aria-hidden="true">
      {initialsOf(member.name)}
    </span>
  )
}
