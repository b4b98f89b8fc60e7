import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { startMailServer, type TestMailServer } from '../testing/mail-server.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { deliverDueMails } from './delivery.ts'
import { sendMail } from './outbox.ts'
import { smtp } from './smtp.ts'
import { welcomeMail } from './texts.ts'

let api: TestApi
let server: TestMailServer
before(async () => {
  server = await startMailServer()
  api = await startTestApi({ settings: { smtp: { url: server.url, from: 'porch@example.org' } } })
})
after(async () => {
  await api.stop()
  await server.stop()
})
beforeEach(async () => {
  server.setRefusing(false)
  await api.replica.ctx.db.deleteFrom('mail').execute()
})

const send = () => smtp({ url: server.url, from: 'porch@example.org' }, api.replica.ctx.origin)
const deliver = () => deliverDueMails(api.replica.ctx.db, send(), api.replica.ctx.logger)
const selectMail = () => api.replica.ctx.db.selectFrom('mail').selectAll().executeTakeFirstOrThrow()

async function queueMail(name = 'Ada Löv'): Promise<void> {
  const { ctx } = api.replica
  await sendMail(ctx, ctx.db, { to: { name, email: 'ada@example.org', language: 'de' }, write: welcomeMail })
}

test('a waiting mail is handed to the mail server once, and its text is forgotten', async () => {
  await queueMail()
  const already = server.received.length
  await deliver()
  await deliver()
  assert.equal(server.received.length, already + 1)
  const mail = server.received.at(-1) ?? ''
  assert.match(mail, /^To: ada@example\.org$/m)
  assert.match(mail, /^From: porch@example\.org$/m)
  assert.match(mail, /^Subject: Willkommen bei Porchlight$/m)
  const { state, body, attempts } = await selectMail()
  assert.deepEqual([state, body, attempts], ['sent', '', 1])
})

test('several replicas that deliver at once send each mail once', async () => {
  for (let count = 0; count < 12; count += 1) await queueMail()
  const already = server.received.length
  const { db, logger } = api.replica.ctx
  const other = await api.startReplica()
  await Promise.all(
    [db, other.replica.ctx.db, db, other.replica.ctx.db].map((each) => deliverDueMails(each, send(), logger)),
  )
  assert.equal(server.received.length, already + 12)
})

test('a mail that is turned away waits longer each time, and goes out when the server takes it', async () => {
  await queueMail()
  server.setRefusing(true)
  const { db } = api.replica.ctx
  const waits: number[] = []
  for (let count = 0; count < 3; count += 1) {
    await deliver()
    const { state, next_attempt_at, last_error } = await selectMail()
    assert.equal(state, 'waiting')
    assert.match(last_error ?? '', /451 not now/)
    waits.push(Math.round(((next_attempt_at?.getTime() ?? 0) - Date.now()) / 30_000))
    await db.updateTable('mail').set({ next_attempt_at: new Date() }).execute()
  }
  assert.deepEqual(waits, [1, 2, 4])
  server.setRefusing(false)
  await deliver()
  assert.equal((await selectMail()).state, 'sent')
})

test('after a day of attempts it has failed, with its text for an administrator to pass on', async () => {
  await queueMail()
  const { db } = api.replica.ctx
  await db.updateTable('mail').set({ attempts: 11 }).execute()
  server.setRefusing(true)
  await deliver()
  const { token } = await api.administrator()
  const { body } = await api.request('GET /admin/mails', { token })
  assert.equal(body.items[0].state, 'failed')
  assert.match(body.items[0].text, /^Hallo Ada Löv,/)
})

test('a name cannot add a header', async () => {
  await queueMail('Ada\r\nBcc: everyone@example.org')
  await deliver()
  const [head = ''] = (server.received.at(-1) ?? '').split('\n\n')
  assert.doesNotMatch(head, /^Bcc:/m)
})
