import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { FirewallRecordPage, FirewallState, ReplayReport } from '@porchlight/contract/firewall'
import { createLogger } from '@porchlight/runtime/logger'
import { ask, until } from '../../testing/edge-under-test.ts'
import { defer } from '../testing/defer.ts'
import { firewallFiles, KeeperUnderTest, tooLarge } from '../testing/keeper-under-test.ts'
import { serveControl } from './server.ts'

async function served(t: Parameters<typeof firewallFiles>[0]) {
  const files = await firewallFiles(t)
  const under = await KeeperUnderTest.open(t, files)
  const socketPath = join(dirname(files.audit), 'edge-control.sock')
  const control = await serveControl(socketPath, under.keeper, createLogger('edge', 'silent'))
  defer(t, () => control.close())
  const send = async (method: string, path: string, body?: unknown) => {
    const { status, body: text } = await ask(
      { socketPath },
      { method, path, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) },
    )
    return { status, body: JSON.parse(text) }
  }
  return { under, socketPath, send }
}

const actor = { kind: 'operator', name: 'root' }

test('only its owner may open the socket', async (t) => {
  const { socketPath } = await served(t)
  assert.equal((await stat(socketPath)).mode & 0o777, 0o600)
})

test('the state, the records and the changes answer by the contract', async (t) => {
  const { under, send } = await served(t)
  under.ask(tooLarge)
  const { body } = await send('PATCH', '/firewall', { actor, patch: { actions: { 'body-size': 'COUNT' } } })
  assert.equal(FirewallState.parse(body).rules.find(({ name }) => name === 'body-size')?.action, 'COUNT')
  assert.deepEqual((await send('GET', '/firewall')).body, body)
  await until(async () => {
    const page = FirewallRecordPage.parse((await send('GET', '/firewall/records?limit=5&rule=body-size')).body)
    return page.items.length === 1
  })
  assert.equal((await send('GET', '/firewall/changes?limit=5')).body.items.length, 1)
})

test('a change is tried on what was recorded, and not made', async (t) => {
  const { under, send } = await served(t)
  under.ask(tooLarge)
  under.ask({ ...tooLarge, clientAddress: '192.0.2.8' })
  const { body } = await send('POST', '/firewall/trials', { actions: { 'body-size': 'COUNT' } })
  const report = ReplayReport.parse(body)
  assert.deepEqual(report.newlyAllowed, { requests: 2, addresses: 2 })
  assert.deepEqual(report.newlyBlocked, { requests: 0, addresses: 0 })
  assert.equal(under.ask(tooLarge), 'BLOCK')
})

test('each refusal has its code, and names what is wrong', async (t) => {
  const { send } = await served(t)
  const patched = (patch: unknown) => send('PATCH', '/firewall', { actor, patch })
  assert.deepEqual(await send('GET', '/nothing'), { status: 404, body: { code: 'not_found', faults: [] } })
  assert.equal((await send('PATCH', '/firewall', '{')).body.code, 'malformed_body')
  assert.equal((await send('PATCH', '/firewall', `"${'x'.repeat(300_000)}"`)).body.code, 'payload_too_large')
  const unread = await patched({ block: { nonsense: true } })
  assert.deepEqual([unread.status, unread.body.faults[0].pointer], [422, '/patch/block/nonsense'])
  const unknown = await patched({ actions: { sqlo: 'COUNT' } })
  assert.deepEqual([unknown.status, unknown.body.code], [422, 'firewall_fault'])
  assert.equal((await send('GET', '/firewall/records?limit=5&cursor=abc')).body.faults[0].in, 'query')
})
