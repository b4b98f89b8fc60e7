import type { TranslateOf } from '../../../../i18n/catalog.ts'
import { pageWords } from '../../../../i18n/page-words.ts'
import { de } from './de.ts'
import { en } from './en.ts'

export type Words = TranslateOf<typeof en>

/** The translator of the Webhooks pages' own words. */
export const useWords = pageWords({ en, de })
