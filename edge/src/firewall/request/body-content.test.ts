import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeFormText, readBody } from './body-content.ts'

function texts(body: string | Buffer, contentType: string): readonly string[] {
  return readBody({ bytes: Buffer.from(body), oversize: false }, contentType).map(({ text }) => text)
}

const form = 'multipart/form-data; boundary="b 1"'
const lines = (...parts: string[]) => parts.join('\r\n')

test('JSON is its keys and strings, unescaped', () => {
  assert.deepEqual(new Set(texts('{"a\\u003c":"\\u0027x"}', 'application/json; charset=utf-8')), new Set(['a<', "'x"]))
  assert.deepEqual(texts('[1]', 'application/problem+json'), ['1'])
})

test('a form is its names and values, decoded', () => {
  assert.deepEqual(
    new Set(texts('a=%27+x&b=%zz&%3c=', 'application/x-www-form-urlencoded')),
    new Set(["' x", 'a', '%zz', 'b', '', '<']),
  )
})

test('multipart is its fields, the names of its files, and what files hold as text', () => {
  const body = lines(
    '--b 1',
    'Content-Disposition: form-data; name="text"',
    '',
    'line one',
    'line two',
    '--b 1',
    'content-disposition: form-data; filename="..\\\\x.png"; name=file',
    'Content-Type: image/png',
    '',
    '\x89PNG\x00\x00\x00\x01<script>',
    '--b 1',
    'Content-Disposition: form-data; name="doc"; filename="a.html"',
    '',
    '<p>',
    '--b 1--',
    'epilogue',
  )
  assert.deepEqual(texts(body, form), ['text', 'line one\r\nline two', 'file', '..\\x.png', 'doc', 'a.html', '<p>'])
})

test('multipart that was cut, has bare line feeds, or whose boundary never occurs is read all the same', () => {
  const bare = '--b 1\nContent-Disposition: form-data; name="a"\n\nvalue\n--b 1'
  assert.deepEqual(texts(bare, form), ['a', 'value'])
  const cut = lines('--b 1', 'Content-Disposition: form-data; name="a"', '', 'val')
  assert.deepEqual(texts(cut, form), ['a', 'val'])
  assert.deepEqual(texts("' or 1=1", form), ["' or 1=1"])
  assert.deepEqual(texts("' or 1=1", 'multipart/form-data'), ["' or 1=1"])
})

test('a body of an unknown type is JSON where it looks like it, else one text, and nothing where it is no text', () => {
  assert.deepEqual(texts(' {"a":"b"}', 'text/plain'), ['a', 'b'])
  assert.deepEqual(texts('words', ''), ['words'])
  assert.deepEqual(
    texts(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), 'application/json+gzip'.replace('json', 'x')),
    [],
  )
})

test('broken JSON is what could be read of it and the whole; JSON that was cut is what there is of it', () => {
  const broken = '{"a":"b",'
  assert.deepEqual(texts(broken, 'application/json'), ['a', 'b', broken])
  assert.deepEqual(texts("1' or '1'='1", 'application/json'), ['1', "1' or '1'='1"])
  const cut = { bytes: Buffer.from(broken), oversize: true }
  assert.deepEqual(
    readBody(cut, 'application/json').map(({ text }) => text),
    ['a', 'b'],
  )
})

test('escapes are decoded, and what is none or no UTF-8 stays as it is', () => {
  for (const [written, text] of [
    ['a+b%20c', 'a b c'],
    ['%E2%82%AC%41', '€A'],
    ['100%', '100%'],
    ['%zz%27', "%zz'"],
    ['%ff%27', '%ff%27'],
    ['%c0%ae/%2e', '%c0%ae/.'],
    ['ü%C3%BC', 'üü'],
  ] as const) {
    assert.equal(decodeFormText(written), text, written)
  }
})
