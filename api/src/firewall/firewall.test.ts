import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FirewallState, ReplayReport } from '@porchlight/contract/firewall'
import { FakeControl } from '../testing/fake-control.ts'
import { assertProblem } from '../testing/problem-assertions.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let edge: FakeControl
let api: TestApi
let administrator: Member

before(async () => {
  edge = await FakeControl.start()
  api = await startTestApi({ settings: { edgeControl: edge.endpoint } })
  administrator = await api.administrator()
})
after(async () => {
  await api.stop()
  await edge.stop()
})

const none = { blocked: 0, counted: 0, allowed: 0 }
const state: FirewallState = {
  webAcl: 'porchlight',
  capacityUnits: 1_200,
  requests: none,
  hours: [],
  rules: [
    {
      name: 'sqli',
      action: 'COUNT',
      documentAction: 'BLOCK',
      switchable: true,
      hits: none,
      summary: 'Stops SQL.',
      capacityUnits: 200,
      hours: [],
      rules: [],
    },
  ],
  addresses: [{ list: 'block', range: '192.0.2.7/32', source: 'overlay', note: '', addedAt: null, addedBy: null }],
  blockedCountries: ['DE'],
  notices: [],
}
const report: ReplayReport = {
  requests: 3,
  addresses: 2,
  from: null,
  to: null,
  newlyBlocked: { requests: 3, addresses: 2 },
  newlyAllowed: { requests: 0, addresses: 0 },
  rules: [],
  examples: [
    {
      at: '2026-11-24T20:00:00.000Z',
      clientIp: '192.0.2.7',
      country: '-',
      method: 'GET',
      target: '/?q=1',
      before: { action: 'ALLOW', rule: null },
      after: { action: 'BLOCK', rule: 'sqli/SQLi_QUERYARGUMENTS' },
      matches: [],
    },
  ],
  limits: ['no_bodies'],
}

function lastAsked() {
  return edge.asked.at(-1)
}

test('an administrator reads what the edge says', async () => {
  edge.answer = { status: 200, body: state }
  const answer = await api.request('GET /admin/firewall', { token: administrator.token })
  assert.deepEqual([answer.status, answer.body], [200, state])
  assert.deepEqual(lastAsked(), { method: 'GET', path: '/firewall', body: undefined })
})

test('a change reaches the edge with the name of who asks and where they are', async () => {
  edge.answer = { status: 200, body: state }
  const patch = { actions: { sqli: 'COUNT' }, note: 'false alarms' }
  const headers = { 'x-forwarded-for': '198.51.100.4' }
  const answer = await api.request('PATCH /admin/firewall', { token: administrator.token, headers, body: patch })
  assert.deepEqual([answer.status, answer.body], [200, state])
  const { id, name } = administrator
  const body = { actor: { kind: 'administrator', id, name }, clientAddress: '198.51.100.4', patch }
  assert.deepEqual(lastAsked(), { method: 'PATCH', path: '/firewall', body })
})

test('a change is tried without being made', async () => {
  edge.answer = { status: 200, body: report }
  const body = { actions: { sqli: 'BLOCK' } }
  const answer = await api.request('POST /admin/firewall/trials', { token: administrator.token, body })
  assert.deepEqual([answer.status, answer.body], [200, report])
  assert.deepEqual(lastAsked(), { method: 'POST', path: '/firewall/trials', body })
})

test('what records are asked for is handed on', async () => {
  edge.answer = { status: 200, body: { items: [], nextCursor: 'older' } }
  const query = { rule: 'sqli/SQLi_BODY', action: 'BLOCK', address: '2001:db8::/32', limit: 5 }
  const answer = await api.request('GET /admin/firewall/records', { token: administrator.token, query })
  assert.deepEqual([answer.status, answer.body], [200, { items: [], nextCursor: 'older' }])
  const { pathname, searchParams } = new URL(lastAsked()?.path ?? '', 'http://edge')
  assert.equal(pathname, '/firewall/records')
  assert.deepEqual(Object.fromEntries(searchParams), { ...query, limit: '5' })
})

test('what the firewall refuses is said with the rule and the reason, in terms of the request', async () => {
  const fault = { in: 'body', pointer: '/patch/actions/sqlo', message: 'sqlo: is not a rule of this web ACL' }
  edge.answer = { status: 422, body: { code: 'firewall_fault', faults: [fault] } }
  const sent = { token: administrator.token, body: { actions: { sqlo: 'COUNT' } } }
  const answer = await api.request('PATCH /admin/firewall', sent)
  assertProblem(answer, 'firewall_fault', 'a rule that is not there')
  assert.deepEqual(answer.body.faults, [{ ...fault, pointer: '/actions/sqlo' }])
})

test('an edge that makes no sense, or is not there, is unavailable', async () => {
  edge.answer = { status: 500, body: { unexpected: true } }
  const answer = await api.request('GET /admin/firewall', { token: administrator.token })
  assertProblem(answer, 'firewall_unavailable', 'an edge that fails')
  const nowhere = { kind: 'socket', path: '/nonexistent/control.sock' } as const
  for (const edgeControl of [undefined, nowhere]) {
    const alone = await api.startReplica({ edgeControl })
    const refused = await alone.request('GET /admin/firewall', { token: administrator.token })
    assertProblem(refused, 'firewall_unavailable', 'no edge')
  }
})
