import { z } from 'zod'
import { FirewallFault, type RuleFault } from './fault.ts'
import { Statement } from './statements.ts'
import { Firewall, Rule } from './web-acl.ts'

/** Every other that AWS has (`AsnMatchStatement`, `RuleGroupReferenceStatement`) is refused by its name. */
const statementKinds = [
  'SqliMatchStatement',
  'XssMatchStatement',
  'ByteMatchStatement',
  'RegexMatchStatement',
  'RegexPatternSetReferenceStatement',
  'SizeConstraintStatement',
  'GeoMatchStatement',
  'IPSetReferenceStatement',
  'LabelMatchStatement',
  'RateBasedStatement',
  'ManagedRuleGroupStatement',
  'AndStatement',
  'OrStatement',
  'NotStatement',
] as const

const Loose = z.object({ webAcl: z.object({ Rules: z.array(z.unknown()) }) })
const Named = z.object({ Name: z.string(), Statement: z.unknown() })

/**
 * Reads a firewall from outside, a document in JSON.
 *
 * @throws {FirewallFault} with every rule that asks for something that is not evaluated, by its name.
 */
export function parseFirewall(document: unknown): Firewall {
  const parsed = Firewall.safeParse(document)
  if (parsed.success) return parsed.data
  const rules = Loose.safeParse(document).data?.webAcl.Rules ?? []
  const faults = rules.flatMap((rule, index) => faultsOfRule(rule, index))
  if (faults.length > 0) throw new FirewallFault(faults)
  throw new FirewallFault([{ rule: 'web ACL', reason: z.prettifyError(parsed.error) }])
}

function faultsOfRule(document: unknown, index: number): RuleFault[] {
  const parsed = Rule.safeParse(document)
  if (parsed.success) return []
  const named = Named.safeParse(document)
  const rule = named.data?.Name ?? `rule ${index + 1}`
  const unknown = named.success ? unknownKinds(named.data.Statement) : []
  if (unknown.length > 0) return unknown.map((kind) => ({ rule, reason: `${kind} is not evaluated here` }))
  return [{ rule, reason: statementReason(named.data?.Statement) ?? z.prettifyError(parsed.error) }]
}

/** A union says only that nothing fitted; the one kind that the statement names says what does not. */
function statementReason(statement: unknown): string | undefined {
  const parsed = Statement.safeParse(statement)
  if (parsed.success || typeof statement !== 'object' || statement === null) return undefined
  const [kind] = Object.keys(statement)
  return `${kind} is not written as AWS takes it: ${z.prettifyError(parsed.error).slice(0, 1_000)}`
}

/** Wherever they stand: below And, Or, Not, and in scope-down statements. */
function unknownKinds(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(unknownKinds)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (isUnknownKind(key) ? [key] : unknownKinds(inner)))
}

function isUnknownKind(key: string): boolean {
  const isKind = key.endsWith('Statement') && key !== 'Statement' && key !== 'ScopeDownStatement'
  return isKind && !statementKinds.some((kind) => kind === key)
}
