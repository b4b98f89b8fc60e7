import { en } from './words/en.ts'
import type { MessageWords } from './words/use-words.ts'

type FailureKey = Extract<keyof typeof en, `failure.${string}`>

function isKnown(key: string): key is FailureKey {
  return Object.hasOwn(en, key)
}

/** What went wrong with something that the message client was asked for, and what to do, as a sentence. */
export function failureText(error: unknown, words: MessageWords): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const key = `failure.${code}`
  return words(isKnown(key) ? key : 'failure.other')
}
