import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAttacks } from './find-attacks.ts'
import type { Family, Place } from './findings.ts'

const attacks: readonly (readonly [text: string, family: Family, place?: Place])[] = [
  ["' OR '1'='1' --", 'sql'],
  ["admin'--", 'sql'],
  ['<script>alert(1)</script>', 'xss'],
  [`\${jndi:ldap://host/a}`, 'java-injection'],
  ['../../../../etc/passwd', 'path-traversal'],
  ['; cat /etc/passwd', 'command-injection-unix'],
  [`c''at /e""tc/pa\\sswd`, 'command-injection-unix'],
  ['{{7*7}}', 'template-injection'],
  ['http://169.254.169.254/latest/meta-data/', 'ssrf'],
  ['user[$ne]', 'nosql-injection'],
  ['/.git/config', 'exploitable-path', 'path'],
  ['sqlmap/1.8#stable (https://sqlmap.org)', 'scanner', 'user-agent'],
]

test('finds an attack of each kind and says which family it is of', () => {
  for (const [text, family, place = 'query'] of attacks) {
    const found = findAttacks(text, place).map((finding) => finding.family)
    assert.ok(found.includes(family), `${text}: ${found.join(', ')}`)
  }
})

test('finds attacks that are encoded', () => {
  const text = "' OR '1'='1' --"
  const encodings: readonly string[] = [
    encodeURIComponent(text).replaceAll("'", '%27'),
    encodeURIComponent(encodeURIComponent(text).replaceAll("'", '%27')),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    text.replaceAll(/[^a-z0-9 ]/gi, (character) => `&#${character.charCodeAt(0)};`),
    text.replaceAll(/./g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
    text.replaceAll("'", '\uff07'),
  ]
  for (const encoded of encodings) assert.notDeepEqual(findAttacks(encoded, 'query'), [], encoded)
})

test('lets names, sentences and quoted code pass', () => {
  const benign: readonly string[] = [
    "O'Brien",
    "D'Angelo",
    'Drop Table Ltd',
    'select a union representative',
    '1 or 2 and 3',
    "what's <3",
    'How do I use `SELECT * FROM users WHERE id = 1 OR 1=1` in a test?',
    'The <script> tag is how a page loads a program; put it at the end of the body.',
    'a1b2c3d4-0000-4000-8000-123456789abc',
  ]
  for (const text of benign) assert.deepEqual(findAttacks(text, 'body'), [], text)
})
