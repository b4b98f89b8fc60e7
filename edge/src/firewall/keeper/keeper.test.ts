import assert from 'node:assert/strict'
import { readFile, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { test } from 'node:test'
import type { FirewallActor, FirewallPatch } from '@porchlight/contract/firewall'
import { firewall as document } from '@porchlight/system/web-acl/porchlight'
import { until } from '../../testing/edge-under-test.ts'
import { firewallFiles, KeeperUnderTest, tooLarge } from '../testing/keeper-under-test.ts'
import { Refusal } from './refusal.ts'

const ada: FirewallActor = { kind: 'administrator', id: '01890a5d-ac96-774b-bcce-b302099a8057', name: 'Ada' }

function by(patch: FirewallPatch, clientAddress?: string) {
  return { actor: ada, patch, ...(clientAddress !== undefined && { clientAddress }) }
}

test('a rule that is switched to count lets the next request pass and counts it, and back', async (t) => {
  const under = await KeeperUnderTest.open(t, await firewallFiles(t))
  const { keeper } = under
  assert.equal(under.ask(tooLarge), 'BLOCK')
  await keeper.change(by({ actions: { 'body-size': 'COUNT' }, note: 'A false alarm' }))
  assert.equal(under.ask(tooLarge), 'ALLOW')
  const rule = keeper.state().rules.find(({ name }) => name === 'body-size')
  assert.deepEqual([rule?.action, rule?.documentAction, rule?.hits.counted], ['COUNT', 'BLOCK', 1])
  await keeper.change(by({ actions: { 'body-size': null } }))
  assert.equal(under.ask(tooLarge), 'BLOCK')
})

test('asking for what is so already changes nothing and writes no history', async (t) => {
  const { keeper } = await KeeperUnderTest.open(t, await firewallFiles(t))
  await keeper.change(by({ actions: { sqli: 'COUNT' } }))
  await keeper.change(by({ actions: { sqli: 'COUNT', common: 'BLOCK' }, block: { '192.0.2.9': false } }))
  assert.equal(keeper.changes({ limit: 20 }).items.length, 1)
})

test('an address on the block list is turned away at once, with who put it there and why', async (t) => {
  const under = await KeeperUnderTest.open(t, await firewallFiles(t))
  assert.equal(under.ask({ clientAddress: '2001:db8::1' }), 'ALLOW')
  await under.keeper.change(by({ block: { '2001:DB8:0::1': true, '198.51.100.0/24': true }, note: 'Scanners' }))
  assert.equal(under.ask({ clientAddress: '2001:db8::1' }), 'BLOCK')
  assert.equal(under.ask({ clientAddress: '198.51.100.77' }), 'BLOCK')
  const [first, second] = under.keeper.state().addresses
  assert.deepEqual([first?.range, second?.range], ['198.51.100.0/24', '2001:db8::1/128'])
  assert.deepEqual([first?.list, first?.note, first?.addedBy], ['block', 'Scanners', 'Ada'])
})

test('a change that cannot be is refused with the name and the reason, and nothing changes', async (t) => {
  const files = await firewallFiles(t)
  const { keeper } = await KeeperUnderTest.open(t, files)
  const before = keeper.state()
  const refusals: [FirewallPatch, RegExp][] = [
    [{ actions: { sqlo: 'COUNT' } }, /sqlo: the web ACL has no rule of this name/],
    [{ actions: { 'sqli/Nothing': 'COUNT' } }, /sqli\/Nothing: the web ACL has no rule/],
    [{ actions: { 'allow-list': 'BLOCK' } }, /allow-list: this rule allows/],
    [{ block: { '10.0.0.1/8': true } }, /did you mean 10\.0\.0\.0\/8\?/],
    [{ allow: { '0.0.0.0/0': true } }, /every address there is/],
    [{ undo: ada.kind === 'administrator' ? ada.id : '' }, /no change of this id/],
  ]
  for (const [patch, reason] of refusals) {
    await assert.rejects(keeper.change(by(patch)), (error) => {
      assert.ok(error instanceof Refusal)
      assert.equal(error.code, 'firewall_fault')
      assert.match(error.message, reason)
      return true
    })
  }
  assert.deepEqual(keeper.state(), before)
  await assert.rejects(readFile(files.overlay), { code: 'ENOENT' })
})

test('an administrator cannot shut themselves out, and the command on the machine can', async (t) => {
  const { keeper } = await KeeperUnderTest.open(t, await firewallFiles(t))
  const patch = { block: { '203.0.113.0/24': true } }
  await assert.rejects(
    keeper.change(by(patch, '203.0.113.5')),
    /block-list would block your own address, 203\.0\.113\.5/,
  )
  await keeper.change({ actor: { kind: 'operator', name: 'root' }, patch })
  assert.equal(keeper.state().addresses.length, 1)
})

test('undoing takes back exactly that change, unless it was changed again since', async (t) => {
  const under = await KeeperUnderTest.open(t, await firewallFiles(t))
  const { keeper } = under
  await keeper.change(by({ actions: { sqli: 'COUNT' }, block: { '192.0.2.7': true } }))
  await keeper.change(by({ blockedCountries: ['XX'] })).catch(() => undefined)
  await keeper.change(by({ block: { '192.0.2.8': true } }))
  const oldest = keeper.changes({ limit: 20 }).items.at(-1)
  await keeper.change(by({ undo: oldest?.id }))
  assert.deepEqual(
    keeper.state().addresses.map(({ range }) => range),
    ['192.0.2.8/32'],
  )
  const [undoing, ...others] = keeper.changes({ limit: 20 }).items
  assert.equal(undoing?.undoes, oldest?.id)
  assert.equal(others.at(-1)?.undone, true)
  await assert.rejects(keeper.change(by({ undo: oldest?.id })), { code: 'firewall_changed_since' })
})

test('changes outlive a restart, and the files are for their owner alone', async (t) => {
  const files = await firewallFiles(t)
  const first = await KeeperUnderTest.open(t, files)
  await first.keeper.change(by({ actions: { sqli: 'COUNT' } }))
  assert.equal(first.ask(tooLarge), 'BLOCK')
  const { rules } = first.keeper.state()
  await first.keeper.close()
  const second = await KeeperUnderTest.open(t, files)
  await second.keeper.counted()
  assert.deepEqual(second.keeper.state().rules, rules)
  assert.equal(second.keeper.changes({ limit: 20 }).items.length, 1)
  for (const path of [files.overlay, files.audit]) assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a broken overlay is refused by name, what was in force stays in force, and no change overwrites it', async (t) => {
  const files = await firewallFiles(t)
  const first = await KeeperUnderTest.open(t, files)
  await first.keeper.change(by({ block: { '192.0.2.7': true } }))
  await first.keeper.close()
  for (const text of ['{ "actions": ', '{ "actions": {}, "futureThing": 1 }']) {
    await writeFile(files.overlay, text)
    const second = await KeeperUnderTest.open(t, files)
    assert.equal(second.ask({ clientAddress: '192.0.2.7' }), 'BLOCK')
    const [notice] = second.keeper.state().notices
    assert.equal(notice?.kind, 'overlay_refused')
    assert.match(notice?.detail ?? '', /firewall\.json is/)
    await assert.rejects(second.keeper.change(by({ actions: { sqli: 'COUNT' } })), /Mend or remove the file first/)
    assert.equal(await readFile(files.overlay, 'utf8'), text)
    await second.keeper.close()
  }
})

test('an overlay of which a part no longer fits loses that part and no other', async (t) => {
  const files = await firewallFiles(t)
  const overlay = { actions: { 'gone-rule': 'COUNT', sqli: 'COUNT' }, addresses: { 'blocked-v4': ['192.0.2.7/32'] } }
  await writeFile(files.overlay, JSON.stringify(overlay))
  const under = await KeeperUnderTest.open(t, files)
  assert.equal(under.ask({ clientAddress: '192.0.2.7' }), 'BLOCK')
  assert.equal(under.keeper.state().rules.find(({ name }) => name === 'sqli')?.action, 'COUNT')
  assert.match(under.keeper.state().notices[0]?.detail ?? '', /gone-rule: the web ACL has no rule of this name/)
})

test('an overlay edited by hand applies without a restart and is in the history; a bad edit is refused', async (t) => {
  const files = await firewallFiles(t)
  const under = await KeeperUnderTest.open(t, files)
  await writeFile(files.overlay, JSON.stringify({ addresses: { 'blocked-v4': ['192.0.2.7/32'] } }))
  await until(() => under.ask({ clientAddress: '192.0.2.7' }) === 'BLOCK')
  assert.equal(under.keeper.changes({ limit: 1 }).items[0]?.note, 'firewall.json was edited.')
  await writeFile(files.overlay, 'nonsense')
  await until(() => under.keeper.state().notices.some(({ kind }) => kind === 'overlay_refused'))
  assert.equal(under.ask({ clientAddress: '192.0.2.7' }), 'BLOCK')
  await unlink(files.overlay)
  await until(() => under.ask({ clientAddress: '192.0.2.7' }) === 'ALLOW')
  assert.deepEqual(under.keeper.state().notices, [])
})

test('a change that cannot be saved does not happen, and the history says so', async (t) => {
  const files = await firewallFiles(t)
  const under = await KeeperUnderTest.open(t, files)
  await rm(dirname(files.overlay), { recursive: true })
  await assert.rejects(under.keeper.change(by({ block: { '192.0.2.7': true } })))
  assert.equal(under.ask({ clientAddress: '192.0.2.7' }), 'ALLOW')
  assert.match(under.keeper.changes({ limit: 1 }).items[0]?.note ?? '', /^Taken back: it was not saved/)
})

test('nothing is kept for a document with a fault', async (t) => {
  const [rule] = document.webAcl.Rules
  assert.ok(rule)
  const twice = { ...document, webAcl: { ...document.webAcl, Rules: [rule, rule] } }
  await assert.rejects(KeeperUnderTest.open(t, await firewallFiles(t), { document: twice }), /two rules have this name/)
})
