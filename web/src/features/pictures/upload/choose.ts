import { type PictureType, pictureLimits } from '@porchlight/contract/pictures'
import { pictureTypeOf, signatureBytes } from './picture-type.ts'

export interface ChosenFile {
  readonly file: File
  readonly type: PictureType
}

/** Why a file is not sent at all; `tooMany` is about all of them. */
export type Refusal =
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'tooLarge' | 'empty' | 'notPicture'; readonly name: string }

interface Choice {
  readonly chosen: readonly ChosenFile[]
  readonly refusals: readonly Refusal[]
}

/** Looks at files before a byte of them is sent; takes no more than there is room for. */
export async function chooseFrom(files: readonly File[], room: number): Promise<Choice> {
  const looked = await Promise.all(files.map(look))
  const good = looked.filter((found): found is ChosenFile => 'file' in found)
  const refusals: Refusal[] = looked.filter((found): found is Refusal => 'kind' in found)
  if (good.length > room) refusals.push({ kind: 'tooMany' })
  return { chosen: good.slice(0, Math.max(0, room)), refusals }
}

async function look(file: File): Promise<ChosenFile | Refusal> {
  const { name } = file
  if (file.size === 0) return { kind: 'empty', name }
  if (file.size > pictureLimits.maxBytes) return { kind: 'tooLarge', name }
  const start = await file.slice(0, signatureBytes).arrayBuffer()
  const type = pictureTypeOf(new Uint8Array(start))
  return type === undefined ? { kind: 'notPicture', name } : { file, type }
}
