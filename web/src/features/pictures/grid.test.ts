import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gridShape } from './grid.ts'

const wide = { width: 4032, height: 3024 }
const tall = { width: 3024, height: 4032 }
const square = { width: 1000, height: 1000 }
const unknown = { width: null, height: null }

test('one picture keeps its shape, and is cropped only where it is taller than 4:5', () => {
  assert.equal(gridShape([wide]), 'single')
  assert.equal(gridShape([{ width: 800, height: 1000 }]), 'single')
  assert.equal(gridShape([tall]), 'tall')
  assert.equal(gridShape([{ width: 1080, height: 2400 }]), 'tall')
})

test('a picture whose size is not known yet has a place of a fixed shape', () => {
  assert.equal(gridShape([unknown]), 'unknown')
  assert.equal(gridShape([wide, unknown]), 'pair-square')
})

test('two pictures take the shape that they have in common', () => {
  assert.equal(gridShape([wide, wide]), 'pair-wide')
  assert.equal(gridShape([tall, tall]), 'pair-tall')
  assert.equal(gridShape([wide, tall]), 'pair-square')
  assert.equal(gridShape([square, wide]), 'pair-square')
})

test('three and four have a grid each, whatever their shapes', () => {
  assert.equal(gridShape([wide, tall, unknown]), 'three')
  assert.equal(gridShape([wide, tall, square, square]), 'four')
})
