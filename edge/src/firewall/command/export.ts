import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { ipSetArn, regexPatternSetArn } from '@porchlight/system/web-acl/web-acl'

/** A template that makes this firewall; ARNs that stand in its place come from the sets beside it. */
export function cloudFormation({ webAcl, ipSets, regexPatternSets }: Firewall): unknown {
  const resources = [
    ...ipSets.map((set) => ['AWS::WAFv2::IPSet', set, ipSetArn(set.Name)] as const),
    ...regexPatternSets.map((set) => ['AWS::WAFv2::RegexPatternSet', set, regexPatternSetArn(set.Name)] as const),
  ]
  const references = new Map(resources.map(([, set, arn]) => [arn, { 'Fn::GetAtt': [logicalId(set.Name), 'Arn'] }]))
  const referring = (key: string, value: unknown): unknown =>
    key === 'Arn' && typeof value === 'string' ? (references.get(value) ?? value) : value
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The firewall ${webAcl.Name}`,
    Resources: {
      ...Object.fromEntries(resources.map(([Type, Properties]) => [logicalId(Properties.Name), { Type, Properties }])),
      [logicalId(webAcl.Name)]: {
        Type: 'AWS::WAFv2::WebACL',
        Properties: JSON.parse(JSON.stringify(webAcl, referring)),
      },
    },
  }
}

/** Letters and digits only. */
function logicalId(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
}
