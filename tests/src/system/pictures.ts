import { GrantedPicture, Picture, type PictureType } from '@porchlight/contract/pictures'
import sharp from 'sharp'
import type { Member } from './member.ts'

/** Where a camera says that it was, in these tests. */
const exif = {
  IFD0: { Make: 'Lantern', Model: 'Porch 1' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 12/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '16/1 22/1 0/1' },
}

/** A JPEG as a camera makes it, with noise that does not compress away. */
export function photograph(width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
  return sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .jpeg({ quality: 85 })
    .withExif(exif)
    .toBuffer()
}

/** Asks for a grant and puts the bytes, as the page does. Returns the picture as it was granted. */
export async function upload(member: Member, bytes: Buffer, contentType: PictureType = 'image/jpeg'): Promise<Picture> {
  const { picture, upload: grant } = await askForGrant(member, bytes.length, contentType)
  await put(grant, bytes)
  return picture
}

export async function askForGrant(member: Member, contentLength: number, contentType: PictureType = 'image/jpeg') {
  const answer = await member.call('POST', '/pictures', { purpose: 'post', contentType, contentLength })
  if (answer.status !== 201) throw new Error(`A grant was answered ${answer.status}: ${await answer.text()}`)
  return GrantedPicture.parse(await answer.json())
}

export async function put(grant: GrantedPicture['upload'], bytes: Buffer): Promise<void> {
  const { url, method, headers } = grant
  const stored = await fetch(url, { method, headers, body: new Uint8Array(bytes) })
  if (!stored.ok) throw new Error(`The upload was answered ${stored.status}: ${await stored.text()}`)
  await stored.arrayBuffer()
}

export async function readPicture(member: Member, pictureId: string): Promise<Picture> {
  const answer = await member.call('GET', `/pictures/${pictureId}`)
  if (answer.status !== 200) throw new Error(`A picture was answered ${answer.status}: ${await answer.text()}`)
  return Picture.parse(await answer.json())
}

/** Whether it has come to its end, one way or the other. */
export function isDone({ state }: Picture): boolean {
  return state === 'ready' || state === 'failed'
}
