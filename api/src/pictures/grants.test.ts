import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi, testPictureSettings } from '../testing/test-api.ts'
import { askForPicture, readyPicture } from '../testing/test-pictures.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

async function replicaWith(limits: Partial<typeof testPictureSettings.limits>) {
  const pictures = { ...testPictureSettings, limits: { ...testPictureSettings.limits, ...limits } }
  return await api.startReplica({ pictures })
}

const codes = (answers: { status: number; body: { code?: string } }[]) =>
  answers.map(({ status, body }) => (status === 201 ? 'granted' : body.code)).sort()

test('a grant names one PUT of exactly what was asked for, and the picture waits for it', async () => {
  const owner = await api.member()
  const { status, body } = await askForPicture(api, owner, { altText: '  The porch ' })
  assert.equal(status, 201)
  assert.deepEqual([body.picture.state, body.picture.altText, body.picture.sources], ['waiting', 'The porch', []])
  assert.equal(body.upload.method, 'PUT')
  assert.match(body.upload.url, new RegExp(`/uploads/public/${body.picture.id}\\?`))
  assert.equal(body.upload.headers['content-type'], 'image/jpeg')
  assert.equal(body.upload.headers['if-none-match'], '*')
  const read = await api.request('GET /pictures/:pictureId', {
    token: owner.token,
    params: { pictureId: body.picture.id },
  })
  assert.deepEqual(read.body, body.picture)
})

test('what is for a conversation is put where nobody reads without a grant', async () => {
  const owner = await api.member()
  const { body } = await askForPicture(api, owner, { purpose: 'message' })
  assert.match(body.upload.url, new RegExp(`/uploads/private/${body.picture.id}\\?`))
  const pictureId = await readyPicture(api, owner, { purpose: 'message' })
  const read = await api.request('GET /pictures/:pictureId', { token: owner.token, params: { pictureId } })
  const { searchParams, pathname } = new URL(read.body.sources[0].url)
  assert.equal(pathname, `/renders/private/${pictureId}/thumbnail.webp`)
  const seconds = Number(searchParams.get('expires')) - Date.now() / 1_000
  assert.ok(seconds > 500 && seconds <= 601, String(seconds))
})

test('of twenty asked for at once, a member gets as many as a day has, and hears when to come back', async () => {
  const owner = await api.member()
  const limited = await replicaWith({ perDay: 5 })
  const answers = await Promise.all(Array.from({ length: 20 }, () => askForPicture(limited, owner)))
  assert.deepEqual(codes(answers), [...Array(5).fill('granted'), ...Array(15).fill('upload_limit_reached')])
  const refused = answers.find(({ status }) => status === 429)
  const inMs = new Date(refused?.body.retryAt).getTime() - Date.now()
  assert.ok(inMs > 0 && inMs <= 86_400_000, refused?.body.retryAt)
  assert.ok(Number(refused?.headers.get('retry-after')) <= 86_400)
  assert.equal((await askForPicture(limited, await api.member())).status, 201)
})

test('who deletes pictures gets no more of them in the same day', async () => {
  const owner = await api.member()
  const limited = await replicaWith({ perDay: 2 })
  for (let n = 0; n < 2; n += 1) {
    const { body } = await askForPicture(limited, owner)
    await api.request('DELETE /pictures/:pictureId', { token: owner.token, params: { pictureId: body.picture.id } })
  }
  assert.equal((await askForPicture(limited, owner)).body.code, 'upload_limit_reached')
})

test('an hour later there are as many again', async () => {
  const owner = await api.member()
  const limited = await replicaWith({ perHour: 1 })
  await askForPicture(limited, owner)
  assert.equal((await askForPicture(limited, owner)).body.code, 'upload_limit_reached')
  await api.replica.database.pool.query("update picture_allowance set hour = hour - interval '1 hour'")
  assert.equal((await askForPicture(limited, owner)).status, 201)
})

test('asked for at once, no more bytes are granted than a member has, and deleting gives them back', async () => {
  const owner = await api.member()
  const limited = await replicaWith({ bytesPerMember: 3_500 })
  const answers = await Promise.all(Array.from({ length: 10 }, () => askForPicture(limited, owner)))
  assert.deepEqual(codes(answers), [...Array(3).fill('granted'), ...Array(7).fill('picture_quota_reached')])
  const pictureId = answers.find(({ status }) => status === 201)?.body.picture.id
  await api.request('DELETE /pictures/:pictureId', { token: owner.token, params: { pictureId } })
  assert.equal((await askForPicture(limited, owner)).status, 201)
})

test('asked for by many at once, no more bytes are granted than the community has', async () => {
  const { rows } = await api.replica.database.pool.query(
    'select (original_bytes + render_bytes)::integer as bytes from picture_total',
  )
  const limited = await replicaWith({ bytes: rows[0].bytes + 3_500 })
  const members = await Promise.all(Array.from({ length: 10 }, () => api.member()))
  const answers = await Promise.all(members.map((member) => askForPicture(limited, member)))
  assert.deepEqual(codes(answers), [...Array(3).fill('granted'), ...Array(7).fill('storage_full')])
})

test('a type that is no picture, SVG among them, and more than 25 MB are faults', async () => {
  const { token } = await api.member()
  const given = { purpose: 'post', contentType: 'image/svg+xml', contentLength: 25_000_001 }
  const { status, body } = await api.request('POST /pictures', { token, body: given })
  assert.equal(status, 422)
  assert.deepEqual(
    body.faults.map(({ pointer }: { pointer: string }) => pointer),
    ['/contentType', '/contentLength'],
  )
})
