import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveBy, swiped, whole, zoomAt } from './zoom.ts'

const stage = { halfWidth: 200, halfHeight: 100 }

test('what lies under the finger stays under it while the picture grows', () => {
  const zoomed = zoomAt(whole, { point: { x: 50, y: -20 }, by: 2 }, stage)
  assert.deepEqual(zoomed, { scale: 2, x: -50, y: 20 })
  // The point of the picture that was at (50, -20) is drawn at scale * point + offset.
  assert.deepEqual([2 * 50 + zoomed.x, 2 * -20 + zoomed.y], [50, -20])
})

test('a picture grows no more than sixfold and is never smaller than whole', () => {
  assert.equal(zoomAt(whole, { point: { x: 0, y: 0 }, by: 100 }, stage).scale, 6)
  const large = zoomAt(whole, { point: { x: 90, y: 40 }, by: 3 }, stage)
  assert.deepEqual(zoomAt(large, { point: { x: -60, y: 0 }, by: 0.01 }, stage), whole)
})

test('a drag moves it up to its edge and no further', () => {
  const zoomed = zoomAt(whole, { point: { x: 0, y: 0 }, by: 2 }, stage)
  assert.deepEqual(moveBy(zoomed, { x: 30, y: 10 }, stage), { scale: 2, x: 30, y: 10 })
  assert.deepEqual(moveBy(zoomed, { x: -900, y: 900 }, stage), { scale: 2, x: -200, y: 100 })
  assert.deepEqual(moveBy(whole, { x: 50, y: 50 }, stage), whole)
})

test('a swipe along turns the page, one across closes, a short one does nothing', () => {
  assert.equal(swiped({ x: -80, y: 10 }), 'next')
  assert.equal(swiped({ x: 80, y: -10 }), 'previous')
  assert.equal(swiped({ x: 10, y: 140 }), 'close')
  assert.equal(swiped({ x: 20, y: 20 }), undefined)
  assert.equal(swiped({ x: 100, y: 100 }), undefined)
})
