import { api, web } from '@porchlight/system/services'
import { loadBalancersOnAws, type Topology } from '@porchlight/system/topology'
import { Stack, type StackProps, Tags } from 'aws-cdk-lib'
import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type ISecurityGroup,
  Peer,
  Port,
  SecurityGroup,
  type SelectedSubnets,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'
import { retention } from './log-retention.ts'

const groupNames = [
  'publicLoadBalancer',
  'internalLoadBalancer',
  'web',
  'api',
  'node',
  'database',
  'cache',
  'endpoints',
] as const
type GroupName = (typeof groupNames)[number]

const descriptions: Readonly<Record<GroupName, string>> = {
  publicLoadBalancer: 'What the internet reaches',
  internalLoadBalancer: 'What services reach one another by',
  web: 'Tasks of web',
  api: 'Tasks of api',
  node: 'Nodes of the cluster',
  database: 'PostgreSQL',
  cache: 'Valkey',
  endpoints: 'Endpoints of AWS services',
}

/**
 * The VPC, and every security group with its rules in both directions: groups that name one another across stacks
 * would make a circle of them.
 */
export class Network extends Stack {
  readonly vpc: Vpc
  readonly groups: Readonly<Record<GroupName, ISecurityGroup>>
  readonly isolated: SelectedSubnets

  constructor(scope: Construct, id: string, props: StackProps & { environment: Environment; topology: Topology }) {
    super(scope, id, props)
    const { environment, topology } = props
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.0.0.0/16'),
      maxAzs: environment.zones,
      natGateways: environment.natGateways,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    })
    const flowLogs = new LogGroup(this, 'FlowLogs', { retention: retention(environment.logDays) })
    this.vpc.addFlowLog('FlowLog', { destination: FlowLogDestination.toCloudWatchLogs(flowLogs) })
    this.isolated = this.vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED })
    this.groups = this.makeGroups()
    this.connect(topology)
    this.addEndpoints(environment)
  }

  /** Az look-ups need the network and an account; these are the zones' names everywhere. */
  override get availabilityZones(): string[] {
    return ['a', 'b', 'c'].map((zone) => `${this.region}${zone}`)
  }

  private makeGroups(): Readonly<Record<GroupName, SecurityGroup>> {
    const make = (name: GroupName): SecurityGroup => {
      const group = new SecurityGroup(this, `${name}Group`, {
        vpc: this.vpc,
        description: descriptions[name],
        allowAllOutbound: false,
        disableInlineRules: true,
      })
      Tags.of(group).add('Name', `${this.stackName}/${name}`)
      return group
    }
    return {
      publicLoadBalancer: make('publicLoadBalancer'),
      internalLoadBalancer: make('internalLoadBalancer'),
      web: make('web'),
      api: make('api'),
      node: make('node'),
      database: make('database'),
      cache: make('cache'),
      endpoints: make('endpoints'),
    }
  }

  private connect(topology: Topology): void {
    const { groups } = this
    groups.publicLoadBalancer.addIngressRule(Peer.anyIpv4(), Port.tcp(443), 'Browsers')
    this.allow('publicLoadBalancer', 'web', web.port)
    if (isApiPublic(topology)) this.allow('publicLoadBalancer', 'api', api.port)
    this.allow('web', 'internalLoadBalancer', 443)
    this.allow('internalLoadBalancer', 'api', api.port)
    this.allow('api', 'database', 5432)
    // Serverless: one port for writes, the next for reads from a replica.
    this.allow('api', 'cache', 6379)
    this.allow('api', 'cache', 6380)
    // Images, logs and secrets are fetched by the node, so `web` needs nothing but `api`.
    for (const name of ['api', 'node'] as const) {
      groups[name].addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'AWS services, and what operators call')
      this.allow(name, 'endpoints', 443)
    }
    // SES by SMTP, in TLS from the first byte.
    groups.api.addEgressRule(Peer.anyIpv4(), Port.tcp(465), 'Mail by SES')
    // The load balancers fetch the keys of tokens by the place's own name.
    groups.publicLoadBalancer.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'Keys of access tokens')
    groups.internalLoadBalancer.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'Keys of access tokens')
  }

  private allow(from: GroupName, to: GroupName, port: number): void {
    const { groups } = this
    groups[from].addEgressRule(groups[to], Port.tcp(port), `${from} to ${to}`)
    groups[to].addIngressRule(groups[from], Port.tcp(port), `${from} to ${to}`)
  }

  private addEndpoints({ interfaceEndpoints }: Environment): void {
    this.vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 })
    this.vpc.addGatewayEndpoint('DynamoDb', { service: GatewayVpcEndpointAwsService.DYNAMODB })
    if (!interfaceEndpoints) return
    const service = InterfaceVpcEndpointAwsService
    const services = {
      EcrApi: service.ECR,
      EcrDocker: service.ECR_DOCKER,
      Logs: service.CLOUDWATCH_LOGS,
      SecretsManager: service.SECRETS_MANAGER,
      Ecs: service.ECS,
      EcsAgent: service.ECS_AGENT,
      EcsTelemetry: service.ECS_TELEMETRY,
    }
    for (const [id, each] of Object.entries(services)) {
      this.vpc.addInterfaceEndpoint(id, { service: each, securityGroups: [this.groups.endpoints], open: false })
    }
  }
}

function isApiPublic(topology: Topology): boolean {
  const isPublic = loadBalancersOnAws(topology).filter(({ scheme }) => scheme === 'internet-facing')
  return isPublic.some(({ rules }) => rules.some((rule) => 'forwardTo' in rule && rule.forwardTo === 'api'))
}
