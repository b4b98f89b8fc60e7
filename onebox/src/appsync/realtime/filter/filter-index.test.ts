import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FilterEntry } from '../../subscription.ts'
import { FilterIndex } from './filter-index.ts'

const groupsOf = (...groups: readonly (readonly FilterEntry[])[]) => ({
  filterGroup: groups.map((filters) => ({ filters })),
})

/** A list that counts how often it is looked through. */
function watched(values: readonly string[]) {
  let reads = 0
  const list = new Proxy([...values], {
    get: (target, key, receiver) => {
      if (key === 'includes') reads += 1
      return Reflect.get(target, key, receiver)
    },
  })
  return { list, reads: () => reads }
}

test('only those whom a result concerns are looked at', () => {
  const index = new FilterIndex<number>()
  for (let member = 0; member < 1_000; member += 1) {
    const mine = { fieldName: 'recipientIds', operator: 'contains', value: `m${member}` } as const
    const open = { fieldName: 'recipientIds', operator: 'notContains', value: 'blocked' } as const
    index.add(member, groupsOf([mine, open]))
  }
  const recipients = watched(['m3', 'm7'])
  assert.deepEqual([...index.match({ recipientIds: recipients.list })], [3, 7])
  assert.equal(recipients.reads(), 2)
})

test('what was taken out is not found, and the others stay', () => {
  const index = new FilterIndex<string>()
  const group = [{ fieldName: 'f', operator: 'in', value: ['a', 'b'] }] as const
  const remove = index.add('one', groupsOf(group, []))
  index.add('two', groupsOf(group))
  remove()
  remove()
  assert.deepEqual([...index.match({ f: 'a' })], ['two'])
})

test('one that passes by several groups and values is found once', () => {
  const index = new FilterIndex<string>()
  const listed = { fieldName: 'f', operator: 'containsAny', value: ['a', 'b'] } as const
  const equal = { fieldName: 'g', operator: 'eq', value: 1 } as const
  index.add('one', groupsOf([listed], [equal]))
  assert.deepEqual([...index.match({ f: ['a', 'b'], g: 1 })], ['one'])
})
