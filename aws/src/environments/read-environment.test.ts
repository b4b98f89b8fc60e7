import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../refusal.ts'
import { samplePlace } from '../sample-place.ts'
import { readEnvironment, sizeFaults, sizes } from './read-environment.ts'
import { small } from './small.ts'

function refusal(name: string, place = samplePlace): string {
  try {
    readEnvironment(name, place)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  return ''
}

test('every size can be brought up', () => {
  for (const { name } of sizes) assert.equal(readEnvironment(name, samplePlace).name, name)
})

test('an unknown environment is refused with its name and those that there are', () => {
  assert.match(refusal('huge'), /"huge".*small, medium, large/)
})

test('all faults of a place are told at once, each with what was received', () => {
  const text = refusal('small', { ...samplePlace, account: '12', region: 'eu-west-1', domain: '', hostedZoneId: 'x' })
  assert.match(text, /account is "12"/)
  assert.match(text, /region is "eu-west-1"/)
  assert.match(text, /domain is ""/)
  assert.match(text, /hostedZoneId is "x"/)
})

test('a directory of functions that is not there is refused', () => {
  assert.match(refusal('small', { ...samplePlace, functions: '/nowhere' }), /functions is "\/nowhere".*npm run bundle/)
})

test('more tasks than the network interfaces of all nodes are refused', () => {
  const nodes = { ...small.nodes, max: 3 }
  assert.match(
    sizeFaults({ ...small, nodes }).join('\n'),
    /8 tasks at most, but 3 nodes of 2 tasks each: raise nodes.max to 4/,
  )
})

test('tasks that are too large for their node are refused', () => {
  const api = { ...small.api, memoryMiB: 2_000 }
  assert.match(sizeFaults({ ...small, api }).join('\n'), /2 tasks of api do not fit a t4g.small/)
})

test('a size whose single task would be the whole service is refused', () => {
  assert.match(sizeFaults({ ...small, web: { ...small.web, min: 1 } }).join('\n'), /web.min is 1/)
})

test('fewer nodes than zones are refused', () => {
  assert.match(sizeFaults({ ...small, zones: 3 }).join('\n'), /nodes.min is 2: there are 3 zones/)
})
