import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { uploadKey } from '@porchlight/contract/picture-keys'
import type { Context } from '../context.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { askForPicture, notify, objectsOf, putObjects, readyPicture, seen } from '../testing/test-pictures.ts'
import { removeDueObjects } from './removal.ts'
import { sweepPictures } from './sweep.ts'

let api: TestApi
let ctx: Context
let owner: Member
before(async () => {
  api = await startTestApi()
  ctx = api.replica.ctx
  owner = await api.member()
})
after(() => api.stop())

const remove = (pictureId: string) =>
  api.request('DELETE /pictures/:pictureId', { token: owner.token, params: { pictureId } })

async function removals(pictureId: string) {
  const rows = ctx.db.selectFrom('picture_removal').select(['part', 'rounds', 'last_error'])
  return await rows.where('picture_id', '=', pictureId).execute()
}

/** As though so much time had passed. */
async function age(pictureId: string, interval: string): Promise<void> {
  const { pool } = api.replica.database
  await pool.query('update picture set created_at = created_at - $2::interval where id = $1', [pictureId, interval])
  await pool.query('update picture_removal set due_at = due_at - $2::interval where picture_id = $1', [
    pictureId,
    interval,
  ])
}

test('what is deleted is gone from the store, with every render, however it went', async () => {
  const [alone, inPost, avatar] = [
    await readyPicture(api, owner),
    await readyPicture(api, owner),
    await readyPicture(api, owner, { purpose: 'avatar' }),
  ]
  const { body: post } = await api.request('POST /posts', {
    token: owner.token,
    body: { text: '', pictureIds: [inPost] },
  })
  await api.request('PATCH /me', { token: owner.token, body: { avatarId: avatar } })
  for (const id of [alone, inPost, avatar]) assert.equal((await objectsOf(api, id)).length, 3)
  await remove(alone)
  await api.request('DELETE /posts/:postId', { token: owner.token, params: { postId: post.id } })
  await api.request('PATCH /me', { token: owner.token, body: { avatarId: null } })
  await Promise.all([removeDueObjects(ctx), removeDueObjects(ctx)])
  for (const id of [alone, inPost, avatar]) assert.deepEqual(await objectsOf(api, id), [])
})

test('the pictures of a member who is deleted go too, and what is counted is what is there', async () => {
  const leaving = await api.member()
  const id = await readyPicture(api, leaving)
  await ctx.db.deleteFrom('member').where('id', '=', leaving.id).execute()
  await removeDueObjects(ctx)
  assert.deepEqual(await objectsOf(api, id), [])
  const { rows } = await api.replica.database.pool.query(
    `select t.original_bytes::integer as counted, (select sum(original_bytes)::integer from picture) as there,
       t.renders::integer as renders, (select sum(jsonb_array_length(renditions))::integer from picture) as there_too
     from picture_total t`,
  )
  assert.deepEqual([rows[0].counted, rows[0].renders], [rows[0].there ?? 0, rows[0].there_too ?? 0])
})

test('what is written after the deletion is deleted when it is told of, and once more if nobody tells', async () => {
  const id = await readyPicture(api, owner)
  await remove(id)
  await removeDueObjects(ctx)
  const event = seen(id, 'picture.ready')
  const keys = event.data.renditions.map(({ key }) => key)
  await putObjects(api, keys)
  await notify(api, event)
  await removeDueObjects(ctx)
  assert.deepEqual(await objectsOf(api, id), [])

  await putObjects(api, keys)
  await removeDueObjects(ctx)
  assert.equal((await objectsOf(api, id)).length, 2, 'it is not looked for all the time')
  await age(id, '10 minutes')
  await removeDueObjects(ctx)
  assert.deepEqual(await objectsOf(api, id), [])
  await age(id, '1 day')
  await removeDueObjects(ctx)
  assert.deepEqual(await removals(id), [])
})

test('a store that fails is asked again, and a replica that dies leaves its work to another', async () => {
  const id = await readyPicture(api, owner)
  await remove(id)
  const failing = { ...ctx, store: { ...ctx.store, list: ctx.store.list.bind(ctx.store), delete: fails } }
  await removeDueObjects(failing)
  assert.deepEqual(await removals(id), [{ part: 'everything', rounds: 0, last_error: 'The disk is away' }])
  assert.equal((await objectsOf(api, id)).length, 3)
  await age(id, '1 minute')
  await removeDueObjects(ctx)
  assert.deepEqual(await objectsOf(api, id), [])
})

async function fails(): Promise<void> {
  throw new Error('The disk is away')
}

test('what nobody shows is deleted after a day, what is shown stays', async () => {
  const [forgotten, shown, young] = [
    await readyPicture(api, owner),
    await readyPicture(api, owner),
    await readyPicture(api, owner),
  ]
  await api.request('POST /posts', { token: owner.token, body: { text: '', pictureIds: [shown] } })
  for (const id of [forgotten, shown]) await age(id, '25 hours')
  await Promise.all([sweepPictures(ctx), sweepPictures(ctx)])
  const query = { ids: [forgotten, shown, young].join() }
  const { body } = await api.request('GET /pictures', { token: owner.token, query })
  assert.deepEqual(
    body.items.map(({ id }: { id: string }) => id),
    [shown, young],
  )
  await removeDueObjects(ctx)
  assert.deepEqual(await objectsOf(api, forgotten), [])
})

test('an upload that never came has failed after an hour; one that came waits for its turn', async () => {
  const [missing, queued] = [(await askForPicture(api, owner)).body, (await askForPicture(api, owner)).body]
  await putObjects(api, [uploadKey('public', queued.picture.id)])
  for (const { picture } of [missing, queued]) await age(picture.id, '61 minutes')
  await sweepPictures(ctx)
  const query = { ids: `${missing.picture.id},${queued.picture.id}` }
  const { body } = await api.request('GET /pictures', { token: owner.token, query })
  assert.deepEqual(
    body.items.map(({ state, failure }: { state: string; failure: string | null }) => [state, failure]),
    [
      ['failed', 'never_arrived'],
      ['waiting', null],
    ],
  )
})

test('originals are dropped once their renders are there, where the operator says so', async () => {
  const id = await readyPicture(api, owner)
  await sweepPictures(ctx)
  await removeDueObjects(ctx)
  assert.ok((await objectsOf(api, id)).includes(uploadKey('public', id)), 'they are kept otherwise')
  await sweepPictures({ ...ctx, pictures: { ...ctx.pictures, keepsOriginals: false } })
  await removeDueObjects(ctx)
  const left = await objectsOf(api, id)
  assert.deepEqual([left.length, left.includes(uploadKey('public', id))], [2, false])
  const { rows } = await api.replica.database.pool.query('select original_bytes from picture where id = $1', [id])
  assert.deepEqual(rows, [{ original_bytes: '0' }])
})
