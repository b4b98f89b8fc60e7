import type { ReactNode } from 'react'
import { Button } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { useFollow } from './follow.ts'

interface FollowButtonProps {
  readonly member: { readonly handle: string; readonly name: string }
  readonly following: boolean
}

export function FollowButton({ member, following }: FollowButtonProps): ReactNode {
  const t = useTranslate()
  const follow = useFollow()
  const label = t(following ? 'profile.following' : 'profile.follow')
  return (
    <Button
      look={following ? 'plain' : 'primary'}
      icon={following ? 'check' : undefined}
      aria-label={`${label}: ${member.name}`}
      aria-pressed={following}
      onClick={() => follow(member, !following)}
    >
      {label}
    </Button>
  )
}
