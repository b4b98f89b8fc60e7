/**
 * The managed rule groups of AWS that the web ACL uses: names, labels and capacities as AWS publishes them. What is in
 * a rule is AWS's secret; on one machine `edge/` evaluates its own equivalent of each. A rule whose origin is `local`
 * stands for attacks that AWS has no name for in these groups: AWS ignores an override that names it, and never sets
 * its label.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export interface ManagedRule {
  readonly name: string
  /** Complete, as a LabelMatch with scope LABEL names it. */
  readonly label: string
  readonly origin: 'aws' | 'local'
  /** Other than Block: what AWS ships. */
  readonly action?: 'Count'
}

export interface ManagedGroup {
  readonly vendor: 'AWS'
  readonly name: string
  readonly capacity: number
  readonly rules: readonly ManagedRule[]
}

/** How AWS writes a component in a label, by how it writes it in a rule's name. */
const labelEndings: Readonly<Record<string, string>> = {
  URIPATH: 'URIPath',
  QUERYARGUMENTS: 'QueryArguments',
  QUERYSTRING: 'QueryString',
  COOKIE: 'Cookie',
  HEADER: 'Header',
  BODY: 'Body',
  METHOD: 'Method',
}

const namespace = 'awswaf:managed:aws'

function labelled(group: string, origin: ManagedRule['origin'], names: readonly string[]): ManagedRule[] {
  return names.map((name) => {
    const ending = name.slice(name.lastIndexOf('_') + 1)
    const label = `${name.slice(0, -ending.length)}${labelEndings[ending] ?? ending}`
    return { name, label: `${namespace}:${group}:${label}`, origin }
  })
}

function everywhere(...attacks: readonly string[]): string[] {
  const components = ['URIPATH', 'QUERYARGUMENTS', 'COOKIE', 'HEADER', 'BODY']
  return attacks.flatMap((attack) => components.map((component) => `${attack}_${component}`))
}

export const commonRuleSet: ManagedGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesCommonRuleSet',
  capacity: 700,
  rules: [
    { name: 'NoUserAgent_HEADER', label: `${namespace}:core-rule-set:NoUserAgent_Header`, origin: 'aws' },
    { name: 'UserAgent_BadBots_HEADER', label: `${namespace}:core-rule-set:BadBots_Header`, origin: 'aws' },
    ...labelled('core-rule-set', 'aws', [
      'SizeRestrictions_QUERYSTRING',
      'SizeRestrictions_Cookie_HEADER',
      'SizeRestrictions_BODY',
      'SizeRestrictions_URIPATH',
      'EC2MetaDataSSRF_BODY',
      'EC2MetaDataSSRF_COOKIE',
      'EC2MetaDataSSRF_URIPATH',
      'EC2MetaDataSSRF_QUERYARGUMENTS',
      'GenericLFI_QUERYARGUMENTS',
      'GenericLFI_URIPATH',
      'GenericLFI_BODY',
      'RestrictedExtensions_URIPATH',
      'RestrictedExtensions_QUERYARGUMENTS',
      'GenericRFI_QUERYARGUMENTS',
      'GenericRFI_BODY',
      'GenericRFI_URIPATH',
      'CrossSiteScripting_COOKIE',
      'CrossSiteScripting_QUERYARGUMENTS',
      'CrossSiteScripting_BODY',
      'CrossSiteScripting_URIPATH',
    ]),
    ...labelled('core-rule-set', 'local', [
      'EC2MetaDataSSRF_HEADER',
      'GenericLFI_COOKIE',
      'GenericLFI_HEADER',
      'GenericRFI_COOKIE',
      'GenericRFI_HEADER',
      'CrossSiteScripting_HEADER',
      ...everywhere('CommandInjection', 'CodeInjection', 'TemplateInjection', 'LDAPInjection'),
      ...everywhere('NoSQLInjection', 'XMLInjection', 'HeaderInjection', 'ProtocolFault'),
      'GraphQLAbuse_QUERYARGUMENTS',
      'GraphQLAbuse_BODY',
    ]),
  ],
}

export const knownBadInputsRuleSet: ManagedGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesKnownBadInputsRuleSet',
  capacity: 200,
  rules: [
    ...labelled('known-bad-inputs', 'aws', [
      'JavaDeserializationRCE_HEADER',
      'JavaDeserializationRCE_BODY',
      'JavaDeserializationRCE_URIPATH',
      'JavaDeserializationRCE_QUERYSTRING',
    ]),
    { name: 'Host_localhost_HEADER', label: `${namespace}:known-bad-inputs:Host_Localhost_Header`, origin: 'aws' },
    { name: 'PROPFIND_METHOD', label: `${namespace}:known-bad-inputs:Propfind_Method`, origin: 'aws' },
    ...labelled('known-bad-inputs', 'aws', [
      'ExploitablePaths_URIPATH',
      'Log4JRCE_HEADER',
      'Log4JRCE_QUERYSTRING',
      'Log4JRCE_BODY',
      'Log4JRCE_URIPATH',
      'ReactJSRCE_BODY',
    ]),
    ...labelled('known-bad-inputs', 'local', ['JavaDeserializationRCE_COOKIE', 'Log4JRCE_COOKIE']),
    ...labelled('known-bad-inputs', 'local', everywhere('KnownExploit')),
  ],
}

export const sqliRuleSet: ManagedGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesSQLiRuleSet',
  capacity: 200,
  rules: [
    ...labelled('sql-database', 'aws', [
      'SQLi_QUERYARGUMENTS',
      'SQLiExtendedPatterns_QUERYARGUMENTS',
      'SQLi_BODY',
      'SQLiExtendedPatterns_BODY',
      'SQLi_COOKIE',
      'SQLi_URIPATH',
    ]),
    ...labelled('sql-database', 'local', ['SQLi_HEADER']),
  ],
}

export const amazonIpReputationList: ManagedGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesAmazonIpReputationList',
  capacity: 25,
  rules: [
    ...labelled('amazon-ip-list', 'aws', ['AWSManagedIPReputationList', 'AWSManagedReconnaissanceList']),
    {
      name: 'AWSManagedIPDDoSList',
      label: `${namespace}:amazon-ip-list:AWSManagedIPDDoSList`,
      origin: 'aws',
      action: 'Count',
    },
  ],
}

export const anonymousIpList: ManagedGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesAnonymousIpList',
  capacity: 50,
  rules: labelled('anonymous-ip-list', 'aws', ['AnonymousIPList', 'HostingProviderIPList']),
}

export const managedGroups: readonly ManagedGroup[] = [
  commonRuleSet,
  knownBadInputsRuleSet,
  sqliRuleSet,
  amazonIpReputationList,
  anonymousIpList,
]

export function findManagedGroup(vendor: string, name: string): ManagedGroup | undefined {
  return managedGroups.find((group) => group.vendor === vendor && group.name === name)
}
