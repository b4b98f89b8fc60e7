import type { Translate } from '../../i18n/catalog.ts'
import { problemKey } from '../../i18n/translate.tsx'
import type { Refusal } from './upload/choose.ts'
import type { Trouble } from './upload/tray-state.ts'
import type { PictureWords } from './words/use-words.ts'

/** What happened to a picture and what to do, as a sentence. */
export function troubleText(trouble: Trouble, t: Translate, words: PictureWords): string {
  return trouble.kind === 'upload' ? words(`trouble.${trouble.code}`) : t(problemKey(trouble.code))
}

export function refusalText(refusal: Refusal, words: PictureWords): string {
  if (refusal.kind === 'tooMany') return words('check.tooMany')
  return words(`check.${refusal.kind}`, { name: refusal.name || words('tray.fileName') })
}
