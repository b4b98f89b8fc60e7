import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Answer } from '../testing/http-client.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { askForPicture, notify, readyPicture, seen } from '../testing/test-pictures.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

const publish = ({ token }: Member, pictureIds: string[], text = 'Look') =>
  api.request('POST /posts', { token, body: { text, pictureIds } })
const remove = ({ token }: Member, pictureId: string) =>
  api.request('DELETE /pictures/:pictureId', { token, params: { pictureId } })
const change = ({ token }: Member, body: object) => api.request('PATCH /me', { token, body })
const read = async (postId: string, reader?: Member) =>
  (await api.request('GET /posts/:postId', { params: { postId }, ...(reader && { token: reader.token }) })).body
const profile = async ({ handle }: Member) => (await api.request('GET /members/:handle', { params: { handle } })).body
const ids = (post: { pictures: { id: string }[] }) => post.pictures.map(({ id }) => id)
const statuses = (answers: Answer[]) => answers.map(({ status }) => status).sort()

test('a post shows its pictures in the order given, to members and visitors, wherever it is listed', async () => {
  const author = await api.member()
  const pictures = [await readyPicture(api, author), await readyPicture(api, author, { altText: 'A bench' })].reverse()
  const { body: post, status } = await publish(author, pictures)
  assert.equal(status, 201)
  assert.deepEqual(ids(post), pictures)
  assert.equal(post.pictures[0].altText, 'A bench')
  const { handle } = author
  const lists = [
    await api.request('GET /timelines/community'),
    await api.request('GET /timelines/home', { token: author.token }),
    await api.request('GET /members/:handle/posts', { params: { handle } }),
  ]
  for (const { body } of lists) assert.deepEqual(body.items[0].pictures, post.pictures)
  assert.deepEqual((await read(post.id)).pictures, post.pictures)
  assert.deepEqual((await read(post.id, author)).pictures, post.pictures)
})

test('a picture says enough without words, but neither is no post', async () => {
  const author = await api.member()
  const { body, status } = await publish(author, [await readyPicture(api, author)], '')
  assert.deepEqual([status, body.text], [201, ''])
  const empty = await publish(author, [], '')
  assert.deepEqual([empty.status, empty.body.faults[0].pointer], [422, '/text'])
})

test('what is another’s, waits still, is for something else, or is shown already makes no post', async () => {
  const [author, other] = [await api.member(), await api.member()]
  const [own, waiting, shown] = [
    await readyPicture(api, author),
    (await askForPicture(api, author)).body.picture.id,
    await readyPicture(api, author),
  ]
  await publish(author, [shown])
  const wrong = [
    await readyPicture(api, other),
    waiting,
    shown,
    await readyPicture(api, author, { purpose: 'avatar' }),
    api.replica.ctx.newId(),
  ]
  for (const id of wrong) {
    const { status, body } = await publish(author, [own, id])
    assert.deepEqual([status, body.code], [422, 'picture_unavailable'])
  }
  assert.equal((await profile(author)).postCount, 1)
  assert.equal((await publish(author, [own])).status, 201, 'a refused post claims nothing')
})

test('of twenty posts that claim the same two pictures at once, in either order, one has them', async () => {
  const author = await api.member()
  const pictures = [await readyPicture(api, author), await readyPicture(api, author)]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => publish(author, n % 2 ? pictures : pictures.toReversed())),
  )
  assert.deepEqual(statuses(answers), [201, ...Array(19).fill(422)])
})

test('claimed and deleted at once, a picture is shown or gone, never both', async () => {
  const author = await api.member()
  for (let round = 0; round < 5; round += 1) {
    const id = await readyPicture(api, author)
    const [published, deleted] = await Promise.all([publish(author, [id]), remove(author, id)])
    assert.equal(deleted.status, 204)
    assert.ok(published.status === 201 || published.body.code === 'picture_unavailable', JSON.stringify(published.body))
    if (published.status === 201) assert.deepEqual(ids(await read(published.body.id, author)), [])
  }
})

test('claimed by a post without words and deleted at once, a picture leaves no empty post', async () => {
  const author = await api.member()
  for (let round = 0; round < 8; round += 1) {
    const id = await readyPicture(api, author)
    const [published, deleted] = await Promise.all([publish(author, [id], ''), remove(author, id)])
    assert.equal(deleted.status, published.status === 201 ? 409 : 204)
    if (published.status === 201) assert.deepEqual(ids(await read(published.body.id, author)), [id])
  }
})

test('a post that was published with a preview shows every rendition once they are there', async () => {
  const author = await api.member()
  const { id } = (await askForPicture(api, author)).body.picture
  await notify(api, seen(id, 'picture.previewed'))
  const { body: post } = await publish(author, [id])
  assert.equal((await read(post.id)).pictures[0].sources.length, 1)
  await notify(api, seen(id, 'picture.ready'))
  assert.equal((await read(post.id)).pictures[0].sources.length, 2)
})

test('its description and focal point are changed after publishing, by its owner only', async () => {
  const [author, other] = [await api.member(), await api.member()]
  const pictureId = await readyPicture(api, author)
  const { body: post } = await publish(author, [pictureId])
  await read(post.id)
  const body = { altText: 'Two chairs', focalPoint: { x: 0.25, y: 1 } }
  const request = { params: { pictureId }, body }
  assert.equal((await api.request('PATCH /pictures/:pictureId', { ...request, token: other.token })).status, 404)
  assert.equal((await api.request('PATCH /pictures/:pictureId', { ...request, token: author.token })).status, 200)
  const [shown] = (await read(post.id)).pictures
  assert.deepEqual([shown.altText, shown.focalPoint], [body.altText, body.focalPoint])
})

test('a deleted picture leaves its post, unless nothing would be left of that', async () => {
  const author = await api.member()
  const [first, second] = [await readyPicture(api, author), await readyPicture(api, author)]
  const { body: post } = await publish(author, [first, second], '')
  await read(post.id)
  const answers = await Promise.all([remove(author, first), remove(author, second)])
  assert.deepEqual(statuses(answers), [204, 409])
  assert.equal((await read(post.id)).pictures.length, 1)
  const withText = (await publish(author, [await readyPicture(api, author)])).body
  assert.equal((await remove(author, ids(withText)[0] ?? '')).status, 204)
  assert.deepEqual((await read(withText.id)).pictures, [])
})

test('an avatar and a banner are shown until others take their place', async () => {
  const member = await api.member()
  const [avatar, next, banner] = [
    await readyPicture(api, member, { purpose: 'avatar' }),
    await readyPicture(api, member, { purpose: 'avatar' }),
    await readyPicture(api, member, { purpose: 'banner' }),
  ]
  await publish(member, [])
  const changed = await change(member, { avatarId: avatar, bannerId: banner })
  assert.deepEqual([changed.body.avatar.id, changed.body.banner.id], [avatar, banner])
  const shown = await profile(member)
  assert.deepEqual([shown.avatar.id, shown.banner.id, shown.avatar.sources.length], [avatar, banner, 2])
  const { items } = (await api.request('GET /timelines/community')).body
  assert.equal(items[0].author.avatar.id, avatar)
  assert.deepEqual(
    items[0].author.avatar.sources.map(({ name }: { name: string }) => name),
    ['thumbnail'],
  )
  assert.equal((await change(member, { avatarId: avatar, name: 'Same' })).body.avatar.id, avatar)
  await change(member, { avatarId: next, bannerId: null })
  assert.deepEqual([(await profile(member)).avatar.id, (await profile(member)).banner], [next, null])
  const gone = await api.request('GET /pictures', {
    token: member.token,
    query: { ids: `${avatar},${next},${banner}` },
  })
  assert.deepEqual(
    gone.body.items.map(({ id }: { id: string }) => id),
    [next],
  )
})

test('of many avatars at once one is shown, and a wrong one leaves all as it was', async () => {
  const [member, other] = [await api.member(), await api.member()]
  const avatars: string[] = []
  for (let n = 0; n < 4; n += 1) avatars.push(await readyPicture(api, member, { purpose: 'avatar' }))
  const answers = await Promise.all(avatars.map((avatarId) => change(member, { avatarId })))
  assert.ok(
    answers.every(({ status }) => status === 200 || status === 422),
    JSON.stringify(statuses(answers)),
  )
  const shown = (await profile(member)).avatar.id
  const anothers = await readyPicture(api, other, { purpose: 'avatar' })
  const refused = await change(member, { avatarId: anothers, name: 'Not me' })
  assert.deepEqual([refused.status, refused.body.code], [422, 'picture_unavailable'])
  assert.equal((await profile(member)).avatar.id, shown)
})
