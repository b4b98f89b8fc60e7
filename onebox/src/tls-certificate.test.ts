import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { testCertificate } from '@porchlight/runtime/testing/test-certificate'
import { checkCertificate } from './tls-certificate.ts'

const here = { origin: 'https://localhost:8443', apiOrigin: 'https://localhost:8443' }
const dayMs = 86_400_000

test('a certificate of the place is well, and one that is not configured is no fault', async (context) => {
  const tls = testCertificate(context, ['-days', '90'])
  assert.match(await checkCertificate({ ...here, tls }), /cert\.pem, valid until \d{4}-\d\d-\d\d$/)
  const split = { origin: 'https://localhost', apiOrigin: 'https://api.localhost' }
  assert.match(await checkCertificate({ ...split, tls }), /valid until/)
  assert.equal(await checkCertificate({ ...here, tls: undefined }), 'none of our own')
})

test('each thing that is wrong with the files is named with what to do', async (context) => {
  const tls = testCertificate(context)
  const other = testCertificate(context)
  await assert.rejects(
    checkCertificate({ ...here, tls: { ...tls, key: other.key } }),
    /not the private key of .*issued together/,
  )
  await assert.rejects(
    checkCertificate({ ...here, tls: { ...tls, certificate: '/nowhere.pem' } }),
    /ENOENT.*PORCHLIGHT_TLS_CERTIFICATE/,
  )
  await assert.rejects(
    checkCertificate({ ...here, tls: { ...tls, certificate: tls.key } }),
    /not a certificate in PEM form/,
  )
  await writeFile(other.key, 'no key')
  await assert.rejects(checkCertificate({ ...here, tls: { ...tls, key: other.key } }), /not a private key in PEM form/)
})

test('a name of the place that the certificate lacks is named', async (context) => {
  const tls = testCertificate(context)
  const elsewhere = { origin: 'https://porch.example', apiOrigin: 'https://api.localhost', tls }
  await assert.rejects(checkCertificate(elsewhere), /does not hold porch\.example, so browsers .* PORCHLIGHT_ORIGIN/)
  const byAddress = { origin: 'https://[::1]:8443', apiOrigin: 'https://[::1]:8443', tls }
  await assert.rejects(checkCertificate(byAddress), /does not hold \[::1\]/)
})

test('a certificate that has expired, or soon will, is a fault; one of a few days only in its last third', async (context) => {
  const tls = testCertificate(context, ['-days', '90'])
  const at = (days: number) => checkCertificate({ ...here, tls }, Date.now() + days * dayMs)
  await assert.rejects(at(91), /has expired on \d{4}-\d\d-\d\d\. Renew it/)
  await assert.rejects(at(85), /expires on .*, in \d days\. See that what renews it runs/)
  assert.match(await at(80), /valid until/)
  await assert.rejects(at(-1), /not valid before .*clock/)
  const short = testCertificate(context, ['-days', '6'])
  assert.match(await checkCertificate({ ...here, tls: short }), /valid until/)
  await assert.rejects(checkCertificate({ ...here, tls: short }, Date.now() + 5 * dayMs), /expires on/)
})
