import type { PictureState, Rendition } from '@porchlight/contract/pictures'

/** What is shown of a picture, for queries of any feature. */
export interface ShownPicture {
  readonly id: string
  readonly state: PictureState
  readonly width: number | null
  readonly height: number | null
  readonly placeholder: string | null
  readonly colour: string | null
  readonly animated: boolean
  readonly alt_text: string
  readonly focal_x: number
  readonly focal_y: number
  readonly renditions: readonly Rendition[]
}

/** As columns of queries that are built. */
export const shownColumns = [
  'id',
  'state',
  'width',
  'height',
  'placeholder',
  'colour',
  'animated',
  'alt_text',
  'focal_x',
  'focal_y',
  'renditions',
] as const

/** As one JSON value of the row `i`, for queries that are written out. */
const json = `json_build_object(${shownColumns.map((name) => `'${name}', i.${name}`).join(', ')})`

/** Scalars, so that each is looked up for the rows shown only: `ShownPicture[] | null`, and `ShownPicture | null`. */
export const picturesOfPost = (postId: string): string =>
  `(select json_agg(${json} order by i.position) from picture i where i.post_id = ${postId})`
export const avatarOf = (memberId: string): string => claimedBy(memberId, 'avatar')
export const bannerOf = (memberId: string): string => claimedBy(memberId, 'banner')

function claimedBy(memberId: string, purpose: 'avatar' | 'banner'): string {
  return `(select ${json} from picture i
    where i.owner_id = ${memberId} and i.purpose = '${purpose}' and i.claimed_at is not null)`
}
