import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeHtml, scriptJson } from './html.ts'

test('text cannot leave the attribute or element that it stands in', () => {
  assert.equal(escapeHtml(`"><script>'&`), '&quot;&gt;&lt;script&gt;&#39;&amp;')
})

test('data cannot end its script element, and reads back the same', () => {
  const hostile = { text: '</script><!--<script>\u2028\u2029', nested: ['<'] }
  const written = scriptJson(hostile)
  assert.doesNotMatch(written, /[<\u2028\u2029]/)
  assert.deepEqual(JSON.parse(written), hostile)
})
