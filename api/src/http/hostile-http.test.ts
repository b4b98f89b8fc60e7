import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { exchangeRaw, sendAndLeave } from '../testing/raw-http.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { maxBodyBytes } from './body.ts'

let api: TestApi
let token: string
before(async () => {
  api = await startTestApi()
  token = (await api.administrator()).token
})
after(() => api.stop())

const readAfterwards = 'GET /livez HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'

function patch(headers: string, body = ''): string {
  return `PATCH /api/community HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${body}`
}

const send = (bytes: string | Buffer) => exchangeRaw(api.address, bytes)

/** The statuses, and the code of the problem document where there is one. */
async function answersTo(bytes: string | Buffer) {
  const { text, statuses } = await send(bytes)
  assert.doesNotMatch(text, /node_modules|\.ts:|HPE_|FST_|stack/)
  return { statuses, code: /"code":"(\w+)"/.exec(text)?.[1] }
}

test('after a body that cannot be read the connection is closed, never left hanging', async () => {
  const { statuses, code } = await answersTo(patch('content-length: 1', `{${readAfterwards}`))
  assert.deepEqual(statuses, [400])
  assert.equal(code, 'malformed_body')
})

test('after a refusal for what a body says, the same connection answers on', async () => {
  const { statuses, code } = await answersTo(patch('content-length: 10', `{"name":7}${readAfterwards}`))
  assert.deepEqual(statuses, [422, 200])
  assert.equal(code, 'invalid_input')
})

test('after a refusal that reads no body, the same connection answers on', async () => {
  const unknown = `POST /api/nothing HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{{`
  assert.deepEqual((await answersTo(unknown + readAfterwards)).statuses, [404, 200])
})

test('a declared length over the limit is refused before the bytes come', async () => {
  const { statuses, code } = await answersTo(patch(`content-length: ${maxBodyBytes + 1}`))
  assert.deepEqual(statuses, [413])
  assert.equal(code, 'payload_too_large')
})

test('chunks that add up to more than the limit are refused', async () => {
  const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`
  const { statuses, code } = await answersTo(patch('transfer-encoding: chunked', `${chunk.repeat(4)}0\r\n\r\n`))
  assert.deepEqual(statuses, [413])
  assert.equal(code, 'payload_too_large')
})

test('chunks within the limit are a body like any other', async () => {
  const { statuses } = await answersTo(patch('connection: close\r\ntransfer-encoding: chunked', '2\r\n{}\r\n0\r\n\r\n'))
  assert.deepEqual(statuses, [200])
})

test('a body of spaces, or none, is not JSON', async () => {
  assert.equal((await answersTo(patch('connection: close\r\ncontent-length: 3', '   '))).code, 'malformed_body')
  assert.equal((await answersTo(patch('connection: close\r\ncontent-length: 0'))).code, 'malformed_body')
})

test('more bytes than were declared are no request of their own, and close the connection', async () => {
  const { statuses, code } = await answersTo(patch('content-length: 2', '{}{"more":"than that"}\r\n\r\n'))
  assert.equal(statuses.at(-1), 400)
  assert.equal(code, 'malformed_request')
})

test('two lengths, or a length and chunks, are refused: they are how requests are smuggled', async () => {
  for (const headers of ['content-length: 2\r\ncontent-length: 3', 'content-length: 2\r\ntransfer-encoding: chunked']) {
    const { statuses, code } = await answersTo(patch(headers, '{}0\r\n\r\n'))
    assert.deepEqual(statuses, [400], headers)
    assert.equal(code, 'malformed_request')
  }
})

test('bytes that are no HTTP, and headers beyond bounds, are refused and the connection is closed', async () => {
  const garbage = [
    Buffer.from([0, 1, 2, 255]),
    'HELLO\r\n\r\n',
    'GET /api/community HTTP/1.1\r\nbad header\r\n\r\n',
    `GET /api/community HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    `GET /api/${'x'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
    patch('transfer-encoding: chunked', 'not a number\r\n'),
  ]
  for (const bytes of garbage) {
    const { statuses, code } = await answersTo(bytes)
    assert.deepEqual(statuses, [400], bytes.toString().slice(0, 60))
    assert.equal(code, 'malformed_request')
  }
})

test('a request that names no host is refused', async () => {
  const { statuses } = await send('GET /api/community HTTP/1.1\r\n\r\n')
  assert.deepEqual(statuses, [400])
})

test('addresses that cannot be decoded, or are far too long, lead nowhere', async () => {
  const paths = [
    '/%',
    '/%zz',
    '/%c3%28',
    '/members/%00',
    `/members/${'x'.repeat(5_000)}`,
    '//',
    '/..%2f..%2fetc',
    '/\\',
  ]
  for (const path of paths) {
    const { statuses, code } = await answersTo(`GET /api${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
    assert.deepEqual([statuses, code], [[404], 'not_found'], path.slice(0, 60))
  }
})

test('a query that names a thing twice, or a prototype, is refused by name', async () => {
  const list = `/api/admin/mails`
  for (const [query, pointer] of [
    ['limit=5&limit=6', '/limit'],
    ['limit[]=5', '/limit[]'],
    ['__proto__=1', '/__proto__'],
    ['constructor=1', '/constructor'],
    ['%00=1', '/\\u0000'],
    ['cursor=%ff', '/cursor'],
    ['cursor=%zz', '/cursor'],
    ['%=1', '/%'],
    ['=1', '/'],
  ] as const) {
    const { text, statuses } = await send(
      `GET ${list}?${query} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n\r\n`,
    )
    assert.deepEqual(statuses, [422], `${query}: ${text}`)
    assert.ok(text.includes(`"in":"query","pointer":"${pointer}"`), `${query}: ${text}`)
  }
})

test('nesting of ten thousand levels is refused like any other wrong type', async () => {
  const deep = `{"name":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
  const { statuses, code } = await answersTo(patch(`connection: close\r\ncontent-length: ${deep.length}`, deep))
  assert.deepEqual(statuses, [422])
  assert.equal(code, 'invalid_input')
})

test('a prototype in a body is refused, however deep', async () => {
  for (const body of [
    '{"__proto__":{"role":"administrator"}}',
    '{"name":{"constructor":{"prototype":{}}}}',
    '{"\\u005f_proto__":1}',
  ]) {
    const { code } = await answersTo(patch(`connection: close\r\ncontent-length: ${body.length}`, body))
    assert.equal(code, 'malformed_body', body)
  }
})

test('text that PostgreSQL cannot keep is refused', async () => {
  for (const name of ['a\\u0000b', 'a\\ud800b', 'a\\u001bb']) {
    const body = `{"name":"${name}"}`
    const { code } = await answersTo(patch(`connection: close\r\ncontent-length: ${body.length}`, body))
    assert.equal(code, 'invalid_input', name)
  }
})

test('a caller who leaves in the middle of a body leaves nothing behind', async () => {
  await sendAndLeave(api.address, patch('content-length: 100', '{"name":"half'))
  assert.equal((await api.request('GET /community')).body.name, 'Porchlight')
})
