import type { ReactNode } from 'react'
import { Button } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { useFollow } from './follow.ts'

interface FollowButtonProps {
  readonly member: { readonly handle: string; readonly name: string }
  readonly following: boolean
  /** One of many on the page: none of them is its accent. */
  readonly quiet?: boolean
}

export function FollowButton({ member, following, quiet = false }: FollowButtonProps): ReactNode {
  const t = useTranslate()
  const follow = useFollow()
  const label = t(following ? 'profile.following' : 'profile.follow')
  return (
    <Button
      look={following || quiet ? 'plain' : 'primary'}
      icon={following ? 'check' : undefined}
      aria-label={`${label}: ${member.name}`}
      aria-pressed={following}
      onClick={() => follow(member, !following)}
    >
      {label}
    </Button>
  )
}
