import type { Viewer } from '../client/session.ts'
import type { IconName } from '../design/icons.tsx'
import type { PlainKey } from '../i18n/catalog.ts'

export interface Place {
  readonly to: string
  readonly icon: IconName
  readonly label: PlainKey
  /** Current only on exactly this path. */
  readonly exact?: true
}

const people: Place = { to: '/members', icon: 'people', label: 'nav.people' }

/** Where the navigation leads whoever is here. */
export function placesFor(viewer: Viewer): { rail: readonly Place[]; start: readonly Place[]; end: readonly Place[] } {
  if (viewer.kind === 'visitor' || viewer.kind === 'pending') {
    const community: Place = { to: '/', icon: 'community', label: 'nav.community', exact: true }
    const signIn: Place = { to: '/sign-in', icon: 'door', label: 'action.signIn' }
    return { rail: [community, people], start: [community, people], end: [signIn] }
  }
  const home: Place = { to: '/', icon: 'home', label: 'nav.home', exact: true }
  const community: Place = { to: '/community', icon: 'community', label: 'nav.community' }
  const messages: Place = { to: '/messages', icon: 'messages', label: 'nav.messages' }
  const notifications: Place = { to: '/notifications', icon: 'bell', label: 'nav.notifications' }
  const settings: Place = { to: '/settings', icon: 'settings', label: 'nav.settings' }
  const you: Place = {
    to: viewer.kind === 'member' ? `/@${viewer.me.handle}` : '/settings',
    icon: 'person',
    label: 'nav.you',
  }
  const admin: Place = { to: '/admin', icon: 'key', label: 'nav.admin' }
  const isAdministrator = viewer.kind === 'member' && viewer.me.role === 'administrator'
  return {
    rail: [home, community, people, notifications, messages, you, settings, ...(isAdministrator ? [admin] : [])],
    start: [home, people],
    end: [messages, you],
  }
}
