import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** Where a certificate and its private key are, both PEM. */
interface CertificateFiles {
  readonly certificate: string
  readonly key: string
}

/** A new self-signed certificate of `localhost`, by the system's openssl, gone with the test. */
export function testCertificate(context: TestContext, options: readonly string[] = []): CertificateFiles {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const files = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=localhost']
  const names = ['-addext', 'subjectAltName=DNS:localhost,DNS:api.localhost']
  const to = ['-keyout', files.key, '-out', files.certificate]
  execFileSync('openssl', ['req', '-x509', ...made, ...names, ...to, ...options], { stdio: 'ignore' })
  return files
}
