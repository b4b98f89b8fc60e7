import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import type { PictureEvent } from '@porchlight/contract/picture-events'
import { Post } from '@porchlight/contract/posts'
import sharp from 'sharp'
import { eventually } from '../system/eventually.ts'
import { Member } from '../system/member.ts'
import { askForGrant, isDone, photograph, readPicture, upload } from '../system/pictures.ts'
import { descendants } from '../system/processes.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'
import { sendPictureEvent } from '../system/webhook.ts'

/** There to end a test; says nothing about speed. */
const limitMs = 60_000

let system: SystemUnderTest
let member: Member
const cleanups: (() => unknown)[] = []

before(async () => {
  const environment = { PORCHLIGHT_PICTURE_RETRY_SECONDS: '1,1' }
  system = await SystemUnderTest.start({ after: (cleanup: () => unknown) => cleanups.push(cleanup) }, { environment })
  member = await Member.administrator(system.origin, system.setupLink)
})
after(async () => {
  for (const cleanup of cleanups) await cleanup()
})

async function done(pictureId: string) {
  await eventually('the picture is ready or failed', limitMs, async () => isDone(await readPicture(member, pictureId)))
  return readPicture(member, pictureId)
}

/** A render's address is on the site's own origin, or begins with the media origin. */
function fetchRender(url: string): Promise<Response> {
  return fetch(new URL(url, system.origin))
}

test('a photograph becomes renders without where it was taken, on a post, until it is deleted', async () => {
  const bytes = await photograph(1_200, 900)
  assert.ok((await sharp(bytes).metadata()).exif, 'the photograph says where it was taken')
  const granted = await upload(member, bytes)
  assert.equal(granted.state, 'waiting')
  const picture = await done(granted.id)
  assert.equal(picture.state, 'ready')
  assert.deepEqual([picture.width, picture.height], [1_200, 900])
  assert.equal(picture.sources.length, 6)

  for (const source of picture.sources) {
    const answer = await fetchRender(source.url)
    assert.equal(answer.status, 200, source.url)
    assert.equal(answer.headers.get('content-type'), `image/${source.format}`)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    const { exif, width } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    assert.equal(exif, undefined)
    assert.equal(width, source.width)
  }
  const original = await fetch(`${system.origin}/uploads/public/${picture.id}`)
  assert.notEqual(original.status, 200)

  const published = await member.call('POST', '/posts', { text: '', pictureIds: [picture.id] })
  assert.equal(published.status, 201)
  const post = Post.parse(await published.json())
  assert.deepEqual(
    post.pictures.map(({ id }) => id),
    [picture.id],
  )
  assert.equal((await member.call('DELETE', `/posts/${post.id}`)).status, 204)
  await eventually('its renders are gone', limitMs, async () => {
    const answers = await Promise.all(picture.sources.map(({ url }) => fetchRender(url)))
    return answers.every(({ status }) => status === 404)
  })
})

test('a file that is cut off fails, and its owner reads why', async () => {
  const bytes = await photograph(600, 400)
  const { id } = await upload(member, bytes.subarray(0, bytes.length / 3))
  const { state, failure } = await done(id)
  assert.deepEqual({ state, failure }, { state: 'failed', failure: 'damaged' })
})

test('a webhook that comes again is accepted once, and one that is signed by another not at all', async () => {
  const { picture } = await askForGrant(member, 1_000)
  const failed = (failure: 'damaged' | 'too_large'): PictureEvent => ({
    type: 'picture.failed',
    timestamp: new Date().toISOString(),
    data: { pictureId: picture.id, failure },
  })
  const secret = 'another secret than that of this place'
  assert.equal(await sendPictureEvent(system, { id: 'forged', event: failed('too_large'), secret }), 403)
  assert.equal((await readPicture(member, picture.id)).state, 'waiting')
  assert.equal(await sendPictureEvent(system, { id: 'replayed', event: failed('damaged') }), 204)
  assert.equal(await sendPictureEvent(system, { id: 'replayed', event: failed('too_large') }), 204)
  assert.equal((await readPicture(member, picture.id)).failure, 'damaged')
})

test('kill -9 of the image function and of its runner in the middle: every picture ends, and none is lost', async (t) => {
  const bytes = await photograph(1_000, 1_000)
  const ids: string[] = []
  for (let number = 0; number < 8; number += 1) ids.push((await upload(member, bytes)).id)
  await kill(t, 'the image function', /images\/src\/main\.ts process-image/)
  await kill(t, 'the function runner', /onebox\/src\/functions\/main\.ts/)
  for (let number = 0; number < 2; number += 1) ids.push((await upload(member, bytes)).id)
  await kill(t, 'the image function', /images\/src\/main\.ts process-image/)
  const pictures = await Promise.all(ids.map(done))
  assert.deepEqual(new Set(pictures.map(({ state }) => state)), new Set(['ready']))
})

async function kill(t: TestContext, name: string, command: RegExp): Promise<void> {
  await eventually(`${name} runs and is killed`, limitMs, async () => {
    const victim = descendants(system.pid).find((entry) => command.test(entry.command))
    if (victim === undefined) return false
    process.kill(victim.pid, 'SIGKILL')
    t.diagnostic(`killed ${name}, process ${victim.pid}`)
    return true
  })
}
