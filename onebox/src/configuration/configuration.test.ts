import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { temporaryDirectory } from '../testing/supervision.ts'
import { configurationFile, loadConfiguration } from './configuration.ts'
import { defaultFile } from './env-file.ts'
import { printedConfiguration } from './print.ts'
import { settings } from './settings.ts'

async function dataWith(context: TestContext, file?: string): Promise<{ PORCHLIGHT_DATA: string }> {
  const data = await temporaryDirectory(context)
  await mkdir(join(data, 'config'))
  if (file !== undefined) await writeFile(configurationFile(data), file)
  return { PORCHLIGHT_DATA: data }
}

async function faults(environment: Record<string, string>): Promise<string> {
  return loadConfiguration(environment, false).then(
    () => 'no fault',
    (error: Error) => error.message,
  )
}

test('without settings it listens on localhost:8080', async (context) => {
  const { values } = await loadConfiguration(await dataWith(context), false)
  assert.deepEqual(
    [values.host, values.port, values.origin, values.topology, values.logLevel, values.apiReplicas, values.webReplicas],
    ['127.0.0.1', 8080, 'http://localhost:8080', 'path', 'info', 2, 1],
  )
})

test('the file overrides defaults, the environment overrides the file, and empty counts as unset', async (context) => {
  const data = await dataWith(context, 'PORCHLIGHT_PORT=9000\nPORCHLIGHT_API_REPLICAS=3\nPORCHLIGHT_WEB_REPLICAS=2\n')
  const { values } = await loadConfiguration({ ...data, PORCHLIGHT_PORT: '9100', PORCHLIGHT_API_REPLICAS: '' }, false)
  assert.deepEqual([values.port, values.apiReplicas, values.webReplicas], [9100, 3, 2])
  assert.equal(values.origin, 'http://localhost:9100')
})

test('every fault is reported at once, with the name that was meant', async (context) => {
  const data = await dataWith(context, 'PORCHLIGHT_HOSTT=x\nnonsense here\n')
  const text = await faults({ ...data, PORCHLIGHT_PORTS: '1', PORCHLIGHT_PORT: '0x50', PORCHLIGHT_API_REPLICAS: '99' })
  for (const expected of [
    /5 faults; nothing was started/,
    /PORCHLIGHT_HOSTT: is not a setting; did you mean PORCHLIGHT_HOST\?/,
    /line 2: must be NAME=value/,
    /PORCHLIGHT_PORTS: is not a setting; did you mean PORCHLIGHT_PORT\?/,
    /PORCHLIGHT_PORT: must be a whole number from 1 to 65535, not "0x50"/,
    /PORCHLIGHT_API_REPLICAS: must be a whole number from 2 to 8/,
  ]) {
    assert.match(text, expected)
  }
})

for (const [name, value] of [
  ['PORCHLIGHT_PORT', '0'],
  ['PORCHLIGHT_PORT', '65536'],
  ['PORCHLIGHT_HOST', 'example.org'],
  ['PORCHLIGHT_ORIGIN', 'https://example.org/here'],
  ['PORCHLIGHT_ORIGIN', 'ftp://example.org'],
  ['PORCHLIGHT_ORIGIN', 'https://user@example.org'],
  ['PORCHLIGHT_TRUSTED_PROXIES', '10.0.0.0/33'],
  ['PORCHLIGHT_TRUSTED_PROXIES', '10.0.0.0/8,proxy'],
  ['PORCHLIGHT_TOPOLOGY', 'ring'],
  ['PORCHLIGHT_LOG_LEVEL', 'loud'],
  ['VALKEY_URL', 'http://localhost'],
  ['PORCHLIGHT_SMTP_URL', 'mail.example.org'],
  ['PORCHLIGHT_MAIL_FROM', 'Porchlight'],
] as const) {
  test(`${name}=${value} is a fault`, async (context) => {
    assert.match(await faults({ ...(await dataWith(context)), [name]: value }), new RegExp(`- ${name}: must be`))
  })
}

test('split gives the back end a name of its own beside that of the pages; the others do not', async (context) => {
  const data = await dataWith(context)
  const addresses = async (environment: Record<string, string>) => {
    const { values } = await loadConfiguration({ ...data, ...environment }, false)
    return [values.origin, values.apiOrigin]
  }
  assert.deepEqual(await addresses({ PORCHLIGHT_TOPOLOGY: 'split', PORCHLIGHT_PORT: '9000' }), [
    'http://porchlight.localhost:9000',
    'http://api.porchlight.localhost:9000',
  ])
  assert.deepEqual(await addresses({ PORCHLIGHT_TOPOLOGY: 'split', PORCHLIGHT_ORIGIN: 'https://porch.example' }), [
    'https://porch.example',
    'https://api.porch.example',
  ])
  assert.deepEqual(await addresses({ PORCHLIGHT_TOPOLOGY: 'proxy' }), [
    'http://localhost:8080',
    'http://localhost:8080',
  ])
})

for (const origin of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'http://porch']) {
  test(`split under ${origin} is a fault: no second name of the same site can stand beside it`, async (context) => {
    const environment = { ...(await dataWith(context)), PORCHLIGHT_TOPOLOGY: 'split', PORCHLIGHT_ORIGIN: origin }
    assert.match(await faults(environment), /PORCHLIGHT_ORIGIN: with PORCHLIGHT_TOPOLOGY=split must be a name/)
  })
}

test('a mail server needs a sender', async (context) => {
  const text = await faults({ ...(await dataWith(context)), PORCHLIGHT_SMTP_URL: 'smtp://localhost' })
  assert.match(text, /PORCHLIGHT_MAIL_FROM: must be set with PORCHLIGHT_SMTP_URL/)
})

test('a fault in a secret does not repeat it', async (context) => {
  const text = await faults({ ...(await dataWith(context)), PORCHLIGHT_SMTP_URL: 'imap://me:hunter2@example.org' })
  assert.match(text, /PORCHLIGHT_SMTP_URL: must be/)
  assert.doesNotMatch(text, /hunter2/)
})

test('the file cannot say where the file is', async (context) => {
  await dataWith(context)
  assert.match(
    await faults(await dataWith(context, 'PORCHLIGHT_DATA=/elsewhere\n')),
    /PORCHLIGHT_DATA: must be set in the environment/,
  )
})

test('a quoted value may run over lines', async (context) => {
  const data = await dataWith(
    context,
    '# a comment\nexport PORCHLIGHT_MAIL_FROM="The Porch <porch@example.org>"\n\nPORCHLIGHT_TRUSTED_PROXIES="10.0.0.0/8,\n::1"\n',
  )
  const { values } = await loadConfiguration(data, false)
  assert.deepEqual([values.mailFrom, values.trustedProxies], ['The Porch <porch@example.org>', ['10.0.0.0/8', '::1']])
})

test('printed settings name their source and mask secrets', async (context) => {
  const data = await dataWith(context, 'PORCHLIGHT_PORT=9000\n')
  const { effective } = await loadConfiguration({ ...data, VALKEY_URL: 'redis://:hunter2@localhost' }, false)
  const text = printedConfiguration(effective)
  assert.match(text, /^PORCHLIGHT_PORT=9000 +# file$/m)
  assert.match(text, /^VALKEY_URL=\*{8} +# environment$/m)
  assert.match(text, /^PORCHLIGHT_ORIGIN=http:\/\/localhost:9000 +# default$/m)
  assert.match(text, /^PORCHLIGHT_TOPOLOGY=path +# default$/m)
  assert.doesNotMatch(text, /hunter2/)
})

test('the file written at the first start sets nothing', async (context) => {
  const data = await dataWith(context, defaultFile(Object.values(settings)))
  const { effective } = await loadConfiguration(data, false)
  assert.equal(
    effective.some(({ source }) => source === 'file'),
    false,
  )
})

test('a certificate makes the origin https, and needs its key', async (context) => {
  const data = await dataWith(context)
  const pair = { PORCHLIGHT_TLS_CERTIFICATE: '/tls/cert.pem', PORCHLIGHT_TLS_KEY: '/tls/key.pem' }
  const { values } = await loadConfiguration({ ...data, ...pair, PORCHLIGHT_PLAIN_PORT: '8081' }, false)
  assert.deepEqual(
    [values.origin, values.tls, values.plainPort],
    ['https://localhost:8080', { certificate: '/tls/cert.pem', key: '/tls/key.pem' }, 8081],
  )
  assert.match(await faults({ ...data, PORCHLIGHT_TLS_CERTIFICATE: 'x' }), /PORCHLIGHT_TLS_KEY: must be set/)
  assert.match(await faults({ ...data, PORCHLIGHT_PLAIN_PORT: '8081' }), /PORCHLIGHT_PLAIN_PORT: is only of use with/)
  assert.match(await faults({ ...data, ...pair, PORCHLIGHT_PLAIN_PORT: '8080' }), /must be another port/)
})

test('a watermark is a text or a picture, and not both', async (context) => {
  const data = await dataWith(context)
  const { values } = await loadConfiguration({ ...data, PORCHLIGHT_WATERMARK_TEXT: '© us' }, false)
  assert.deepEqual([values.watermarkText, values.watermarkOpacity], ['© us', 60])
  const both = { ...data, PORCHLIGHT_WATERMARK_TEXT: '© us', PORCHLIGHT_WATERMARK_PICTURE: '/mark.png' }
  assert.match(await faults(both), /PORCHLIGHT_WATERMARK_PICTURE: cannot be set beside PORCHLIGHT_WATERMARK_TEXT/)
})
