import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldToMatch, JsonBody } from '@porchlight/system/web-acl/fields'
import { inspected, type RequestParts } from '../../testing/inspected.ts'
import { Inspection } from '../inspection.ts'
import { FieldRegistry } from './field-registry.ts'

function view(field: FieldToMatch, parts: RequestParts) {
  return new FieldRegistry().field(field, [{ Priority: 0, Type: 'NONE' }]).view(new Inspection(inspected(parts)))
}

function texts(field: FieldToMatch, parts: RequestParts): readonly string[] {
  return view(field, parts).texts.map(({ text }) => text)
}

test('method, path and query are one text each', () => {
  const parts = { method: 'PUT', path: '/a%2Fb', query: 'x=1&y' }
  assert.deepEqual(texts({ Method: {} }, parts), ['PUT'])
  assert.deepEqual(texts({ UriPath: {} }, parts), ['/a%2Fb'])
  assert.deepEqual(texts({ QueryString: {} }, parts), ['x=1&y'])
})

test('an argument is found by its name in any case, every time it occurs, and undecoded', () => {
  const parts = { query: 'ID=1&id=%32&&empty=&flag' }
  assert.deepEqual(texts({ SingleQueryArgument: { Name: 'Id' } }, parts), ['1', '%32'])
  assert.deepEqual(texts({ AllQueryArguments: {} }, parts), ['1', '%32', '', ''])
  assert.deepEqual(texts({ SingleQueryArgument: { Name: 'none' } }, parts), [])
})

test('headers are chosen by name, and looked at by name, value or both', () => {
  const headers = { 'x-a': '1', 'x-b': '2' }
  assert.deepEqual(texts({ SingleHeader: { Name: 'X-A' } }, { headers }), ['1'])
  const of = (pattern: 'IncludedHeaders' | 'ExcludedHeaders', names: string[], MatchScope: 'ALL' | 'KEY' | 'VALUE') => {
    const MatchPattern = pattern === 'IncludedHeaders' ? { IncludedHeaders: names } : { ExcludedHeaders: names }
    return texts({ Headers: { MatchPattern, MatchScope, OversizeHandling: 'CONTINUE' } }, { headers })
  }
  assert.deepEqual(of('IncludedHeaders', ['X-B'], 'ALL'), ['x-b', '2'])
  assert.deepEqual(of('IncludedHeaders', ['X-B'], 'KEY'), ['x-b'])
  assert.deepEqual(of('ExcludedHeaders', ['Host', 'User-Agent'], 'VALUE'), ['1', '2'])
})

test('of headers and cookies the first 8 KB and the first 200 are looked at, and the rest is judged by its size', () => {
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`h${index}`, 'v']))
  const large = { a: 'a'.repeat(8_000), b: 'b'.repeat(400), c: 'c' }
  const cookie = Array.from({ length: 250 }, (_, index) => `c${index}=v`).join('; ')
  const All = {}
  for (const OversizeHandling of ['MATCH', 'NO_MATCH'] as const) {
    const field = { Headers: { MatchPattern: { All }, MatchScope: 'VALUE', OversizeHandling } } as const
    assert.equal(view({ ...field, Headers: { ...field.Headers } }, { headers: many }).verdict, OversizeHandling)
    assert.equal(view({ ...field, Headers: { ...field.Headers } }, { headers: large }).verdict, OversizeHandling)
    assert.equal(view({ ...field, Headers: { ...field.Headers } }, {}).verdict, undefined)
    const cookies = { Cookies: { MatchPattern: { All }, MatchScope: 'VALUE', OversizeHandling } } as const
    assert.equal(view({ Cookies: { ...cookies.Cookies } }, { headers: { cookie } }).verdict, OversizeHandling)
  }
  const seen = texts(
    { Headers: { MatchPattern: { All }, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' } },
    { headers: many },
  )
  assert.equal(seen.length, 200)
})

test('cookies are told apart by their names, which count with their case', () => {
  const headers = { cookie: 'a=1; A=2;b="x=y"; bare' }
  const of = (names: string[]) =>
    texts(
      { Cookies: { MatchPattern: { IncludedCookies: names }, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' } },
      { headers },
    )
  assert.deepEqual(of(['a']), ['1'])
  assert.deepEqual(of(['b', 'bare']), ['"x=y"', ''])
})

test('a body that is larger than what is inspected is judged as its statement says', () => {
  const parts = { body: 'x', oversize: true }
  assert.deepEqual(view({ Body: {} }, parts).verdict, undefined)
  assert.deepEqual(view({ Body: { OversizeHandling: 'CONTINUE' } }, parts).verdict, undefined)
  assert.deepEqual(view({ Body: { OversizeHandling: 'MATCH' } }, parts).verdict, 'MATCH')
  assert.deepEqual(view({ Body: { OversizeHandling: 'NO_MATCH' } }, parts).verdict, 'NO_MATCH')
  assert.deepEqual(view({ Body: { OversizeHandling: 'MATCH' } }, { body: 'x' }).verdict, undefined)
  assert.deepEqual(texts({ Body: {} }, {}), [])
})

function json(changes: Partial<JsonBody>): FieldToMatch {
  return { JsonBody: { MatchPattern: { All: {} }, MatchScope: 'ALL', ...changes } }
}

const document = JSON.stringify({ name: 'n', 'a/b': { '~': [1, 'two', null] }, deep: [[{ k: true }]] })

test('a JSON body is its keys, its values or both', () => {
  const parts = { body: document }
  assert.deepEqual(new Set(texts(json({ MatchScope: 'KEY' }), parts)), new Set(['name', 'a/b', '~', 'deep', 'k']))
  assert.deepEqual(new Set(texts(json({ MatchScope: 'VALUE' }), parts)), new Set(['n', '1', 'two', 'null', 'true']))
  assert.equal(texts(json({}), parts).length, 10)
})

test('a pointer stands for what it names and everything below, and for nothing that only begins alike', () => {
  const of = (...IncludedPaths: string[]) =>
    texts(json({ MatchPattern: { IncludedPaths }, MatchScope: 'VALUE' }), { body: document })
  assert.deepEqual(of('/name'), ['n'])
  assert.deepEqual(of('/a~1b/~0/1'), ['two'])
  assert.deepEqual(new Set(of('/a~1b')), new Set(['1', 'two', 'null']))
  assert.deepEqual(of('/deep/0/0/k'), ['true'])
  assert.deepEqual(of('/na'), [])
})

test('a body without valid JSON falls back as its statement says', () => {
  const parts = { body: '{"a":"one", "b": ]' }
  assert.deepEqual(view(json({ InvalidFallbackBehavior: 'MATCH' }), parts).verdict, 'MATCH')
  assert.deepEqual(view(json({ InvalidFallbackBehavior: 'NO_MATCH' }), parts).verdict, 'NO_MATCH')
  assert.deepEqual(texts(json({ InvalidFallbackBehavior: 'EVALUATE_AS_STRING' }), parts), [parts.body])
  assert.deepEqual(texts(json({ MatchScope: 'VALUE' }), parts), ['one'])
})

test('of a JSON body that was cut, what is there is looked at', () => {
  const parts = { body: '{"list":[{"a":"one"},{"a":"tw\\u006f"},{"b":"thr', oversize: true }
  assert.deepEqual(texts(json({ MatchScope: 'VALUE', InvalidFallbackBehavior: 'MATCH' }), parts), ['one', 'two', 'thr'])
  const second = json({ MatchPattern: { IncludedPaths: ['/list/1'] }, MatchScope: 'VALUE' })
  assert.deepEqual(texts(second, parts), ['two'])
})

test('8 KB of brackets, quotes or backslashes are read like anything else', () => {
  for (const part of ['[', '{"a":', '"', '\\', '"\\', '[{', '1,', '{"a":[', 'x']) {
    const body = part.repeat(8_192 / part.length)
    assert.ok(texts(json({}), { body }).length <= 8_192)
    assert.ok(texts(json({}), { body: `${'['.repeat(4_000)}"x"${']'.repeat(4_000)}` }).length === 1)
  }
})
