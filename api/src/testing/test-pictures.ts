import assert from 'node:assert/strict'
import type { PictureEvent } from '@porchlight/contract/picture-events'
import { renderPrefix, uploadKey } from '@porchlight/contract/picture-keys'
import type { PictureDraft } from '@porchlight/contract/pictures'
import { audienceOf } from '../pictures/policy.ts'
import type { Answer } from './http-client.ts'
import { type TestReplica, testHookSecret } from './test-api.ts'
import type { Member } from './test-members.ts'

type Purpose = PictureDraft['purpose']

/** A grant, as an owner asks for it. */
export async function askForPicture(
  api: TestReplica,
  { token }: Member,
  given: Partial<Pick<PictureDraft, 'purpose' | 'altText' | 'contentLength'>> = {},
): Promise<Answer> {
  const body = { purpose: 'post', contentType: 'image/jpeg', contentLength: 1_000, ...given }
  return await api.request('POST /pictures', { token, body })
}

/** What the image function says when it has made two renditions. */
export function seen(pictureId: string, type: 'picture.previewed' | 'picture.ready', purpose: Purpose = 'post') {
  const prefix = renderPrefix(audienceOf(purpose), pictureId)
  const medium = { name: 'medium', format: 'webp', width: 640, height: 480, bytes: 300, key: `${prefix}medium.webp` }
  const thumbnail = {
    name: 'thumbnail',
    format: 'webp',
    width: 160,
    height: 120,
    bytes: 50,
    key: `${prefix}thumbnail.webp`,
  }
  const renditions = type === 'picture.ready' ? [thumbnail, medium] : [thumbnail]
  const data = {
    pictureId,
    width: 4_000,
    height: 3_000,
    placeholder: 'AAAA',
    colour: '#336699',
    animated: false,
    renditions,
  }
  return { type, timestamp: new Date().toISOString(), data }
}

export function failed(pictureId: string, failure = 'damaged') {
  return { type: 'picture.failed', timestamp: new Date().toISOString(), data: { pictureId, failure } }
}

/** Delivers it signed. */
export async function notify(
  api: TestReplica,
  body: ReturnType<typeof seen> | ReturnType<typeof failed> | PictureEvent,
  id: string = crypto.randomUUID(),
): Promise<Answer> {
  return await api.request('POST /hooks/pictures', { body, hook: { secret: testHookSecret, id } })
}

/** A picture whose original and renders are in the store, and which is ready. */
export async function readyPicture(
  api: TestReplica,
  owner: Member,
  given: Partial<Pick<PictureDraft, 'purpose' | 'altText'>> = {},
): Promise<string> {
  const purpose = given.purpose ?? 'post'
  const { body, status } = await askForPicture(api, owner, given)
  assert.equal(status, 201, JSON.stringify(body))
  const { id } = body.picture
  const event = seen(id, 'picture.ready', purpose)
  await putObjects(api, [uploadKey(audienceOf(purpose), id), ...event.data.renditions.map(({ key }) => key)])
  assert.equal((await notify(api, event)).status, 204)
  return id
}

export async function putObjects(api: TestReplica, keys: readonly string[]): Promise<void> {
  const { store } = api.replica.ctx
  for (const key of keys) await store.put(key, Buffer.from('bytes'), { contentType: 'image/webp' })
}

/** The keys of all that the store holds of a picture. */
export async function objectsOf(api: TestReplica, pictureId: string): Promise<string[]> {
  const keys: string[] = []
  for (const audience of ['public', 'private'] as const) {
    for (const prefix of [uploadKey(audience, pictureId), renderPrefix(audience, pictureId)]) {
      for await (const { key } of api.replica.ctx.store.list(prefix)) keys.push(key)
    }
  }
  return keys.sort()
}
