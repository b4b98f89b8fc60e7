import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { directConversationId } from '@porchlight/contract/messaging'
import type { Report, ReportDraft } from '@porchlight/contract/reports'
import type { Answer } from '../testing/http-client.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
let administrator: Member
before(async () => {
  api = await startTestApi()
  administrator = await api.administrator()
})
after(() => api.stop())

const report = (
  { token }: Member,
  subject: ReportDraft['subject'],
  given: Partial<ReportDraft> = {},
): Promise<Answer> => api.request('POST /reports', { token, body: { subject, reason: 'spam', ...given } })
const list = async (state: 'open' | 'settled' = 'open', query: Record<string, string | number> = {}) =>
  (await api.request('GET /admin/reports', { token: administrator.token, query: { state, ...query } })).body
const settle = (reportId: string, body: object): Promise<Answer> =>
  api.request('PATCH /admin/reports/:reportId', { token: administrator.token, params: { reportId }, body })
const find = async (id: string): Promise<Report> => (await list()).items.find((item: Report) => item.id === id)
const publish = async ({ token }: Member, text: string) =>
  (await api.request('POST /posts', { token, body: { text } })).body
const concerned = ({ id, handle, name }: Member) => ({ id, handle, name, suspended: false })

test('administrators read who reported whom and why, with a post as it was', async () => {
  const [author, reporter] = [await api.member(), await api.member()]
  const post = await publish(author, 'Buy now')
  const { status, body } = await report(reporter, { kind: 'post', postId: post.id }, { note: 'Again and again' })
  assert.equal(status, 201)
  await api.request('DELETE /posts/:postId', { token: author.token, params: { postId: post.id } })
  const { createdAt, ...found } = await find(body.id)
  assert.deepEqual(found, {
    id: body.id,
    subject: { kind: 'post', postId: post.id },
    member: concerned(author),
    excerpt: 'Buy now',
    reason: 'spam',
    note: 'Again and again',
    reporter: concerned(reporter),
    state: 'open',
    settled: null,
  })
})

test('a message is reported with its text as the reporter saw it, by who takes part', async () => {
  const [sender, reporter, other] = [await api.member(), await api.member(), await api.member()]
  const conversationId = directConversationId(sender.id, reporter.id)
  const subject = { kind: 'message', conversationId, number: 7, senderId: sender.id, text: 'Two\nlines' } as const
  const { body } = await report(reporter, subject, { reason: 'harassment' })
  const found = await find(body.id)
  assert.deepEqual(
    [found.subject, found.member.id, found.excerpt],
    [{ kind: 'message', conversationId, number: 7 }, sender.id, 'Two\nlines'],
  )
  assert.equal((await report(other, subject)).body.code, 'report_subject_missing')
  assert.equal((await report(reporter, { ...subject, senderId: other.id })).body.code, 'report_subject_missing')
  const group = { ...subject, conversationId: api.replica.ctx.newId() }
  assert.equal((await report(other, group)).status, 201, 'who is in a group is not known here')
})

test('what is not there cannot be reported', async () => {
  const reporter = await api.member()
  const nobody = api.replica.ctx.newId()
  for (const subject of [
    { kind: 'member', memberId: nobody },
    { kind: 'post', postId: nobody },
  ] as const)
    assert.equal((await report(reporter, subject)).body.code, 'report_subject_missing')
})

test('the same told again while it is open is one report, with what was said last', async () => {
  const [member, reporter, other] = [await api.member(), await api.member(), await api.member()]
  const subject = { kind: 'member', memberId: member.id } as const
  const answers = await Promise.all([1, 2, 3].map(() => report(reporter, subject)))
  const { body } = await report(reporter, subject, { reason: 'hate', note: 'Worse' })
  for (const answer of answers) assert.equal(answer.body.id, body.id)
  const found = await find(body.id)
  assert.deepEqual([found.reason, found.note], ['hate', 'Worse'])
  assert.notEqual((await report(other, subject)).body.id, body.id)
  await settle(body.id, { state: 'dismissed' })
  assert.notEqual((await report(reporter, subject)).body.id, body.id)
})

test('a report is settled once, with a note, and the counts say how many there are', async () => {
  const [member, reporter] = [await api.member(), await api.member()]
  const { body } = await report(reporter, { kind: 'member', memberId: member.id })
  const before = (await list()).counts
  const settled = await settle(body.id, { state: 'resolved', note: 'Spoke with them' })
  assert.deepEqual([settled.status, settled.body.state], [200, 'resolved'])
  const { by, note } = settled.body.settled
  assert.deepEqual([by, note], [concerned(administrator), 'Spoke with them'])
  assert.deepEqual((await list()).counts, { open: before.open - 1, settled: before.settled + 1 })
  assert.deepEqual((await list('settled', { limit: 1 })).items[0], settled.body)
  const again = await settle(body.id, { state: 'dismissed' })
  assert.deepEqual([again.status, again.body.code], [409, 'report_settled'])
})

test('open reports come newest first, page by page', async () => {
  const reporter = await api.member()
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1)
    ids.unshift((await report(reporter, { kind: 'member', memberId: (await api.member()).id })).body.id)
  const page = await list('open', { limit: 2 })
  const next = await list('open', { limit: 1, cursor: page.nextCursor })
  assert.deepEqual(
    [...page.items, ...next.items].map(({ id }) => id),
    ids,
  )
})

test('nobody buries the administrators in reports', async () => {
  const reporter = await api.member()
  const { db, newId } = api.replica.ctx
  const about = { reporter_id: reporter.id, kind: 'member', member_id: reporter.id, reason: 'other', note: '' } as const
  await db
    .insertInto('report')
    .values(Array.from({ length: 50 }, (_, n) => ({ ...about, id: newId(), subject: `member ${n}` })))
    .execute()
  const { body } = await report(reporter, { kind: 'member', memberId: administrator.id })
  assert.equal(body.code, 'report_limit')
})

test('with an account go the reports about it; those that it made stay, of nobody', async () => {
  const [member, reporter] = [await api.member(), await api.member()]
  const made = (await report(reporter, { kind: 'member', memberId: member.id })).body.id
  const about = (await report(member, { kind: 'member', memberId: reporter.id })).body.id
  await api.replica.ctx.db.deleteFrom('member').where('id', '=', reporter.id).execute()
  assert.equal((await find(made)).reporter, null)
  assert.equal(await find(about), undefined)
})
