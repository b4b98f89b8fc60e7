import { pageWords } from '../../../i18n/page-words.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The translator of reports: for who files one, and for who settles it. */
export const useWords = pageWords({ en, de })
