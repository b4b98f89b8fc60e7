import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, focalClass, srcSetOf } from './sources.ts'
import { pictureOf } from './testing/picture-fixtures.ts'

const { sources } = pictureOf({})

test('a source set names every width of its format once, the narrowest first', () => {
  assert.equal(
    srcSetOf(sources, 'avif'),
    '/renders/public/p/thumbnail.avif 160w, /renders/public/p/medium.avif 640w, /renders/public/p/large.avif 1600w',
  )
})

test('a format that is not made yet has no source set', () => {
  assert.equal(
    srcSetOf(
      sources.filter(({ format }) => format === 'webp'),
      'avif',
    ),
    '',
  )
})

test('who takes one file gets the wished size as WebP, or the next that is there', () => {
  assert.equal(addressOf(sources, 'medium'), '/renders/public/p/medium.webp')
  const first = sources.filter(({ name, format }) => name === 'thumbnail' && format === 'avif')
  assert.equal(addressOf(first, 'large'), '/renders/public/p/thumbnail.avif')
  assert.equal(addressOf([], 'large'), undefined)
})

test('the focal point becomes a class for each direction', () => {
  assert.equal(focalClass({ x: 0, y: 1 }), 'focal-x-0 focal-y-10')
  assert.equal(focalClass({ x: 0.52, y: 0.26 }), 'focal-x-5 focal-y-3')
})
