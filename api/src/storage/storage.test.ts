import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi, testPictureSettings } from '../testing/test-api.ts'
import { askForPicture, readyPicture } from '../testing/test-pictures.ts'
import { recordStorageDay } from './queries.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

test('administrators see what there is, what there may be, and how it grew', async () => {
  const [{ token }, owner] = [await api.administrator(), await api.member()]
  const read = async () => (await api.request('GET /admin/storage', { token })).body
  const empty = await read()
  assert.deepEqual(
    [empty.originals, empty.renders],
    [
      { count: 0, bytes: 0 },
      { count: 0, bytes: 0 },
    ],
  )
  assert.deepEqual([empty.backups, empty.days, empty.keepsOriginals], [null, [], true])
  await readyPicture(api, owner)
  await askForPicture(api, owner)
  const filled = await read()
  assert.deepEqual(filled.originals, { count: 2, bytes: 2_000 })
  assert.deepEqual(filled.renders, { count: 2, bytes: 350 })
  assert.equal(filled.limits.bytes, testPictureSettings.limits.bytes)
  assert.ok(filled.database.bytes > 1_000_000)

  const { db } = api.replica.ctx
  await recordStorageDay(db)
  await api.replica.database.pool.query('update storage_day set day = day - 1, original_bytes = 7')
  await Promise.all([recordStorageDay(db), recordStorageDay(db)])
  const { days } = await read()
  assert.deepEqual(
    days.map(({ originalBytes }: { originalBytes: number }) => originalBytes),
    [7, 2_000],
  )
})
