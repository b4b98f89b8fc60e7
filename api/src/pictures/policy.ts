import type { PictureAudience } from '@porchlight/contract/picture-keys'
import type { PicturePurpose } from '@porchlight/contract/pictures'

/** Pictures of conversations are for who takes part; any other is for whoever comes by. */
export function audienceOf(purpose: PicturePurpose): PictureAudience {
  return purpose === 'message' ? 'private' : 'public'
}
