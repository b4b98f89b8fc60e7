import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FirewallRecordQuery } from '@porchlight/contract/firewall'
import { until } from '../../testing/edge-under-test.ts'
import { firewallFiles, KeeperUnderTest, tooLarge } from '../testing/keeper-under-test.ts'
import { Refusal } from './refusal.ts'

async function filled(t: Parameters<typeof firewallFiles>[0]) {
  const under = await KeeperUnderTest.open(t, await firewallFiles(t))
  const { keeper } = under
  const actor = { kind: 'operator', name: 'root' } as const
  await keeper.change({ actor, patch: { block: { '2001:db8::/32': true } } })
  for (let index = 0; index < 12; index += 1) under.ask({ ...tooLarge, requestId: `large-${index}` })
  under.ask({ clientAddress: '2001:db8::9', requestId: 'listed' })
  await keeper.change({ actor, patch: { actions: { 'body-size': 'COUNT' } } })
  under.ask({ ...tooLarge, requestId: 'counted' })
  const idsOf = async (query: Partial<FirewallRecordQuery>): Promise<string[]> => {
    const { items } = await keeper.records({ limit: 20, ...query })
    return items.map(({ record }) => record.httpRequest.requestId)
  }
  await until(async () => (await idsOf({})).length === 14)
  return { keeper, idsOf }
}

test('records come newest first, by rule, by action and by address', async (t) => {
  const { keeper, idsOf } = await filled(t)
  assert.deepEqual((await idsOf({})).slice(0, 3), ['counted', 'listed', 'large-11'])
  assert.deepEqual(await idsOf({ rule: 'block-list' }), ['listed'])
  assert.deepEqual(await idsOf({ action: 'COUNT' }), ['counted'])
  assert.equal((await idsOf({ action: 'BLOCK' })).length, 13)
  assert.deepEqual(await idsOf({ address: '2001:db8::9' }), ['listed'])
  assert.equal((await idsOf({ address: '192.0.2.0/24', rule: 'body-size', action: 'BLOCK' })).length, 12)
  const [item] = (await keeper.records({ limit: 1, rule: 'block-list' })).items
  assert.deepEqual(
    item?.matches.map(({ rule, action }) => [rule, action]),
    [['block-list', 'BLOCK']],
  )
})

test('pages follow one another without a gap or a double while records arrive', async (t) => {
  const { keeper } = await filled(t)
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await keeper.records({ limit: 5, ...(cursor && { cursor }) })
    ids.push(...page.items.map(({ record }) => record.httpRequest.requestId))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  assert.equal(ids.length, 14)
  assert.equal(new Set(ids).size, 14)
})

test('a cursor that no list gave is refused', async (t) => {
  const { keeper } = await KeeperUnderTest.open(t, await firewallFiles(t))
  for (const cursor of ['nonsense', Buffer.from('../../etc/passwd 0').toString('base64url')])
    await assert.rejects(keeper.records({ limit: 5, cursor }), Refusal)
  assert.throws(() => keeper.changes({ limit: 5, cursor: 'nonsense' }), Refusal)
})
