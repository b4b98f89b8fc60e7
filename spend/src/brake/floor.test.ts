import assert from 'node:assert/strict'
import { test } from 'node:test'
import { referenceStacks } from '../estimate/reference-stacks.ts'
import { floorOf } from './floor.ts'

test('NAT and load balancer still bill about $49 a month, addresses apart', () => {
  const floor = floorOf(referenceStacks('small'), true)
  const of = (driver: string): number => floor.find((each) => each.driver === driver)?.usd ?? 0
  assert.equal(Math.round(of('NAT') + of('load balancers')), 49)
})

test('a database that the brake stops bills its storage and no longer its hours', () => {
  const drivers = (stopsDatabase: boolean) =>
    floorOf(referenceStacks('small'), stopsDatabase).map((each) => each.driver)
  assert.ok(drivers(false).includes('database'))
  assert.ok(!drivers(true).includes('database'))
  assert.ok(drivers(true).includes('database storage'))
})
