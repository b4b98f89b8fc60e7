import type { PictureView } from '@porchlight/contract/pictures'
import type { ReactNode } from 'react'
import { addressOf, focalClass, srcSetOf } from '../features/pictures/sources.ts'
import { initialsOf, toneOf } from './initials.ts'

export interface AvatarOf {
  readonly id: string
  readonly name: string
  readonly avatar: PictureView | null
}

/** In CSS pixels, as controls.css has them. */
const widths = { small: 44, large: 88 } as const

/** A member's picture, or their initials; the name beside it says who it is. */
export function Avatar({ member, size = 'small' }: { member: AvatarOf; size?: 'small' | 'large' }): ReactNode {
  const sources = member.avatar?.sources ?? []
  const address = addressOf(sources, 'thumbnail')
  return (
    <span className={`avatar avatar-${size} tone-${toneOf(member.id)}`} aria-hidden="true">
      {member.avatar && address !== undefined ? (
        <img
          className={focalClass(member.avatar.focalPoint)}
          src={address}
          srcSet={srcSetOf(sources, 'webp') || undefined}
          sizes={`${widths[size]}px`}
          width={widths[size]}
          height={widths[size]}
          alt=""
          decoding="async"
        />
      ) : (
        initialsOf(member.name)
      )}
    </span>
  )
}
