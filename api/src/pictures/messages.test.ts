import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Attachment } from '@porchlight/contract/messaging'
import type { Answer } from '../testing/http-client.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { askForPicture, notify, objectsOf, readyPicture, seen } from '../testing/test-pictures.ts'
import { removeDueObjects } from './removal.ts'
import { sweepPictures } from './sweep.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

const newId = () => api.replica.ctx.newId()
const picture = (owner: Member, altText = '') => readyPicture(api, owner, { purpose: 'message', altText })
const claim = ({ token }: Member, messageId: string, pictureIds: readonly string[]): Promise<Answer> =>
  api.request('POST /pictures/claims', { token, body: { messageId, pictureIds } })
const release = ({ token }: Member, pictureIds: readonly string[]): Promise<Answer> =>
  api.request('POST /pictures/releases', { token, body: { pictureIds } })
const shared = ({ token }: Member, refs: readonly string[]): Promise<Answer> =>
  api.request('GET /pictures/shared', { token, query: { refs: refs.join(',') } })
const reference = ({ pictureId, key }: Attachment) => `${pictureId}.${key}`
const own = async ({ token }: Member, ids: readonly string[]) =>
  (await api.request('GET /pictures', { token, query: { ids: ids.join(',') } })).body.items

test('a message shows its pictures in the order given, and asked again the same', async () => {
  const sender = await api.member()
  const pictures = [await picture(sender, 'A porch'), await picture(sender)].reverse()
  const messageId = newId()
  const first = await claim(sender, messageId, pictures)
  assert.equal(first.status, 200)
  assert.deepEqual(
    first.body.items.map((item: Attachment) => [item.pictureId, item.width, item.height, item.altText]),
    [
      [pictures[0], 4_000, 3_000, ''],
      [pictures[1], 4_000, 3_000, 'A porch'],
    ],
  )
  const answers = await Promise.all([1, 2, 3].map(() => claim(sender, messageId, pictures)))
  for (const { body } of answers) assert.deepEqual(body, first.body)
})

test('what is another’s, waits still, is for something else, or is in another message is not sent', async () => {
  const [sender, other] = [await api.member(), await api.member()]
  const [good, sent] = [await picture(sender), await picture(sender)]
  await claim(sender, newId(), [sent])
  const waiting = (await askForPicture(api, sender, { purpose: 'message' })).body.picture.id
  const wrong = [await picture(other), waiting, await readyPicture(api, sender), sent, good, newId()]
  for (const id of wrong) {
    const { status, body } = await claim(sender, newId(), [good, id])
    assert.deepEqual([status, body.code], [422, 'picture_unavailable'])
  }
  const messageId = newId()
  assert.equal((await claim(sender, messageId, [good])).status, 200, 'a refused message claims nothing')
  assert.equal((await claim(sender, messageId, [await picture(sender)])).status, 422, 'it shows others already')
})

test('of twenty messages that want the same two pictures at once, in either order, one has them', async () => {
  const sender = await api.member()
  const pictures = [await picture(sender), await picture(sender)]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => claim(sender, newId(), n % 2 ? pictures : pictures.toReversed())),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(19).fill(422)])
})

test('who has the key sees the picture by addresses of their own; who has not, does not', async () => {
  const [sender, reader] = [await api.member(), await api.member()]
  const { id } = (await askForPicture(api, sender, { purpose: 'message' })).body.picture
  await notify(api, seen(id, 'picture.previewed', 'message'))
  const second = await picture(sender)
  const { items } = (await claim(sender, newId(), [id, second])).body
  const [one, two] = items.map(reference)
  await notify(api, seen(id, 'picture.ready', 'message'))
  const wrongKey = `${two.slice(0, -1)}${two.endsWith('A') ? 'B' : 'A'}`
  const answer = await shared(reader, [two, wrongKey, `${newId()}.${items[0].key}`, one])
  assert.deepEqual(
    answer.body.items.map((view: { id: string }) => view.id),
    [second, id],
  )
  assert.equal(answer.body.items[1].sources.length, 2)
  for (const { url } of answer.body.items[1].sources) assert.ok(new URL(url).search !== '', url)
  assert.deepEqual((await shared(reader, [`${second}.${items[0].key}`])).body.items, [])
  assert.equal((await api.request('GET /pictures/shared', { query: { refs: one } })).status, 401)
})

test('a picture that no message shows has no key that opens it', async () => {
  const sender = await api.member()
  const id = await picture(sender)
  for (const key of ['null'.padEnd(22, 'x'), 'undefined'.padEnd(22, '_')])
    assert.deepEqual((await shared(sender, [`${id}.${key}`])).body.items, [])
})

test('twenty pictures are asked for at once, and no more', async () => {
  const reader = await api.member()
  const refs = Array.from({ length: 20 }, () => `${newId()}.${'k'.repeat(22)}`)
  assert.equal((await shared(reader, refs)).status, 200)
  for (const wrong of [[...refs, ...refs.slice(0, 1)], [''], [newId()], [`${refs[0]},`]])
    assert.deepEqual((await shared(reader, wrong)).body.faults[0].pointer, '/refs')
})

test('what a message shows is not swept; what none does after a day is', async () => {
  const sender = await api.member()
  const [sent, forgotten] = [await picture(sender), await picture(sender)]
  await claim(sender, newId(), [sent])
  const { db } = api.replica.ctx
  await db
    .updateTable('picture')
    .set({ created_at: new Date(Date.now() - 25 * 3_600_000) })
    .where('owner_id', '=', sender.id)
    .execute()
  await sweepPictures(api.replica.ctx)
  assert.deepEqual(
    (await own(sender, [sent, forgotten])).map(({ id }: { id: string }) => id),
    [sent],
  )
})

test('with its message a picture goes, with its files and what it took of the quota; another’s stays', async () => {
  const [sender, other] = [await api.member(), await api.member()]
  const [sent, others, unsent] = [await picture(sender), await picture(other), await picture(sender)]
  await claim(sender, newId(), [sent])
  const { items } = (await claim(other, newId(), [others])).body
  assert.equal((await release(sender, [sent, others, unsent, newId()])).status, 204)
  assert.equal((await release(sender, [sent])).status, 204)
  await removeDueObjects(api.replica.ctx)
  assert.deepEqual(await objectsOf(api, sent), [])
  assert.equal((await shared(sender, items.map(reference))).body.items.length, 1)
  assert.equal((await own(sender, [unsent])).length, 1, 'what was never in a message is not released')
  const usage = await api.replica.ctx.db
    .selectFrom('picture_usage')
    .select('bytes')
    .where('owner_id', '=', sender.id)
    .executeTakeFirstOrThrow()
  assert.equal(Number(usage.bytes), 1_000 + 350, 'one picture is left')
})
