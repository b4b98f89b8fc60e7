import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi

before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

async function found(q: string): Promise<string[]> {
  const { status, body } = await api.request('GET /members', { query: { q, limit: 50 } })
  assert.equal(status, 200)
  return body.items.map(({ handle }: { handle: string }) => handle)
}

async function setStatus(memberId: string, status: 'pending' | 'active' | 'suspended') {
  await api.replica.ctx.db.updateTable('member').set({ status }).where('id', '=', memberId).execute()
}

test('a profile tells its reader how the two stand', async () => {
  const [ada, bob] = [await api.member({ name: 'Ada Finch' }), await api.member()]
  const params = { handle: ada.handle }
  const { body } = await api.request('GET /members/:handle', { token: bob.token, params })
  assert.equal(body.name, 'Ada Finch')
  assert.match(body.joinedAt, /Z$/)
  assert.deepEqual([body.postCount, body.followerCount, body.followingCount], [0, 0, 0])
  assert.deepEqual(body.viewer, {
    isYou: false,
    following: false,
    followsYou: false,
    reach: 'request',
    blocking: false,
    muting: false,
  })
  assert.equal((await api.request('GET /members/:handle', { token: ada.token, params })).body.viewer.isYou, true)
  assert.equal((await api.request('GET /members/:handle', { params })).body.viewer, null)
  assert.equal(body.email, undefined)
})

test('only who is active has a profile and stands in the directory', async () => {
  const viewer = await api.member()
  for (const status of ['pending', 'suspended'] as const) {
    const member = await api.member()
    await setStatus(member.id, status)
    const params = { handle: member.handle }
    assert.equal((await api.request('GET /members/:handle', { token: viewer.token, params })).status, 404)
    assert.equal((await api.request('GET /members/:handle', { params })).status, 404)
    assert.deepEqual(await found(member.handle), [])
  }
  assert.equal((await api.request('GET /members/:handle', { params: { handle: 'nobody_here' } })).status, 404)
})

test('the directory lists members newest first, page by page', async () => {
  const [one, two, three] = [await api.member(), await api.member(), await api.member()]
  const page = (await api.request('GET /members', { query: { limit: 2 }, token: three.token })).body
  assert.deepEqual(
    page.items.map(({ id }: { id: string }) => id),
    [three.id, two.id],
  )
  assert.deepEqual(page.items[0].viewer, { isYou: true, following: false, reach: 'closed' })
  const next = (await api.request('GET /members', { query: { limit: 1, cursor: page.nextCursor } })).body
  assert.equal(next.items[0].id, one.id)
  assert.equal(next.items[0].viewer, null)
})

test('a search finds the beginning of a handle or of any word of a name, without regard to case and accents', async () => {
  const { handle } = await api.member({ handle: 'zwetschge_77', name: 'Álvaro Müller-Önal Straße' })
  for (const q of ['zwet', 'zwetschge_7', 'alv', 'ÁLVARO', 'mull', 'Mül', 'önal', 'onal', 'straße', 'MÜLLER alv'])
    assert.ok((await found(q)).includes(handle), q)
  for (const q of ['wetschge', 'lvaro', 'muller anna', '77']) assert.ok(!(await found(q)).includes(handle), q)
})

test('a search finds names of any script', async () => {
  for (const name of ['שירה לוי', 'محمد أمين', 'Олена Коваль', '田中 さくら']) {
    const { handle } = await api.member({ name })
    for (const word of name.split(' ')) assert.ok((await found(word.slice(0, 2))).includes(handle), word)
  }
})

test('a search takes whatever is typed as words, and none finds nobody', async () => {
  const { handle } = await api.member({ name: 'Quill O’Brien' })
  for (const q of ["'", '\\', '!!', ':*', '& |', '🌻', '%', '_']) assert.deepEqual(await found(q), [], q)
  assert.ok((await found("quill & o'bri!")).includes(handle))
})

test('a member reads and changes what is theirs', async () => {
  const member = await api.member({ name: 'Before' })
  const me = (await api.request('GET /me', { token: member.token })).body
  assert.deepEqual(me, {
    id: member.id,
    handle: member.handle,
    name: 'Before',
    avatar: null,
    banner: null,
    bio: '',
    email: member.email,
    role: 'member',
    language: null,
    messagesFrom: 'requests',
    notificationsOff: [],
  })
  const body = { name: 'After', bio: 'Two\nlines', language: 'de' }
  const changed = await api.request('PATCH /me', { token: member.token, body })
  assert.equal(changed.status, 200)
  assert.deepEqual(changed.body, { ...me, ...body })
  assert.deepEqual((await api.request('PATCH /me', { token: member.token, body: {} })).body, changed.body)
  const cleared = await api.request('PATCH /me', { token: member.token, body: { bio: '', language: null } })
  assert.deepEqual(cleared.body, { ...me, name: 'After' })
  assert.equal((await api.request('GET /me')).status, 401)
})

test('what is not a member’s to change is refused as a whole', async () => {
  const member = await api.member({ name: 'Before' })
  for (const [pointer, body] of [
    ['/role', { name: 'After', role: 'administrator' }],
    ['/handle', { name: 'After', handle: 'admin' }],
    ['/name', { name: '  ' }],
    ['/name', { name: 'x'.repeat(51) }],
    ['/bio', { name: 'After', bio: 'x'.repeat(301) }],
    ['/language', { name: 'After', language: 'fr' }],
  ] as const) {
    const answer = await api.request('PATCH /me', { token: member.token, body })
    assert.equal(answer.status, 422, pointer)
    assert.deepEqual(
      answer.body.faults.map((fault: { pointer: string }) => fault.pointer),
      [pointer],
    )
  }
  assert.equal((await api.request('GET /me', { token: member.token })).body.name, 'Before')
})
