import { pageWords } from '../../../i18n/page-words.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The translator of what keeps members apart: blocks, mutes, and who may write to whom. */
export const useWords = pageWords({ en, de })
