import { fileURLToPath } from 'node:url'
import type { Place } from './environments/environment.ts'

/** A place that is nobody's: what tests, proofs and estimates synthesize. Its functions are stand-ins. */
export const samplePlace: Place = {
  account: '111122223333',
  region: 'us-east-1',
  domain: 'community.example.org',
  hostedZoneId: 'Z0123456789EXAMPLE',
  alertsEmail: 'operator@example.org',
  release: '0.1.0',
  functions: fileURLToPath(new URL('testing/functions', import.meta.url)),
}
