import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { findAttacks } from './find-attacks.ts'

test("lets a development server's address, a connection string and a relative import pass", () => {
  const ordinary: readonly string[] = [
    'http://localhost:3000/auth/callback?code=abc&state=xyz',
    'https://localhost:5173/#/settings',
    'http://192.168.1.20:8123/lovelace/default',
    'ws://localhost:3000/socket',
    'postgres://app:secret@localhost:5432/app?schema=public',
    'file:///home/anna/index.html',
    '../../images/logo.png',
    'C:\\Windows\\System32',
    '\\\\server\\share\\photos',
    '/usr/bin/env node',
    'javascript:void(0)',
    '<script>',
    '//*[@id="main"]',
  ]
  for (const text of ordinary) assert.deepEqual(findAttacks(text, 'query'), [], text)
})

test('lets keys and signatures pass, which are random bytes', () => {
  // As Latin-1 the first is `"#7` and more, which SQL injection begins with.
  assert.deepEqual(findAttacks('c7b2cd36a93332222337ae2db13de7e7', 'path'), [])
  for (let n = 0; n < 5_000; n += 1) {
    const bytes = createHash('sha256').update(String(n)).digest()
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const text = bytes.toString(encoding)
      assert.deepEqual(findAttacks(text, 'query'), [], text)
    }
  }
})

test('stops what only begins like them', () => {
  const attacks: readonly string[] = [
    'http://localhost:3000/admin',
    'http://localhost:6379/',
    'http://127.0.0.1/',
    'http://127.0.0.1:3000/../../etc/passwd',
    'http://localhost:3000/%0d%0aSet-Cookie:a=b',
    'file:///etc/passwd',
    '../../../../etc/passwd%00.png',
    'C:\\Windows\\win.ini',
    '/bin/sh -c id',
    'javascript:void(0);alert(1)',
    '<script>alert(1)</script>',
    '//*[@id="main"] | //user/password',
  ]
  for (const text of attacks) assert.notDeepEqual(findAttacks(text, 'query'), [], text)
})
