import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draggedIn, movedByKey, pointIn, positionIn } from './focal-point.ts'

const centre = { x: 0.5, y: 0.5 }

test('a touch sets the point where it is, and never outside the picture', () => {
  const box = { left: 100, top: 50, width: 200, height: 100 }
  assert.deepEqual(pointIn(box, { clientX: 150, clientY: 75 }), { x: 0.25, y: 0.25 })
  assert.deepEqual(pointIn(box, { clientX: 20, clientY: 500 }), { x: 0, y: 1 })
})

test('arrow keys move the point up to the edge; other keys are left alone', () => {
  assert.deepEqual(movedByKey(centre, { key: 'ArrowRight', shiftKey: false }), { x: 0.55, y: 0.5 })
  assert.deepEqual(movedByKey(centre, { key: 'ArrowUp', shiftKey: true }), { x: 0.5, y: 0.49 })
  assert.deepEqual(movedByKey({ x: 0.02, y: 0 }, { key: 'ArrowLeft', shiftKey: false }), { x: 0, y: 0 })
  assert.equal(movedByKey(centre, { key: 'Tab', shiftKey: false }), undefined)
})

test('a picture lies in its frame with the focal point in the middle, as far as its edges let it', () => {
  const wide = { picture: 2, frame: 1 }
  assert.deepEqual(positionIn({ point: centre, ...wide }), centre)
  assert.deepEqual(positionIn({ point: { x: 0.1, y: 0.1 }, ...wide }), { x: 0, y: 0.5 })
  assert.deepEqual(positionIn({ point: { x: 0.375, y: 0.9 }, ...wide }), { x: 0.25, y: 0.5 })
})

test('dragging the picture to the right shows more of its left', () => {
  const crop = { point: centre, picture: 2, frame: 1 }
  assert.deepEqual(draggedIn(crop, { x: 0.2, y: 0.7 }), { x: 0.4, y: 0.5 })
  assert.deepEqual(draggedIn(crop, { x: 9, y: 0 }), { x: 0.25, y: 0.5 })
})
