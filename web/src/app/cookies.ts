import type { Language } from '@porchlight/contract/fields'
import { type Theme, themes } from './theme.ts'

/**
 * What the server may know to draw the first view as the reader left it: nothing secret, and nothing that opens a door.
 * `here` only says that a member was signed in in this browser.
 */
export interface Preferences {
  readonly here: boolean
  readonly theme: Theme
  readonly language: Language | null
}

const names = { here: 'porchlight_here', theme: 'porchlight_theme', language: 'porchlight_language' } as const

export function readPreferences(cookieHeader: string): Preferences {
  const values = new Map(
    cookieHeader.split(/;\s*/).map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  )
  const language = values.get(names.language)
  return {
    here: values.get(names.here) === '1',
    theme: themes.find((theme) => theme === values.get(names.theme)) ?? 'automatic',
    language: language === 'en' || language === 'de' ? language : null,
  }
}

const yearSeconds = 31_536_000

export function rememberPreference(name: keyof typeof names, value: string | null): void {
  const secure = location.protocol === 'https:' ? '; secure' : ''
  const age = value === null ? 0 : yearSeconds
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `${names[name]}=${value ?? ''}; path=/; max-age=${age}; samesite=lax${secure}`
}
