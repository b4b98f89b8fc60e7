import type { Inspection } from '../inspection.ts'
import { type ComponentFindings, collect, nothing } from './component-findings.ts'

/** Written or checked by the edge itself, or looked at as a component of its own. */
const skipped = new Set([
  'cookie',
  'host',
  'content-length',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-request-id',
])

/** Headers of a closed form. A value that keeps to it carries no attack; one that does not is looked at as any other. */
const formal = new Set([
  'authorization',
  'cache-control',
  'content-encoding',
  'content-language',
  'content-type',
  'dnt',
  'idempotency-key',
  'origin',
  'pragma',
  'priority',
  'range',
  'upgrade-insecure-requests',
])
const ordinary = /^[\w*/,;=.+~:()"?& -]*$/

export function headerFindings({ request: { headers } }: Inspection): ComponentFindings {
  let found = nothing
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? ''
    const value = headers[index + 1] ?? ''
    if (skipped.has(name) || isOrdinary(name, value)) continue
    found = collect(found, value, { name, place: name === 'user-agent' ? 'user-agent' : 'header' })
  }
  return found
}

function isOrdinary(name: string, value: string): boolean {
  const isFormal = formal.has(name) || name.startsWith('accept') || name.startsWith('sec-') || name.startsWith('if-')
  return isFormal && ordinary.test(value) && !value.includes('..')
}
