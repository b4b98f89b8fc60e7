import { pageWords } from '../../../i18n/page-words.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The translator of what members are told of. */
export const useWords = pageWords({ en, de })
