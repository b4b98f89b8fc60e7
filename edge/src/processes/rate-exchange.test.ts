import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RateExchange } from './rate-exchange.ts'

function counts(floods: Readonly<Record<string, number>>) {
  return new Map([['floods', new Map(Object.entries(floods))]])
}

test('a worker learns what the others have counted, without its own', () => {
  const exchange = new RateExchange(() => 0)
  assert.deepEqual(exchange.report(1, counts({ a: 7 })), counts({}))
  assert.deepEqual(exchange.report(2, counts({ a: 5, b: 3 })), counts({ a: 7 }))
  assert.deepEqual(exchange.report(3, counts({})), counts({ a: 12, b: 3 }))
  assert.deepEqual(exchange.report(1, counts({ a: 8 })), counts({ a: 5, b: 3 }))
})

test('what a worker counted that is gone no longer counts', () => {
  let now = 0
  const exchange = new RateExchange(() => now)
  exchange.report(1, counts({ a: 7 }))
  now += 10_000
  assert.deepEqual(exchange.report(2, counts({ a: 1 })), counts({}))
})

test('rules that a worker does not count are not told to it', () => {
  const exchange = new RateExchange(() => 0)
  exchange.report(1, new Map([['other', new Map([['a', 1]])]]))
  assert.deepEqual(exchange.report(2, counts({})), counts({}))
})
