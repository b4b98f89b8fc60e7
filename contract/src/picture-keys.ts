/** Who may see a picture: anyone, or only those who are given a grant of ten minutes each time. */
export type PictureAudience = 'public' | 'private'

/**
 * Where a picture's original is put. Its id is random enough to be the random part of the key, and each grant has an id
 * of its own.
 */
export function uploadKey(audience: PictureAudience, pictureId: string): string {
  return `uploads/${audience}/${pictureId}`
}

export function renderPrefix(audience: PictureAudience, pictureId: string): string {
  return `renders/${audience}/${pictureId}/`
}

export function renderKey(
  audience: PictureAudience,
  pictureId: string,
  file: { name: string; format: string },
): string {
  return `${renderPrefix(audience, pictureId)}${file.name}.${file.format}`
}

/** The picture that an upload belongs to; undefined for a key of another shape. */
export function parseUploadKey(key: string): { audience: PictureAudience; pictureId: string } | undefined {
  const parts = /^uploads\/(?<audience>public|private)\/(?<pictureId>[0-9a-f-]{36})$/.exec(key)?.groups
  if (parts?.pictureId === undefined) return undefined
  return { audience: parts.audience === 'private' ? 'private' : 'public', pictureId: parts.pictureId }
}
