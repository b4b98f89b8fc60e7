import type { RuleMatchDetail } from '@porchlight/contract/firewall-log'
import type { Family, Finding } from '../detection/findings.ts'
import type { Inspection } from '../inspection.ts'
import type { ComponentFindings } from './component-findings.ts'
import { type Component, components, findingsOf, locations } from './components.ts'
import { requestRules } from './request-rules.ts'

/** What matched, or `undefined`. */
export type ManagedMatcher = (inspection: Inspection) => readonly RuleMatchDetail[] | undefined

type Sought = (finding: Finding) => boolean

function anyOf(...families: readonly Family[]): Sought {
  return ({ family }) => families.includes(family)
}

const deserialization: Sought = ({ family, rule }) => family === 'java-injection' && /deseriali/i.test(rule)
const code = anyOf('php-injection', 'java-injection', 'node-injection', 'server-side-include')

/** Which findings of `detection/` each managed rule stands for, by the rule's name without its component. */
const attacks: Readonly<Record<string, Sought>> = {
  CrossSiteScripting: anyOf('xss'),
  GenericLFI: anyOf('path-traversal'),
  GenericRFI: anyOf('remote-file-inclusion'),
  EC2MetaDataSSRF: anyOf('ssrf'),
  CommandInjection: anyOf('command-injection-unix', 'command-injection-windows'),
  CodeInjection: (finding) => code(finding) && !deserialization(finding),
  TemplateInjection: anyOf('template-injection'),
  LDAPInjection: anyOf('ldap-injection'),
  NoSQLInjection: anyOf('nosql-injection'),
  XMLInjection: anyOf('xxe'),
  HeaderInjection: anyOf('crlf-injection'),
  ProtocolFault: anyOf('protocol-fault'),
  GraphQLAbuse: anyOf('graphql-abuse'),
  JavaDeserializationRCE: deserialization,
  Log4JRCE: ({ family, rule }) => family === 'known-cve-probe' && /log4|jndi/i.test(rule),
  ReactJSRCE: ({ family, rule }) => family === 'known-cve-probe' && /react/i.test(rule),
  ExploitablePaths: anyOf('exploitable-path'),
  KnownExploit: anyOf('known-cve-probe', 'scanner', 'exploitable-path'),
  SQLi: anyOf('sql'),
  UserAgent_BadBots: anyOf('scanner'),
}

/** AWS's second set of patterns for the same attack; here `SQLi_*` stands for all of them. */
const folded = new Set(['SQLiExtendedPatterns'])

const conditionTypes: Readonly<Partial<Record<Family, string>>> = { sql: 'SQL_INJECTION', xss: 'XSS' }

/** The local equivalent of a managed rule that looks at the request; `undefined`: there is none. */
export function localRule(name: string): ManagedMatcher | undefined {
  const special = requestRules[name]
  if (special !== undefined) return (inspection) => (special(inspection) ? [] : undefined)
  const underscore = name.lastIndexOf('_')
  const attack = name.slice(0, underscore)
  if (folded.has(attack)) return () => undefined
  const sought = attacks[attack]
  const component = componentOf(name.slice(underscore + 1))
  if (sought === undefined || component === undefined) return undefined
  const findings = findingsOf(component)
  return (inspection) => match(findings(inspection), sought, component)
}

function componentOf(ending: string): Component | undefined {
  return ending === 'QUERYSTRING' ? 'QUERYARGUMENTS' : components.find((component) => component === ending)
}

function match(
  findings: ComponentFindings,
  sought: Sought,
  component: Component,
): readonly RuleMatchDetail[] | undefined {
  if (findings.length === 0) return undefined
  const found = findings.find(({ finding }) => sought(finding))
  if (found === undefined) return undefined
  const { finding, name } = found
  return [
    {
      conditionType: conditionTypes[finding.family] ?? finding.family.replaceAll('-', '_').toUpperCase(),
      location: locations[component],
      matchedData: [finding.matched],
      ...(name !== undefined && { matchedFieldName: name }),
    },
  ]
}
