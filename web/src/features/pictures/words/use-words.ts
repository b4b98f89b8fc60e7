import type { TranslateOf } from '../../../i18n/catalog.ts'
import { pageWords } from '../../../i18n/page-words.ts'
import { de } from './de.ts'
import { en } from './en.ts'

export type PictureWords = TranslateOf<typeof en>

/** The translator of what is said while pictures are chosen, sent and looked at. */
export const useWords = pageWords({ en, de })
