import { firewall } from '@porchlight/system/web-acl/porchlight'
import { ipSetArn, regexPatternSetArn } from '@porchlight/system/web-acl/web-acl'
import { Names, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import {
  CfnIPSet,
  CfnLoggingConfiguration,
  CfnRegexPatternSet,
  CfnWebACL,
  CfnWebACLAssociation,
} from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'
import { retention } from './log-retention.ts'

/** The web ACL of `system/`, word for word, but for the sets: their real ARNs take the place of their names. */
export class Firewall extends Construct {
  readonly webAcl: CfnWebACL
  private readonly sets = new Map<string, string>()

  constructor(scope: Construct, id: string, { logDays }: Environment) {
    super(scope, id)
    const { webAcl, ipSets, regexPatternSets } = firewall
    for (const set of ipSets) {
      const { Name, Scope, IPAddressVersion, Addresses } = set
      const made = new CfnIPSet(this, Name, { scope: Scope, ipAddressVersion: IPAddressVersion, addresses: Addresses })
      this.sets.set(ipSetArn(Name), made.attrArn)
    }
    for (const { Name, Scope, RegularExpressionList } of regexPatternSets) {
      const made = new CfnRegexPatternSet(this, Name, { scope: Scope, regularExpressionList: RegularExpressionList })
      this.sets.set(regexPatternSetArn(Name), made.attrArn)
    }
    this.webAcl = new CfnWebACL(this, 'WebAcl', {
      scope: webAcl.Scope,
      defaultAction: { allow: {} },
      visibilityConfig: {
        sampledRequestsEnabled: webAcl.VisibilityConfig.SampledRequestsEnabled,
        cloudWatchMetricsEnabled: webAcl.VisibilityConfig.CloudWatchMetricsEnabled,
        metricName: webAcl.VisibilityConfig.MetricName,
      },
    })
    // The document is in CloudFormation's own shape, so it goes into the template as it is.
    this.webAcl.addPropertyOverride('DefaultAction', webAcl.DefaultAction)
    this.webAcl.addPropertyOverride('Rules', this.withArns(webAcl.Rules))
    if (webAcl.CustomResponseBodies !== undefined) {
      this.webAcl.addPropertyOverride('CustomResponseBodies', webAcl.CustomResponseBodies)
    }
    this.log(logDays)
  }

  protect(id: string, resourceArn: string): void {
    new CfnWebACLAssociation(this, id, { resourceArn, webAclArn: this.webAcl.attrArn })
  }

  private log(logDays: Environment['logDays']): void {
    const logs = new LogGroup(this, 'Logs', {
      // WAF writes to groups of this prefix only.
      logGroupName: `aws-waf-logs-${Names.uniqueResourceName(this, { maxLength: 80, separator: '-' })}`,
      retention: retention(logDays),
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.webAcl.attrArn,
      logDestinationConfigs: [
        // Without the `:*` at the end, which WAF refuses.
        Stack.of(this).formatArn({ service: 'logs', resource: `log-group:${logs.logGroupName}` }),
      ],
      redactedFields: [{ singleHeader: { Name: 'authorization' } }, { singleHeader: { Name: 'cookie' } }],
    })
  }

  private withArns(value: unknown): unknown {
    if (typeof value === 'string') return this.sets.get(value) ?? value
    if (Array.isArray(value)) return value.map((each) => this.withArns(each))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.withArns(each)]))
  }
}
