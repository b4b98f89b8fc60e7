import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { JoinPolicy } from '@porchlight/contract/community'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { newPerson, openBrowser } from '../testing/test-browser.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
let administrator: Member
before(async () => {
  api = await startTestApi()
  administrator = await api.administrator()
})
after(() => api.stop())
beforeEach(() => setPolicy('open'))

async function setPolicy(joinPolicy: JoinPolicy): Promise<void> {
  await api.request('PATCH /community', { token: administrator.token, body: { joinPolicy } })
}

async function invite(uses = 1): Promise<string> {
  const { body } = await api.request('POST /admin/invitations', { token: administrator.token, body: { uses } })
  const token = /^http:\/\/localhost:8080\/join#invitation=(?<token>[\w-]{43})$/.exec(body.link)?.groups?.token
  assert.ok(token)
  return token
}

const count = async (handle: string) =>
  (await api.replica.ctx.db.selectFrom('member').select('id').where('handle', '=', handle).execute()).length

test('whoever signs up to an open community is a member at once', async () => {
  const browser = openBrowser(api)
  const person = newPerson()
  const { status, body } = await browser.post('/auth/sign-up', { ...person, email: person.email.toUpperCase() })
  assert.equal(status, 201)
  assert.deepEqual(body.me, {
    id: body.me.id,
    handle: person.handle,
    name: person.name,
    avatar: null,
    banner: null,
    bio: '',
    email: person.email,
    role: 'member',
    language: null,
    messagesFrom: 'requests',
    notificationsOff: [],
  })
  const answer = await api.request('GET /community', { token: body.accessToken })
  assert.equal(answer.status, 200)
  assert.equal((await browser.post('/auth/session')).body.kind, 'member')
})

test('a password is kept as argon2id with the parameters that OWASP names', async () => {
  const { me } = await api.signUp()
  const { db } = api.replica.ctx
  const row = await db.selectFrom('account').selectAll().where('member_id', '=', me.id).executeTakeFirstOrThrow()
  assert.match(row.password ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('a handle or address that is taken is named', async () => {
  const { me } = await api.signUp()
  const attempt = async (given: object) => openBrowser(api).post('/auth/sign-up', { ...newPerson(), ...given })
  const handle = await attempt({ handle: me.handle })
  assert.deepEqual([handle.status, handle.body.code], [409, 'handle_taken'])
  assert.deepEqual(handle.body.faults, [{ in: 'body', pointer: '/handle', message: 'is taken' }])
  const email = await attempt({ email: me.email.toUpperCase() })
  assert.deepEqual([email.status, email.body.code], [409, 'email_taken'])
  assert.deepEqual(email.body.faults[0].pointer, '/email')
  const both = await attempt({ handle: me.handle, email: me.email })
  assert.equal(both.body.faults.length, 2)
})

test('of several who want the same handle or address at once, one gets it and the others are told', async () => {
  const other = await api.startReplica()
  for (const field of ['handle', 'email'] as const) {
    const wanted = newPerson()
    const answers = await Promise.all(
      [api, other, api, other].map((replica) =>
        openBrowser(replica).post('/auth/sign-up', { ...newPerson(), [field]: wanted[field] }),
      ),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409])
    const refused = answers.filter(({ status }) => status === 409)
    for (const { body } of refused) {
      assert.equal(body.code, `${field}_taken`)
      assert.equal(body.faults[0].pointer, `/${field}`)
    }
  }
})

test('every fault of a form is named at once', async () => {
  const { status, body } = await openBrowser(api).post('/auth/sign-up', {
    name: '',
    handle: 'Admin!',
    email: 'nobody',
    password: 'short',
    role: 'administrator',
  })
  assert.equal(status, 422)
  const pointers = body.faults.map(({ pointer }: { pointer: string }) => pointer)
  assert.deepEqual([...new Set(pointers)].sort(), ['/email', '/handle', '/name', '/password', '/role'])
})

test('where approval is needed, a newcomer waits, without an access token', async () => {
  await setPolicy('approval')
  const browser = openBrowser(api)
  const person = newPerson()
  const joined = await browser.post('/auth/sign-up', person)
  assert.deepEqual([joined.status, joined.body], [201, { kind: 'pending' }])
  assert.deepEqual((await browser.post('/auth/session')).body, { kind: 'pending' })
  const again = await openBrowser(api).post('/auth/sign-in', { email: person.email, password: person.password })
  assert.deepEqual(again.body, { kind: 'pending' })
})

test('where an invitation is needed, only a good one lets in', async () => {
  await setPolicy('invitation')
  const attempt = (given: object) => openBrowser(api).post('/auth/sign-up', { ...newPerson(), ...given })
  const without = await attempt({})
  assert.deepEqual([without.status, without.body.code], [403, 'invitation_required'])
  const wrong = await attempt({ invitation: 'x'.repeat(43) })
  assert.deepEqual([wrong.status, wrong.body.code], [403, 'invitation_invalid'])
  const invitation = await invite()
  assert.equal((await attempt({ invitation })).status, 201)
  assert.equal((await attempt({ invitation })).body.code, 'invitation_invalid')
})

test('an expired invitation lets nobody in', async () => {
  await setPolicy('invitation')
  const invitation = await invite()
  await api.replica.ctx.db
    .updateTable('invitation')
    .set({ expires_at: new Date(Date.now() - 1) })
    .execute()
  const person = newPerson()
  const { body } = await openBrowser(api).post('/auth/sign-up', { ...person, invitation })
  assert.equal(body.code, 'invitation_invalid')
  assert.equal(await count(person.handle), 0)
})

test('an invitation lets in as many as it says, however many come at once', async () => {
  await setPolicy('invitation')
  const invitation = await invite(2)
  const other = await api.startReplica()
  const answers = await Promise.all(
    [api, other, api, other, api].map((replica) =>
      openBrowser(replica).post('/auth/sign-up', { ...newPerson(), invitation }),
    ),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 403, 403, 403])
})

test('a form that is refused takes no use of the invitation', async () => {
  await setPolicy('invitation')
  const { handle } = await api.member()
  const invitation = await invite()
  const browser = openBrowser(api)
  assert.equal((await browser.post('/auth/sign-up', { ...newPerson(), handle, invitation })).status, 409)
  assert.equal((await browser.post('/auth/sign-up', { ...newPerson(), invitation })).status, 201)
})

test('an open community takes an invitation along without using it', async () => {
  const invitation = await invite()
  await openBrowser(api).post('/auth/sign-up', { ...newPerson(), invitation })
  await setPolicy('invitation')
  assert.equal((await openBrowser(api).post('/auth/sign-up', { ...newPerson(), invitation })).status, 201)
})
