import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import type { Inspection } from '../inspection.ts'
import type { FieldRegistry } from '../request/field-registry.ts'
import type { CountryOf, Sources } from '../sources.ts'

/** Whether a request matches; what matched goes to `inspection.details`. */
export type Predicate = (inspection: Inspection) => boolean

/** What compiling a rule's statement needs, and where it reports what is wrong with it. */
export interface CompileContext {
  readonly rule: string
  readonly firewall: Firewall
  readonly sources: Sources
  readonly fields: FieldRegistry
  /** Of the web ACL itself: `awswaf:<account>:webacl:<name>:`. */
  readonly labelPrefix: string
  /** Loaded when the first rule asks. */
  readonly countries: () => CountryOf | undefined
  /** The statement cannot be evaluated, so the firewall is refused. */
  fault(reason: string): void
  /** The rule is evaluated without what it would need to match. */
  notice(text: string): void
}

export const never: Predicate = () => false
