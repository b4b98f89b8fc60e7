import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { sendMail } from './outbox.ts'
import { welcomeMail } from './texts.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

test('without a mail server, administrators find every mail in the outbox, newest first, page by page', async () => {
  const { ctx } = api.replica
  for (const name of ['Ada', 'Bo', 'Cy'])
    await sendMail(ctx, ctx.db, {
      to: { name, email: `${name.toLowerCase()}@example.org`, language: null },
      write: welcomeMail,
    })
  const { token } = await api.administrator()
  const first = await api.request('GET /admin/mails', { token, query: { limit: 2 } })
  assert.equal(first.status, 200)
  assert.deepEqual(
    first.body.items.map(({ to }: { to: string }) => to),
    ['cy@example.org', 'bo@example.org'],
  )
  assert.equal(first.body.items[0].state, 'kept')
  assert.equal(
    first.body.items[0].text,
    'Hello Cy,\n\nIt is good to have you: your account at Porchlight is approved.\n\nCome in: http://localhost:8080\n\nWarm regards\nPorchlight\n',
  )
  const second = await api.request('GET /admin/mails', { token, query: { limit: 2, cursor: first.body.nextCursor } })
  assert.deepEqual(
    second.body.items.map(({ to }: { to: string }) => to),
    ['ada@example.org'],
  )
  assert.equal(second.body.nextCursor, null)
})

test('a mail whose transaction fails was never written', async () => {
  const { ctx } = api.replica
  const to = { name: 'Dee', email: 'dee@example.org', language: null }
  const failing = ctx.db.transaction().execute(async (tx) => {
    await sendMail(ctx, tx, { to, write: welcomeMail })
    throw new Error('changed our mind')
  })
  await assert.rejects(failing, /changed our mind/)
  const rows = await ctx.db.selectFrom('mail').select('id').where('recipient', '=', to.email).execute()
  assert.deepEqual(rows, [])
})

test('the outbox is for administrators only', async () => {
  const { token } = await api.member()
  const member = await api.request('GET /admin/mails', { token })
  assert.deepEqual([member.status, member.body.code], [403, 'administrators_only'])
  const visitor = await api.request('GET /admin/mails')
  assert.deepEqual([visitor.status, visitor.body.code], [401, 'token_missing'])
})

test('a cursor that the outbox did not give is refused', async () => {
  const { token } = await api.administrator()
  const { status, body } = await api.request('GET /admin/mails', { token, query: { cursor: 'nonsense' } })
  assert.deepEqual([status, body.code, body.faults[0].pointer], [422, 'invalid_input', '/cursor'])
})
