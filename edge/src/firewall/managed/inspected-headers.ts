import { findAttacks } from '../detection/find-attacks.ts'
import type { Finding } from '../detection/findings.ts'
import type { Inspection } from '../inspection.ts'
import { type ComponentFindings, type LocatedFinding, nothing } from './component-findings.ts'

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

/** User agents repeat; the cache is small, and a flooded one costs no more than none. */
const maxCached = 256
const maxCachedLength = 512
const userAgents = new Map<string, readonly Finding[]>()

export function headerFindings({ request: { headers } }: Inspection): ComponentFindings {
  let found: LocatedFinding[] | undefined
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? ''
    const value = headers[index + 1] ?? ''
    if (value === '' || skipped.has(name) || isOrdinary(name, value)) continue
    const findings = name === 'user-agent' ? judgeUserAgent(value) : findAttacks(value, 'header')
    for (const finding of findings) {
      found ??= []
      found.push({ finding, name })
    }
  }
  return found ?? nothing
}

function isOrdinary(name: string, value: string): boolean {
  const isFormal = formal.has(name) || name.startsWith('accept') || name.startsWith('sec-') || name.startsWith('if-')
  return isFormal && ordinary.test(value) && !value.includes('..')
}

function judgeUserAgent(value: string): readonly Finding[] {
  const known = userAgents.get(value)
  if (known !== undefined) return known
  const findings = findAttacks(value, 'user-agent')
  if (value.length > maxCachedLength) return findings
  if (userAgents.size >= maxCached) userAgents.clear()
  userAgents.set(value, findings)
  return findings
}
