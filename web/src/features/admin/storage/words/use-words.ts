import { type I18n, setupI18n } from '@lingui/core'
import type { Language } from '@porchlight/contract/fields'
import type { TranslateOf } from '../../../../i18n/catalog.ts'
import { translatorOf, useLocale } from '../../../../i18n/translate.tsx'
import { de } from './de.ts'
import { en } from './en.ts'

export type Words = TranslateOf<typeof en>

const catalogs: Readonly<Record<Language, I18n>> = {
  en: setupI18n({ locale: 'en', messages: { en: { ...en } } }),
  de: setupI18n({ locale: 'de', messages: { de: { ...de } } }),
}

const translators: Readonly<Record<Language, Words>> = {
  en: translatorOf<typeof en>(catalogs.en),
  de: translatorOf<typeof en>(catalogs.de),
}

/** The translator of the Storage page's own words. */
export function useWords(): Words {
  return translators[useLocale()]
}
