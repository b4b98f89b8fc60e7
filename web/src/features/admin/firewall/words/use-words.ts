import { type I18n, setupI18n } from '@lingui/core'
import type { Language } from '@porchlight/contract/fields'
import type { TranslateOf } from '../../../../i18n/catalog.ts'
import { translatorOf, useLocale } from '../../../../i18n/translate.tsx'
import { de } from './de.ts'
import { en } from './en.ts'

export type Words = TranslateOf<typeof en>
export type WordKey = keyof typeof en

const catalogs: Readonly<Record<Language, I18n>> = {
  en: setupI18n({ locale: 'en', messages: { en: { ...en } } }),
  de: setupI18n({ locale: 'de', messages: { de: { ...de } } }),
}

const translators: Readonly<Record<Language, Words>> = {
  en: translatorOf<typeof en>(catalogs.en),
  de: translatorOf<typeof en>(catalogs.de),
}

/** The translator of the Firewall pages' own words. */
export function useWords(): Words {
  return translators[useLocale()]
}

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

type RuleKey = Extract<WordKey, `rule.${string}`>

function isWord(key: string): key is Exclude<RuleKey, KeysWithValues> {
  return Object.hasOwn(en, key)
}

type KeysWithValues = {
  [Key in RuleKey]: Parameters<typeof translators.en<Key>> extends [unknown] ? never : Key
}[RuleKey]

function plain(words: Words, key: Exclude<RuleKey, KeysWithValues>): string {
  return words(key)
}
