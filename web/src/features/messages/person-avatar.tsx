import type { Person, Presence } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { useReader } from '../../app/reader.ts'
import { initialsOf, toneOf } from '../../design/initials.ts'
import { Lamp, type Light } from '../../design/lamp.tsx'
import { useMessaging, useSource } from './use-messaging.ts'

/** How long the lamp of someone who left still glows. */
const afterglowMs = 10 * 60_000
const nobody: Readonly<Record<string, Presence>> = {}
const noPresence = { subscribe: () => () => undefined, getSnapshot: () => nobody }

export function usePresence(memberId: string | undefined): Presence | undefined {
  return useSource(useMessaging()?.presence ?? noPresence)[memberId ?? '']
}

/** A member's picture or initials, and their lamp where they are, or were a while ago. */
export function PersonAvatar({ person, size }: { person: Person | undefined; size?: 'tiny' }): ReactNode {
  const light = useLight(usePresence(person?.id))
  const name = person?.name ?? ''
  return (
    <span className="person-avatar">
      <span className={`avatar tone-${toneOf(person?.id ?? '')}${size ? ` avatar-${size}` : ''}`} aria-hidden="true">
        {person?.avatarUrl ? (
          <img src={person.avatarUrl} width="44" height="44" alt="" decoding="async" />
        ) : (
          initialsOf(name)
        )}
      </span>
      {light !== 'off' && size === undefined && <Lamp light={light} size={20} />}
    </span>
  )
}

function useLight(presence: Presence | undefined): Light {
  const { nowMs } = useReader()
  if (presence === undefined) return 'off'
  if (presence.here) return 'lit'
  return nowMs - Date.parse(presence.leftAt) < afterglowMs ? 'faint' : 'off'
}

/** A group stands as the letters of its name. */
export function GroupAvatar({ id, name }: { id: string; name: string }): ReactNode {
  return (
    <span className={`avatar avatar-group tone-${toneOf(id)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}
