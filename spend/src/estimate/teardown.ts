import { resourcePrices } from './resource-prices.ts'
import type { Resource, Template } from './template.ts'

/** What would still be billed after the stacks are destroyed, a sentence each; nothing is as it should be. */
export function billedAfterDestroy(templates: readonly Template[]): readonly string[] {
  return templates.flatMap(({ Resources }) =>
    Object.entries(Resources).flatMap(([name, resource]) => reasonsOf(resource).map((reason) => `${name}: ${reason}`)),
  )
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
function reasonsOf({ Type, DeletionPolicy, Properties }: Resource): readonly string[] {
  if (!resourcePrices.has(Type)) return []
  const reasons: string[] = []
  // A database that is told nothing leaves a snapshot.
  const policy = DeletionPolicy ?? (Type === 'AWS::RDS::DBInstance' ? 'Snapshot' : 'Delete')
  if (policy.startsWith('Retain')) reasons.push(`${Type} stays, and is billed on`)
  if (policy === 'Snapshot') reasons.push(`${Type} leaves a snapshot, which is billed until it is deleted`)
  if (Type === 'AWS::RDS::DBInstance' && Properties.DeleteAutomatedBackups === false) {
    reasons.push('its automated backups stay until their retention ends')
  }
  if (Properties.DeletionProtection === true || Properties.DeletionProtectionEnabled === true) {
    reasons.push('deletion protection keeps it, and the stack, from being destroyed')
  }
  return reasons
}
