import type { Family } from '../../src/firewall/detection/findings.ts'

/** One value of a request, and what the firewall should make of it. */
export interface Sample {
  readonly text: string
  readonly family: Family | 'benign'
  /** Which sort of attack or benign value, or how it is encoded: rates are told by it. */
  readonly kind: string
}
