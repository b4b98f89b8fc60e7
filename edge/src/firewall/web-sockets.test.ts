import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { realtimePath } from '@porchlight/system/graphql-api'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { inspected } from '../testing/inspected.ts'
import { compileFirewall } from './compile.ts'
import { bareSources } from './sources.ts'

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** In the form of an access token, another for each number. */
function tokenOf(number: number): string {
  const random = (salt: string) => createHash('sha512').update(`${salt}${number}`).digest()
  const claims = { sub: random('sub').toString('hex', 0, 16), sid: random('sid').toString('base64url'), exp: number }
  const signature = Buffer.concat([random('a'), random('b'), random('c'), random('d')]).toString('base64url')
  return `${encoded({ alg: 'RS256', kid: random('kid').toString('hex') })}.${encoded(claims)}.${signature}`
}

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits',
  origin: 'https://place.example',
}

test('no token of a web socket’s handshake is taken for an attack, in whichever way it comes', () => {
  const gate = compileFirewall(firewall, bareSources())
  for (let number = 0; number < 300; number += 1) {
    const presented = { host: 'place.example', Authorization: `Bearer ${tokenOf(number)}` }
    const header = Buffer.from(JSON.stringify(presented)).toString('base64')
    const ways = [
      { headers: { 'sec-websocket-protocol': `graphql-ws, header-${encoded(presented)}` } },
      { query: `header=${header}&payload=e30=`, headers: { 'sec-websocket-protocol': 'graphql-ws' } },
      { query: `header=${encodeURIComponent(header)}&payload=e30%3D`, headers: {} },
      { headers: { authorization: presented.Authorization, 'sec-websocket-protocol': 'graphql-ws' } },
    ]
    for (const { headers, ...way } of ways) {
      const judged = gate.judge(inspected({ path: realtimePath, ...way, headers: { ...upgrade, ...headers } }))
      assert.equal(judged.record?.action ?? 'ALLOW', 'ALLOW', JSON.stringify(judged.record))
    }
  }
})
