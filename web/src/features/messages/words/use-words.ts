import type { TranslateOf } from '../../../i18n/catalog.ts'
import { pageWords } from '../../../i18n/page-words.ts'
import { de } from './de.ts'
import { en } from './en.ts'

export type MessageWords = TranslateOf<typeof en>

/** The translator of the pages of conversations. */
export const useWords = pageWords({ en, de })
