import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FirewallFault } from './fault.ts'
import { parseFirewall } from './parse-firewall.ts'
import { firewall } from './porchlight.ts'

function withStatement(Statement: unknown): unknown {
  const rule = { ...firewall.webAcl.Rules[0], Name: 'odd', Statement }
  return { ...firewall, webAcl: { ...firewall.webAcl, Rules: [rule] } }
}

function reasons(document: unknown): string[] {
  try {
    parseFirewall(document)
    return []
  } catch (error) {
    assert.ok(error instanceof FirewallFault)
    return error.faults.map(({ rule, reason }) => `${rule}: ${reason}`)
  }
}

test('the own document comes through JSON unchanged', () => {
  assert.deepEqual(parseFirewall(JSON.parse(JSON.stringify(firewall))), firewall)
})

test('a kind of statement that is not evaluated is refused with the name of its rule, however deep it stands', () => {
  const asn = { AsnMatchStatement: { AsnList: [64_496] } }
  assert.deepEqual(reasons(withStatement(asn)), ['odd: AsnMatchStatement is not evaluated here'])
  const group = { RuleGroupReferenceStatement: { Arn: 'arn:aws:wafv2:x' } }
  const deep = { NotStatement: { Statement: { OrStatement: { Statements: [asn, group] } } } }
  assert.deepEqual(reasons(withStatement(deep)), [
    'odd: AsnMatchStatement is not evaluated here',
    'odd: RuleGroupReferenceStatement is not evaluated here',
  ])
})

test('a field, a transformation or a key that is not known is refused with the name of its rule', () => {
  const matching = {
    FieldToMatch: { UriPath: {} },
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    RegexString: 'a',
  }
  const odd = [
    { RegexMatchStatement: { ...matching, FieldToMatch: { JA3Fingerprint: { FallbackBehavior: 'MATCH' } } } },
    { RegexMatchStatement: { ...matching, TextTransformations: [{ Priority: 0, Type: 'ROT13' }] } },
    { RegexMatchStatement: { ...matching, Invert: true } },
    { GeoMatchStatement: { CountryCodes: ['Germany'] } },
  ]
  for (const statement of odd) {
    const [reason, ...more] = reasons(withStatement(statement))
    assert.match(reason ?? '', /^odd: (?:Regex|Geo)MatchStatement is not written as AWS takes it/)
    assert.deepEqual(more, [])
  }
})

test('a document that is no firewall says so', () => {
  assert.match(reasons({})[0] ?? '', /^web ACL: /)
})
