import { maxUploadBytes } from '../data.ts'
import { accessToken } from '../token.ts'
import { contentPaths, credentialPaths } from './content-paths.ts'
import {
  amazonIpReputationList,
  anonymousIpList,
  commonRuleSet,
  knownBadInputsRuleSet,
  type ManagedGroup,
  sqliRuleSet,
} from './managed-groups.ts'
import { moreThan } from './more-than.ts'
import type { RuleActionOverride, Statement } from './statements.ts'
import { type Firewall, type IPSet, ipSetArn, type Rule } from './web-acl.ts'

/**
 * The place's own firewall: one document for the web ACL of each internet-facing load balancer. What an operator
 * changes comes on top of it as an overlay.
 */

const asItIs = [{ Priority: 0, Type: 'NONE' as const }]
const urlDecoded = [{ Priority: 0, Type: 'URL_DECODE' as const }]

/** `block-list` and `allow-list` each read a set of either version. */
export const ipSetNames = ['allowed-v4', 'allowed-v6', 'blocked-v4', 'blocked-v6'] as const

function emptySet(Name: (typeof ipSetNames)[number]): IPSet {
  return { Name, Scope: 'REGIONAL', IPAddressVersion: Name.endsWith('v6') ? 'IPV6' : 'IPV4', Addresses: [] }
}

function visibility(MetricName: string) {
  return { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName }
}

function inSets(v4: (typeof ipSetNames)[number], v6: (typeof ipSetNames)[number]): Statement {
  return or([v4, v6].map((name) => ({ IPSetReferenceStatement: { Arn: ipSetArn(name) } })))
}

function or(Statements: readonly Statement[]): Statement {
  return { OrStatement: { Statements } }
}

function and(...Statements: readonly Statement[]): Statement {
  return { AndStatement: { Statements } }
}

function method(SearchString: string): Statement {
  return {
    ByteMatchStatement: {
      FieldToMatch: { Method: {} },
      PositionalConstraint: 'EXACTLY',
      SearchString,
      TextTransformations: asItIs,
    },
  }
}

function path(SearchString: string, PositionalConstraint: 'EXACTLY' | 'STARTS_WITH'): Statement {
  return {
    ByteMatchStatement: {
      FieldToMatch: { UriPath: {} },
      PositionalConstraint,
      SearchString,
      TextTransformations: asItIs,
    },
  }
}

/** Decoded, because `api` reads `/api/auth/sign%2Din` as the sign-in too. */
const credentialPath: Statement = {
  RegexMatchStatement: {
    FieldToMatch: { UriPath: {} },
    RegexString: `^(?:${credentialPaths.join('|')})/?$`,
    TextTransformations: urlDecoded,
  },
}

function contentLength(RegexString: string): Statement {
  return {
    RegexMatchStatement: {
      FieldToMatch: { SingleHeader: { Name: 'content-length' } },
      RegexString,
      TextTransformations: asItIs,
    },
  }
}

/** Who sends too much is told when to come again. */
const tooMany = {
  Block: {
    CustomResponse: { ResponseCode: 429, ResponseHeaders: [{ Name: 'Retry-After', Value: '60' }] },
  },
}

/** A validator that cannot fetch the keys refuses every member, so nothing that follows may refuse the validators. */
const keyDiscovery: Rule = {
  Name: 'key-discovery',
  Priority: 0,
  Statement: and(method('GET'), or([accessToken.discoveryPath, accessToken.jwksPath].map((at) => path(at, 'EXACTLY')))),
  Action: { Allow: {} },
  VisibilityConfig: visibility('key-discovery'),
}

const allowList: Rule = {
  Name: 'allow-list',
  Priority: 10,
  Statement: inSets('allowed-v4', 'allowed-v6'),
  Action: { Allow: {} },
  VisibilityConfig: visibility('allow-list'),
}

const blockList: Rule = {
  Name: 'block-list',
  Priority: 20,
  Statement: inSets('blocked-v4', 'blocked-v6'),
  Action: { Block: {} },
  VisibilityConfig: visibility('block-list'),
}

/** Stands in the web ACL only when an overlay names countries: AWS refuses the statement without any. */
export function countryRule(CountryCodes: string[]): Rule {
  return {
    Name: 'blocked-countries',
    Priority: 30,
    Statement: { GeoMatchStatement: { CountryCodes } },
    Action: { Block: {} },
    VisibilityConfig: visibility('blocked-countries'),
  }
}

/** 600 requests a second for a minute: a school behind one address stays below, a flood does not. */
const requestsByAddress: Rule = {
  Name: 'requests-by-address',
  Priority: 40,
  Statement: { RateBasedStatement: { Limit: 36_000, EvaluationWindowSec: 60, AggregateKeyType: 'IP' } },
  Action: tooMany,
  VisibilityConfig: visibility('requests-by-address'),
}

/** One a second for five minutes: more than a room full of people who sign in, too few to guess passwords. */
const credentialsByAddress: Rule = {
  Name: 'credentials-by-address',
  Priority: 50,
  Statement: {
    RateBasedStatement: {
      Limit: 300,
      EvaluationWindowSec: 300,
      AggregateKeyType: 'CUSTOM_KEYS',
      CustomKeys: [{ IP: {} }, { UriPath: { TextTransformations: urlDecoded } }],
      ScopeDownStatement: and(method('POST'), credentialPath),
    },
  },
  Action: tooMany,
  VisibilityConfig: visibility('credentials-by-address'),
}

/**
 * An ALB shows its firewall 8,192 bytes of a body, so what bounds the whole is the length that it announces: under
 * 1 MB, and for a picture what an original may have.
 */
const bodySize: Rule = {
  Name: 'body-size',
  Priority: 60,
  Statement: or([
    contentLength(moreThan(maxUploadBytes)),
    and(contentLength('^[0-9]{7,}$'), { NotStatement: { Statement: path('/uploads/', 'STARTS_WITH') } }),
  ]),
  Action: { Block: { CustomResponse: { ResponseCode: 413 } } },
  VisibilityConfig: visibility('body-size'),
}

function managed(Name: string, Priority: number, { vendor, group, counted }: ManagedChoice): Rule {
  return {
    Name,
    Priority,
    Statement: {
      ManagedRuleGroupStatement: {
        VendorName: vendor,
        Name: group.name,
        ...(counted.length > 0 && { RuleActionOverrides: counted.map(count) }),
      },
    },
    OverrideAction: { None: {} },
    VisibilityConfig: visibility(Name),
  }
}

interface ManagedChoice {
  readonly vendor: ManagedGroup['vendor']
  readonly group: ManagedGroup
  /** Rules that set their label and block nothing. */
  readonly counted: readonly string[]
}

function count(Name: string): RuleActionOverride {
  return { Name, ActionToUse: { Count: {} } }
}

/** What judges the content of a body. Where that blocks is said once, in `attacks-in-bodies`. */
function bodyRules({ rules }: ManagedGroup) {
  return rules.filter(({ name }) => name.endsWith('_BODY') && name !== 'SizeRestrictions_BODY')
}

function bodyRuleNames(group: ManagedGroup): string[] {
  return bodyRules(group).map(({ name }) => name)
}

/**
 * Counted besides the bodies: a program without a User-Agent is welcome; a long post is more than 8 KB, and `body-size`
 * bounds it; members come through hosting providers when they use a VPN, and so do feed readers; `long-queries` says where a query may be long.
 */
const groups: readonly Rule[] = [
  managed('ip-reputation', 70, { vendor: 'AWS', group: amazonIpReputationList, counted: [] }),
  managed('anonymous-ip', 80, { vendor: 'AWS', group: anonymousIpList, counted: ['HostingProviderIPList'] }),
  managed('common', 90, {
    vendor: 'AWS',
    group: commonRuleSet,
    counted: [
      'NoUserAgent_HEADER',
      'SizeRestrictions_BODY',
      'SizeRestrictions_QUERYSTRING',
      ...bodyRuleNames(commonRuleSet),
    ],
  }),
  managed('known-bad-inputs', 100, {
    vendor: 'AWS',
    group: knownBadInputsRuleSet,
    counted: bodyRuleNames(knownBadInputsRuleSet),
  }),
  managed('sqli', 110, { vendor: 'AWS', group: sqliRuleSet, counted: bodyRuleNames(sqliRuleSet) }),
]

/** A hundred members by their ids are 3,700 bytes; whatever else is asked for fits into the 2,048 of the common rules. */
const longQueries: Rule = {
  Name: 'long-queries',
  Priority: 115,
  Statement: and(
    { LabelMatchStatement: { Scope: 'LABEL', Key: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_QueryString' } },
    { NotStatement: { Statement: and(method('GET'), path('/api/members', 'EXACTLY')) } },
  ),
  Action: { Block: {} },
  VisibilityConfig: visibility('long-queries'),
}

const attackLabels = [commonRuleSet, knownBadInputsRuleSet, sqliRuleSet].flatMap(bodyRules).map(({ label }) => label)

const attacksInBodies: Rule = {
  Name: 'attacks-in-bodies',
  Priority: 120,
  Statement: and(or(attackLabels.map((Key) => ({ LabelMatchStatement: { Scope: 'LABEL', Key } }))), {
    NotStatement: {
      Statement: or(contentPaths.map((each) => and(method(each.method), path(each.path, each.position)))),
    },
  }),
  Action: { Block: {} },
  VisibilityConfig: visibility('attacks-in-bodies'),
}

/** A password may be any text; what stands beside it may not. */
const attacksBesidePasswords: Rule = {
  Name: 'attacks-beside-passwords',
  Priority: 130,
  Statement: and(method('POST'), credentialPath, {
    SqliMatchStatement: {
      FieldToMatch: {
        JsonBody: {
          MatchPattern: { IncludedPaths: ['/email', '/handle', '/token', '/invitation'] },
          MatchScope: 'VALUE',
          InvalidFallbackBehavior: 'NO_MATCH',
        },
      },
      SensitivityLevel: 'LOW',
      TextTransformations: asItIs,
    },
  }),
  Action: { Block: {} },
  VisibilityConfig: visibility('attacks-beside-passwords'),
}

export const firewall: Firewall = {
  webAcl: {
    Name: 'porchlight',
    Description: 'What may reach the load balancer',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    Rules: [
      keyDiscovery,
      allowList,
      blockList,
      requestsByAddress,
      credentialsByAddress,
      bodySize,
      ...groups,
      longQueries,
      attacksInBodies,
      attacksBesidePasswords,
    ],
    VisibilityConfig: visibility('porchlight'),
  },
  ipSets: ipSetNames.map(emptySet),
  regexPatternSets: [],
}
