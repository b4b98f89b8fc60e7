import { type Assembly, type Located, resources } from '../assembly.ts'
import { keyOf, Links } from '../links.ts'
import { at, fields, list, text } from '../reading.ts'

/** A role, who may take it, and all that its policies say, as text that people read. */
export interface RoleGrants {
  readonly located: Located
  /** `site WebTaskTaskRole`: the stack's part and the logical id without CDK's hash. */
  readonly name: string
  readonly trusts: readonly string[]
  /** Names of AWS's own policies. */
  readonly managed: readonly string[]
  /** `s3:GetObject on <data ObjectsPictures>/uploads/*`, with ` if CONDITION`, or ` DENIED`. Sorted. */
  readonly grants: readonly string[]
}

export function roleGrants(assembly: Assembly): readonly RoleGrants[] {
  const links = new Links(assembly)
  const attached = attachedStatements(assembly, links)
  return resources(assembly, 'AWS::IAM::Role').map((located) => {
    const { Properties } = located.resource
    const inline = list(Properties.Policies).flatMap((policy) => list(at(policy, 'PolicyDocument', 'Statement')))
    const statements = [
      ...inline.map((statement) => ({ stack: located.stack, statement })),
      ...(attached.get(keyOf(located)) ?? []),
    ]
    return {
      located,
      name: nameOf(located),
      trusts: list(at(Properties, 'AssumeRolePolicyDocument', 'Statement')).map(trustText),
      managed: list(Properties.ManagedPolicyArns).map((arn) =>
        writeValue(links, located.stack, arn).replace(/^.*:policy\//, ''),
      ),
      grants: statements.flatMap(({ stack, statement }) => writeStatement(links, stack, statement)).sort(),
    }
  })
}

function attachedStatements(assembly: Assembly, links: Links) {
  const byRole = new Map<string, { stack: string; statement: unknown }[]>()
  for (const { stack, resource } of resources(assembly, 'AWS::IAM::Policy')) {
    const statements = list(at(resource.Properties, 'PolicyDocument', 'Statement'))
    for (const role of links.followAll(stack, list(resource.Properties.Roles))) {
      const own = byRole.get(keyOf(role)) ?? []
      byRole.set(keyOf(role), [...own, ...statements.map((statement) => ({ stack, statement }))])
    }
  }
  return byRole
}

export function nameOf({ part, logicalId }: Pick<Located, 'part' | 'logicalId'>): string {
  return `${part} ${logicalId.replace(/[0-9A-F]{8}$/, '').replace(/[0-9a-f]{32}/, '')}`
}

function trustText(statement: unknown): string {
  const { Principal, Condition } = fields(statement)
  const { Service, ...others } = fields(Principal)
  const who = Object.keys(others).length === 0 ? [Service].flat().map(String).join(', ') : text(Principal)
  return Condition === undefined ? who : `${who} if ${text(Condition)}`
}

function writeStatement(links: Links, stack: string, statement: unknown): string[] {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = fields(statement)
  const actions = Action === undefined ? [`everything but ${text(NotAction)}`] : [Action].flat().map(String)
  const targets =
    Resource === undefined
      ? [`everything but ${text(NotResource)}`]
      : (Array.isArray(Resource) ? Resource : [Resource]).map((each) => writeValue(links, stack, each))
  const condition = Condition === undefined ? '' : ` if ${writeValue(links, stack, Condition)}`
  const denied = Effect === 'Allow' ? '' : ' DENIED'
  return actions.flatMap((action) => targets.map((target) => `${action} on ${target}${condition}${denied}`))
}

/** References as `<part Name>`, texts joined, anything else as JSON. */
export function writeValue(links: Links, stack: string, value: unknown): string {
  if (typeof value === 'string') return value
  const resource = links.follow(stack, value)
  if (resource !== undefined) return `<${nameOf(resource)}>`
  const joined = at(value, 'Fn::Join', 1)
  if (Array.isArray(joined))
    return joined.map((each) => writeValue(links, stack, each)).join(text(value, 'Fn::Join', 0).replaceAll('""', ''))
  if (typeof at(value, 'Ref') === 'string') return `<${text(value, 'Ref')}>`
  if (Array.isArray(value)) return value.map((each) => writeValue(links, stack, each)).join(', ')
  const entries = Object.entries(fields(value))
  return entries.length === 0
    ? text(value)
    : entries.map(([key, each]) => `${key} ${writeValue(links, stack, each)}`).join(' ')
}
