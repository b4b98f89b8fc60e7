import type { Resource, Template } from './template.ts'
import { readUsage, type Usage } from './usage.ts'

export const environments = ['small', 'medium', 'large'] as const
export type Environment = (typeof environments)[number]

interface Size {
  readonly members: number
  readonly zones: number
  readonly nats: number
  readonly endpoints: number
  readonly rules: number
  readonly instances: { readonly type: string; readonly min: number; readonly desired: number; readonly max: number }
  readonly database: { readonly instanceClass: string; readonly gib: number }
  readonly usage: Partial<Usage>
}

/** The sizes of the reference table (`docs/OPERATIONS.md`, Spend), for places that have not synthesized any stack. */
const sizes: Readonly<Record<Environment, Size>> = {
  small: {
    members: 1_000,
    zones: 2,
    nats: 1,
    endpoints: 0,
    rules: 5,
    instances: { type: 't4g.small', min: 2, desired: 2, max: 4 },
    database: { instanceClass: 'db.t4g.micro', gib: 20 },
    usage: {},
  },
  medium: {
    members: 100_000,
    zones: 3,
    nats: 3,
    endpoints: 4,
    rules: 8,
    instances: { type: 'm7g.large', min: 3, desired: 4, max: 8 },
    database: { instanceClass: 'db.t4g.medium', gib: 100 },
    usage: {},
  },
  large: {
    members: 10_000_000,
    zones: 3,
    nats: 3,
    endpoints: 4,
    rules: 10,
    instances: { type: 'm7g.large', min: 30, desired: 40, max: 60 },
    database: { instanceClass: 'db.r7g.8xlarge', gib: 2_000 },
    // One line in ten is kept.
    usage: { logKibPerRequest: 0.34 },
  },
}

export function referenceUsage(environment: Environment): Usage {
  const { members, usage } = sizes[environment]
  return readUsage({ members, ...usage })
}

export function referenceStacks(environment: Environment): readonly Template[] {
  const size = sizes[environment]
  const resources = [...network(size), ...services(size), ...managed(size)]
  const named = resources.map((resource, index) => [`Resource${index}`, resource] as const)
  return [{ Resources: Object.fromEntries(named) }]
}

function network({ zones, nats, endpoints, rules }: Size): readonly Resource[] {
  const subnets = Array.from({ length: zones }, (_, index) => `subnet-${index}`)
  return [
    resource('AWS::EC2::VPC'),
    ...Array.from({ length: nats }, () => resource('AWS::EC2::NatGateway')),
    ...Array.from({ length: endpoints }, () =>
      resource('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', SubnetIds: subnets }),
    ),
    resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing', Subnets: subnets }),
    resource('AWS::WAFv2::WebACL', { Rules: new Array(rules).fill({}) }),
    resource('AWS::Route53::HostedZone'),
  ]
}

function services({ instances }: Size): readonly Resource[] {
  return [
    resource('AWS::ECS::Cluster'),
    resource('AWS::ECS::Service'),
    resource('AWS::AutoScaling::AutoScalingGroup', {
      InstanceType: instances.type,
      MinSize: String(instances.min),
      MaxSize: String(instances.max),
      DesiredCapacity: String(instances.desired),
    }),
    resource('AWS::Logs::LogGroup'),
    resource('AWS::Lambda::Function'),
  ]
}

function managed({ database }: Size): readonly Resource[] {
  const { instanceClass, gib } = database
  return [
    resource('AWS::RDS::DBInstance', { DBInstanceClass: instanceClass, AllocatedStorage: String(gib), MultiAZ: true }),
    resource('AWS::ElastiCache::ServerlessCache'),
    resource('AWS::AppSync::GraphQLApi'),
    resource('AWS::DynamoDB::Table'),
    resource('AWS::S3::Bucket'),
    ...Array.from({ length: 5 }, () => resource('AWS::SecretsManager::Secret')),
    ...Array.from({ length: 15 }, () => resource('AWS::CloudWatch::Alarm', { Metrics: [{}] })),
    resource('AWS::SNS::Topic'),
  ]
}

function resource(Type: string, Properties: Record<string, unknown> = {}): Resource {
  return { Type, Properties, DeletionPolicy: 'Delete' }
}
