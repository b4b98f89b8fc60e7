import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Endpoint } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { errors, problemOf } from './errors.ts'

test('every code says what happened and what to do, in sentences', () => {
  for (const [code, { status, title, advice }] of Object.entries(errors)) {
    assert.ok(status >= 400 && status < 600, code)
    assert.match(title, /^[A-Z].*[^.]$/, code)
    assert.match(advice, /^[A-Z].*\.$/, code)
  }
})

test('a problem names its code, its request and each fault', () => {
  const faults = [{ in: 'body', pointer: '/text', message: 'takes at most 500 characters' }] as const
  assert.deepEqual(problemOf('invalid_input', 'r-1', { faults }), {
    type: '/api/reference#invalid_input',
    title: errors.invalid_input.title,
    status: 422,
    detail: errors.invalid_input.advice,
    code: 'invalid_input',
    instance: 'urn:request:r-1',
    faults,
  })
  assert.ok(!('faults' in problemOf('not_found', 'r-2')))
})

test('a path names exactly the parameters that its endpoint reads', () => {
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const named = [...name.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter)
    assert.deepEqual(named, Object.keys(endpoint.params?.shape ?? {}), name)
  }
})

test('what takes no body or gives no answer says so by its status', () => {
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    assert.equal(endpoint.response === undefined, [202, 204].includes(endpoint.status), name)
    assert.ok(endpoint.body === undefined || !name.startsWith('GET'), name)
  }
})
