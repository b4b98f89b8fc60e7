import type { ErrorCode, Fault } from '@porchlight/contract/errors'
import { FirewallFault } from '@porchlight/system/web-acl/fault'

/** A request of an operator's that the keeper does not fulfil; nothing was changed. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly faults: readonly Fault[]

  constructor(code: ErrorCode, faults: readonly Fault[] = []) {
    super(faults.map(({ message }) => message).join('\n') || code)
    this.name = 'Refusal'
    this.code = code
    this.faults = faults
  }
}

/** What a firewall refuses, with the names of its rules. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof FirewallFault)) return error
  return new Refusal(
    'firewall_fault',
    error.faults.map(({ rule, reason }) => ({ in: 'body', pointer: '', message: `${rule}: ${reason}` })),
  )
}

export function reasonsOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll('\n', '; ') : String(error)
}
