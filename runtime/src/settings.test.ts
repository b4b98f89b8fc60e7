import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { EndpointText, endpointText } from './endpoint.ts'
import { readSettings, SettingsError, wholeNumber } from './settings.ts'

test('every fault is reported at once, by name', () => {
  const schema = z.object({ PORT: wholeNumber({ min: 1, max: 65_535 }), URL: z.url(), NAME: z.string() })
  assert.throws(
    () => readSettings(schema, { PORT: '70000', URL: 'nonsense', NAME: '' }),
    (error) =>
      error instanceof SettingsError &&
      ['PORT', 'URL', 'NAME'].every((name) => error.message.includes(name)) &&
      error.faults.length === 3,
  )
})

test('an empty value is an absent one, and foreign names are left alone', () => {
  const schema = z.object({ LEVEL: z.string().default('info') })
  assert.deepEqual(readSettings(schema, { LEVEL: '', HOME: '/home/x' }), { LEVEL: 'info' })
})

test('an endpoint is a socket or a port, and is written as it is read', () => {
  for (const text of ['unix:/run/api.1.sock', 'tcp:0.0.0.0:3001', 'tcp:[::1]:80'])
    assert.equal(endpointText(EndpointText.parse(text)), text)
})

test('a socket path that the kernel would refuse is refused by name', () => {
  for (const text of [`unix:/${'x'.repeat(107)}`, 'unix:relative', 'tcp:host', 'tcp:host:70000', '/run/x.sock']) {
    assert.ok(!EndpointText.safeParse(text).success, text)
  }
})
