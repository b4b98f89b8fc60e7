import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { createLogger } from '@porchlight/runtime/logger'
import { testCertificate } from '@porchlight/runtime/testing/test-certificate'
import { until } from '../testing/edge-under-test.ts'
import { readKeyPair, watchKeyPair } from './certificate.ts'
import type { KeyPair } from './secure-server.ts'

test('a certificate and its key are read, with the day until which it is good', async (context) => {
  const files = testCertificate(context, ['-days', '30'])
  const { cert, validUntil } = await readKeyPair(files)
  assert.equal(validUntil.getTime(), new X509Certificate(cert).validToDate.getTime())
})

test('each fault of the files says which file it is and what to do', async (context) => {
  const files = testCertificate(context)
  const other = testCertificate(context)
  const faults: readonly [Partial<typeof files>, RegExp][] = [
    [{ certificate: '/nowhere/cert.pem' }, /^\/nowhere\/cert\.pem cannot be read \(ENOENT.*Check the path/],
    [{ certificate: files.key }, /key\.pem is not a certificate in PEM form\. Give/],
    [{ key: files.certificate }, /cert\.pem is not a private key in PEM form/],
    [{ key: other.key }, /key\.pem is not the private key of .*cert\.pem\. Give the two/],
  ]
  for (const [changes, message] of faults) {
    await assert.rejects(readKeyPair({ ...files, ...changes }), { name: 'CertificateFault', message })
  }
})

test('a renewed pair is told of once both files are there, and a broken one never', async (context) => {
  const files = testCertificate(context)
  const next = testCertificate(context)
  const stop = new AbortController()
  const told: KeyPair[] = []
  const watching = watchKeyPair(await readKeyPair(files), {
    files,
    intervalMs: 5,
    logger: createLogger('edge', 'silent'),
    signal: stop.signal,
    changed: (pair) => told.push(pair),
  })
  await writeFile(files.certificate, 'half a cert')
  await copyFile(next.certificate, files.certificate)
  await copyFile(next.key, files.key)
  await until(() => told.length > 0)
  assert.deepEqual(
    told.map(({ cert }) => cert),
    [await readFile(next.certificate)],
  )
  stop.abort()
  await watching
})
