import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXmlTexts } from './xml-texts.ts'

test('texts, attributes and CDATA sections are handed on as they are written', () => {
  const document = `<?xml version="1.0"?>\n<a b="1 > 0" c='two'>three &lt; four<d/> <![CDATA[<five>]]> six</a>`
  assert.deepEqual(readXmlTexts(document), ['1.0', '1 > 0', 'two', 'three &lt; four', '<five>', 'six'])
})

test('what is cut off or broken still gives its texts', () => {
  for (const [document, texts] of [
    ['<a>one<b', ['one']],
    ['<a b="one', []],
    ['<![CDATA[one', ['one']],
    ['one', ['one']],
    ['a < b', ['a']],
    ['', []],
  ] as const) {
    assert.deepEqual(readXmlTexts(document), texts, document)
  }
})

test('a document of nothing but tags is read in one pass', () => {
  assert.deepEqual(readXmlTexts('<'.repeat(8_192)), [])
  assert.equal(readXmlTexts('<a>b</a>'.repeat(1_000)).length, 201)
})
