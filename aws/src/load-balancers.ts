import { api, type Service, web } from '@porchlight/system/services'
import { targetGroupAttributes } from '@porchlight/system/target-group'
import { type LoadBalancer, loadBalancersOnAws, type Topology } from '@porchlight/system/topology'
import { Duration } from 'aws-cdk-lib'
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2'
import { SubnetType } from 'aws-cdk-lib/aws-ec2'
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  DesyncMitigationMode,
  type IListenerCertificate,
  IpAddressType,
  ListenerAction,
  SslPolicy,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
  XffHeaderProcessingMode,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { type Issuer, listenerRule } from './listener-rule.ts'

interface LoadBalancersProps {
  readonly topology: Topology
  readonly vpc: IVpc
  readonly groups: { readonly publicLoadBalancer: ISecurityGroup; readonly internalLoadBalancer: ISecurityGroup }
  readonly certificate: IListenerCertificate
  readonly logs: Bucket
  readonly issuer: Issuer
}

export interface Balanced {
  readonly description: LoadBalancer
  readonly loadBalancer: ApplicationLoadBalancer
  readonly targetGroups: ReadonlyMap<Service['name'], ApplicationTargetGroup>
  readonly rules: readonly Construct[]
}

const described: Readonly<Partial<Record<Service['name'], Service>>> = { web, api }

/** The load balancers of a topology, with the listener rules of `system/`; no request meets a rule that is not there. */
export class LoadBalancers extends Construct {
  readonly all: readonly Balanced[]
  private readonly props: LoadBalancersProps

  constructor(scope: Construct, id: string, props: LoadBalancersProps) {
    super(scope, id)
    this.props = props
    this.all = loadBalancersOnAws(props.topology).map((description) => this.balance(description))
  }

  private balance(description: LoadBalancer): Balanced {
    const { vpc, groups, logs, certificate } = this.props
    const isPublic = description.scheme === 'internet-facing'
    const loadBalancer = new ApplicationLoadBalancer(this, description.name, {
      vpc,
      vpcSubnets: { subnetType: isPublic ? SubnetType.PUBLIC : SubnetType.PRIVATE_WITH_EGRESS },
      internetFacing: isPublic,
      ipAddressType: IpAddressType.IPV4,
      securityGroup: isPublic ? groups.publicLoadBalancer : groups.internalLoadBalancer,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: DesyncMitigationMode.DEFENSIVE,
      deletionProtection: true,
      http2Enabled: true,
      idleTimeout: Duration.seconds(60),
      // `api` counts readers: what `web` forwards keeps the address that the public load balancer saw.
      xffHeaderProcessingMode: isPublic ? XffHeaderProcessingMode.APPEND : XffHeaderProcessingMode.PRESERVE,
    })
    loadBalancer.logAccessLogs(logs, `load-balancers/${description.name}`)
    const listener = new ApplicationListener(this, `${description.name}-listener`, {
      loadBalancer,
      port: 443,
      protocol: ApplicationProtocol.HTTPS,
      certificates: [certificate],
      sslPolicy: SslPolicy.TLS13_RES,
      open: false,
      defaultAction: ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' }),
    })
    const targetGroups = this.targetGroups(description)
    const rules = description.rules.map((rule) =>
      listenerRule(this, `${description.name}-${rule.priority}`, {
        rule,
        listenerArn: listener.listenerArn,
        issuer: this.props.issuer,
        targetGroups,
      }),
    )
    return { description, loadBalancer, targetGroups, rules }
  }

  private targetGroups({ name, rules }: LoadBalancer): ReadonlyMap<Service['name'], ApplicationTargetGroup> {
    const names = new Set(rules.flatMap((rule) => ('forwardTo' in rule ? [rule.forwardTo] : [])))
    return new Map([...names].map((service) => [service, this.targetGroup(name, service)]))
  }

  private targetGroup(balancer: string, service: Service['name']): ApplicationTargetGroup {
    const described_ = described[service]
    if (described_ === undefined) throw new Error(`${service} is no service on AWS`)
    const { port, healthCheck } = described_
    const group = new ApplicationTargetGroup(this, `${balancer}-${service}`, {
      vpc: this.props.vpc,
      port,
      protocol: ApplicationProtocol.HTTP,
      targetType: TargetType.IP,
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      deregistrationDelay: Duration.seconds(targetGroupAttributes['deregistration_delay.timeout_seconds']),
      healthCheck: {
        path: healthCheck.path,
        interval: Duration.millis(healthCheck.intervalMs),
        timeout: Duration.millis(healthCheck.timeoutMs),
        healthyThresholdCount: healthCheck.healthyCount,
        unhealthyThresholdCount: healthCheck.unhealthyCount,
        healthyHttpCodes: healthCheck.matcher,
      },
    })
    return group
  }
}
