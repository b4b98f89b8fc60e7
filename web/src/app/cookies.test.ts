import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPreferences } from './cookies.ts'

test('preferences are read among other cookies', () => {
  const cookie = 'session=a=b; porchlight_theme=dark; porchlight_here=1; porchlight_language=de'
  assert.deepEqual(readPreferences(cookie), { here: true, theme: 'dark', language: 'de' })
})

test('whatever is not one of the choices is none', () => {
  const cookie = 'porchlight_theme="><script>; porchlight_here=yes; porchlight_language=../../etc'
  assert.deepEqual(readPreferences(cookie), { here: false, theme: 'automatic', language: null })
})
