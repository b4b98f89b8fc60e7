import type { PlainKeyOf, TranslateOf } from '../../../../i18n/catalog.ts'
import { pageWords } from '../../../../i18n/page-words.ts'
import { de } from './de.ts'
import { en } from './en.ts'

export type Words = TranslateOf<typeof en>
export type WordKey = keyof typeof en

/** The translator of the Firewall pages' own words. */
export const useWords = pageWords({ en, de })

/** The name of a rule as people say it; inside a managed group AWS's own name stands. */
export function ruleTitle(words: Words, rule: string): string {
  const [name = rule, inner] = rule.split('/')
  const key = `rule.${name}`
  const title = isWord(key) ? plain(words, key) : name
  return inner === undefined ? title : `${title}: ${inner}`
}

export function ruleText(words: Words, rule: { name: string; summary: string }): string {
  const key = `rule.${rule.name}.text`
  return isWord(key) ? plain(words, key) : rule.summary
}

type PlainRuleKey = Extract<PlainKeyOf<typeof en>, `rule.${string}`>

function isWord(key: string): key is PlainRuleKey {
  return Object.hasOwn(en, key)
}

function plain(words: Words, key: PlainRuleKey): string {
  return words(key)
}
