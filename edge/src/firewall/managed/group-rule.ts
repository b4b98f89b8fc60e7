import type { ManagedRule } from '@porchlight/system/web-acl/managed-groups'
import type { RuleAction } from '@porchlight/system/web-acl/statements'
import { type CompiledAction, compileAction } from '../rules/action.ts'
import type { CompileContext } from '../statements/statement.ts'
import { addressRules } from './address-rules.ts'
import { localRule, type ManagedMatcher } from './local-rules.ts'

export interface GroupRule {
  readonly name: string
  readonly labels: readonly string[]
  readonly action: CompiledAction
  readonly match: ManagedMatcher
}

/** `undefined`: the rule has nothing to match with. */
export function compileGroupRule(
  { name, label, action }: ManagedRule,
  override: RuleAction | undefined,
  context: CompileContext,
): GroupRule | undefined {
  const match = matcherOf(name, context)
  if (match === undefined) return undefined
  const shipped: RuleAction = action === 'Count' ? { Count: {} } : { Block: {} }
  const bodies = context.firewall.webAcl.CustomResponseBodies
  return { name, labels: [label], match, action: compileAction(override ?? shipped, bodies, context.fault) }
}

function matcherOf(name: string, context: CompileContext): ManagedMatcher | undefined {
  const list = addressRules[name]
  if (list === undefined) {
    const match = localRule(name)
    if (match === undefined) context.fault(`${name} has no local equivalent`)
    return match
  }
  const addresses = context.sources.addressLists[list]
  if (addresses === undefined) {
    context.notice(`${name} has no list of addresses, so it matches nothing`)
    return undefined
  }
  return ({ address }) => (address !== undefined && addresses.has(address) ? [] : undefined)
}
