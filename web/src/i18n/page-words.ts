import { type I18n, setupI18n } from '@lingui/core'
import type { Language } from '@porchlight/contract/fields'
import type { TranslateOf } from './catalog.ts'
import { translatorOf, useLocale } from './translate.tsx'

type Words = Readonly<Record<string, string>>

/** Words that some pages bring along, in both languages: answers with the hook that those pages take them by. */
export function pageWords<Own extends Words>(catalogs: {
  readonly en: Own
  readonly de: Readonly<Record<keyof Own, string>>
}): () => TranslateOf<Own> {
  const translators: Readonly<Record<Language, TranslateOf<Own>>> = {
    en: translatorOf<Own>(i18nOf('en', catalogs.en)),
    de: translatorOf<Own>(i18nOf('de', catalogs.de)),
  }
  return () => translators[useLocale()]
}

function i18nOf(locale: Language, messages: Words): I18n {
  return setupI18n({ locale, messages: { [locale]: { ...messages } } })
}
