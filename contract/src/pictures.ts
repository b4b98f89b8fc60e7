import { z } from 'zod'
import { Id, Instant, plainText } from './fields.ts'

export const pictureLimits = {
  maxBytes: 25_000_000,
  maxPixels: 50_000_000,
  /** Of an animated picture; `maxAnimatedPixels` is over all its frames. */
  maxFrames: 500,
  maxAnimatedPixels: 50_000_000,
  perPost: 4,
  altGraphemes: 1500,
} as const

/** What the image function reads. SVG is not among them: it is a program. */
export const pictureTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'image/heic',
  'image/heif',
] as const
export const PictureType = z.enum(pictureTypes)
export type PictureType = z.infer<typeof PictureType>

export const PicturePurpose = z.enum(['post', 'avatar', 'banner', 'message'])
export type PicturePurpose = z.infer<typeof PicturePurpose>

/** Longest sides in pixels; nothing is enlarged. */
export const renditionSizes = { thumbnail: 160, medium: 640, large: 1600 } as const
export const RenditionName = z.enum(['thumbnail', 'medium', 'large'])
export type RenditionName = z.infer<typeof RenditionName>

export const RenditionFormat = z.enum(['avif', 'webp'])
export type RenditionFormat = z.infer<typeof RenditionFormat>

/** One file that the image function made. */
export const Rendition = z.object({
  name: RenditionName,
  format: RenditionFormat,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  bytes: z.number().int().positive(),
  /** In the object store. */
  key: z.string(),
})
export type Rendition = z.infer<typeof Rendition>

/** Fractions of the width and the height, from the top left: what must stay in view when a picture is cropped. */
export const FocalPoint = z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
export type FocalPoint = z.infer<typeof FocalPoint>

export const AltText = plainText({
  min: 0,
  max: pictureLimits.altGraphemes,
  maxUtf16Units: pictureLimits.altGraphemes * 8,
})

/** Why a picture cannot be shown: a closed list, because the member reads a sentence for each. */
export const PictureFailure = z.enum([
  'not_a_picture',
  'type_mismatch',
  'damaged',
  'too_many_pixels',
  'too_many_frames',
  'too_large',
  'unsupported',
  'took_too_long',
  'processing_failed',
  'never_arrived',
])
export type PictureFailure = z.infer<typeof PictureFailure>

/** `waiting` for its bytes, `processing` (a first rendition may be there already), `ready`, `failed`. */
export const PictureState = z.enum(['waiting', 'processing', 'ready', 'failed'])
export type PictureState = z.infer<typeof PictureState>

/** What a page needs to lay a picture out before a byte of it came, and to choose among its files. */
export const PictureView = z.object({
  id: Id,
  state: PictureState,
  /** Of the upright original; null until the first rendition. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
  /** ThumbHash, base64. */
  placeholder: z.string().nullable(),
  /** Dominant colour, `#rrggbb`. */
  colour: z.string().nullable(),
  animated: z.boolean(),
  altText: z.string(),
  focalPoint: FocalPoint,
  sources: z.array(
    z.object({
      name: RenditionName,
      format: RenditionFormat,
      width: z.number().int(),
      height: z.number().int(),
      url: z.string(),
    }),
  ),
})
export type PictureView = z.infer<typeof PictureView>

/** What its owner sees besides. */
export const Picture = z.object({
  ...PictureView.shape,
  purpose: PicturePurpose,
  failure: PictureFailure.nullable(),
  createdAt: Instant,
})
export type Picture = z.infer<typeof Picture>

export const PictureDraft = z.strictObject({
  purpose: PicturePurpose,
  contentType: PictureType,
  /** Of exactly the bytes that will be put. */
  contentLength: z.number().int().min(1).max(pictureLimits.maxBytes),
  altText: AltText.default(''),
  focalPoint: FocalPoint.default({ x: 0.5, y: 0.5 }),
})
export type PictureDraft = z.infer<typeof PictureDraft>

/** A PUT that may be sent once, with these headers exactly. */
export const UploadGrant = z.object({
  url: z.string(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
  expiresAt: Instant,
})
export type UploadGrant = z.infer<typeof UploadGrant>

export const GrantedPicture = z.object({ picture: Picture, upload: UploadGrant })
export type GrantedPicture = z.infer<typeof GrantedPicture>

export const PictureChange = z.strictObject({ altText: AltText, focalPoint: FocalPoint }).partial()
export type PictureChange = z.infer<typeof PictureChange>

export const PictureParams = z.strictObject({ pictureId: Id })
/** Up to 20 of the member's own pictures. */
export const PicturesQuery = z.strictObject({
  ids: z
    .string()
    .max(20 * 37 - 1)
    .transform((text) => text.split(','))
    .refine((ids) => ids.every((id) => Id.safeParse(id).success), 'takes 1 to 20 ids with commas between'),
})
/** Those that are there, in the order asked. */
export const Pictures = z.object({ items: z.array(Picture) })
export type Pictures = z.infer<typeof Pictures>
