import { z } from 'zod'
import { databaseHours, instanceHours, type PriceId } from './prices.ts'
import { type Demand, EstimateFault } from './usage.ts'

export const bounds = ['low', 'expected', 'high'] as const
export type Bound = (typeof bounds)[number]

/** Either so much of a price, or an amount of its own. */
export type Charge =
  | { readonly driver: string; readonly price: PriceId; readonly amount: number }
  | { readonly driver: string; readonly usd: number }

export interface ResourcePrice {
  readonly tier: string
  /** Of each such resource, whether it is used or not. */
  readonly standing?: (properties: Record<string, unknown>, bound: Bound) => readonly Charge[]
  /** Of all such resources together, by what is asked of the system. */
  readonly metered?: (demand: Demand) => readonly Charge[]
}

const hours = 730
const hourly = (driver: string, price: PriceId, amount = 1): Charge => ({ driver, price, amount: amount * hours })
const monthly = (driver: string, price: PriceId, amount = 1): Charge => ({ driver, price, amount })

const Group = z.object({
  MinSize: z.coerce.number().nonnegative(),
  MaxSize: z.coerce.number().nonnegative(),
  DesiredCapacity: z.coerce.number().nonnegative().optional(),
  InstanceType: z.string(),
})

const Database = z.object({
  DBInstanceClass: z.string(),
  AllocatedStorage: z.coerce.number().nonnegative(),
  MultiAZ: z.boolean().default(false),
})

const rootVolumeGb = 30

function groupOfInstances(properties: Record<string, unknown>, bound: Bound): readonly Charge[] {
  const { InstanceType, MinSize, MaxSize, DesiredCapacity = MinSize } = read(Group, properties)
  const count = { low: MinSize, expected: DesiredCapacity, high: MaxSize }[bound]
  return [
    { driver: 'instances', usd: count * hours * hourOf(instanceHours, InstanceType) },
    monthly('instance disks', 'gp3Gb', count * rootVolumeGb),
  ]
}

function database(properties: Record<string, unknown>): readonly Charge[] {
  const { DBInstanceClass, AllocatedStorage, MultiAZ } = read(Database, properties)
  const copies = MultiAZ ? 2 : 1
  return [
    { driver: 'database', usd: copies * hours * hourOf(databaseHours, DBInstanceClass) },
    monthly('database storage', 'rdsGb', copies * AllocatedStorage),
  ]
}

function read<T>(schema: z.ZodType<T>, properties: Record<string, unknown>): T {
  const parsed = schema.safeParse(properties)
  if (parsed.success) return parsed.data
  throw new EstimateFault(`A resource cannot be priced: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`)
}

function hourOf(table: ReadonlyMap<string, number>, name: string): number {
  const usd = table.get(name)
  if (usd === undefined) throw new EstimateFault(`The price table does not know ${name}: add it to prices.ts.`)
  return usd
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 1)
const endpointKind = (value: unknown): boolean => value === 'Interface'

const dynamo = (demand: Demand): readonly Charge[] => [
  // A message is written for its conversation and for each who reads it; operations read.
  monthly('messages: writes', 'dynamoWriteMillion', demand.messages * 4),
  monthly('messages: reads', 'dynamoReadMillion', demand.operations * 3),
  monthly('messages: storage', 'dynamoGb', (demand.messages * demand.monthsKept * 1_000_000) / 1024 ** 2),
]

const appsync = (demand: Demand): readonly Charge[] => [
  monthly('messages: operations', 'appsyncMillion', demand.operations),
  monthly('messages: updates', 'appsyncUpdateMillion', demand.updates),
  monthly('messages: connections', 'appsyncMinuteMillion', demand.connectedMinutes),
]

/** What is billed, by its CloudFormation type. */
export const resourcePrices: ReadonlyMap<string, ResourcePrice> = new Map<string, ResourcePrice>([
  [
    'AWS::EC2::NatGateway',
    {
      tier: 'network',
      standing: () => [hourly('NAT', 'natHour'), hourly('public addresses', 'ipv4Hour')],
      // What the services fetch: images of containers, mails, webhooks.
      metered: ({ trafficGb }) => [monthly('NAT traffic', 'natGb', trafficGb * 0.09)],
    },
  ],
  [
    'AWS::EC2::VPCEndpoint',
    {
      tier: 'network',
      standing: ({ VpcEndpointType, SubnetIds }) =>
        endpointKind(VpcEndpointType) ? [hourly('interface endpoints', 'endpointHour', lengthOf(SubnetIds))] : [],
    },
  ],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    {
      tier: 'load balancer',
      standing: ({ Scheme, Subnets }) => [
        hourly('load balancers', 'albHour'),
        ...(Scheme === 'internal' ? [] : [hourly('public addresses', 'ipv4Hour', lengthOf(Subnets))]),
      ],
      metered: ({ trafficGb }) => [
        monthly('load balancer capacity', 'lcuHour', trafficGb),
        monthly('traffic to members', 'egressGb', trafficGb),
      ],
    },
  ],
  [
    'AWS::WAFv2::WebACL',
    {
      tier: 'firewall',
      standing: ({ Rules }) => [
        monthly('web ACLs', 'webAclMonth'),
        monthly('firewall rules', 'wafRuleMonth', Array.isArray(Rules) ? Rules.length : 0),
      ],
      metered: ({ requests, operations }) => [monthly('firewall requests', 'wafMillion', requests + operations)],
    },
  ],
  ['AWS::AutoScaling::AutoScalingGroup', { tier: 'cluster', standing: groupOfInstances }],
  ['AWS::RDS::DBInstance', { tier: 'relational', standing: database }],
  [
    'AWS::ElastiCache::ServerlessCache',
    {
      tier: 'cache',
      standing: () => [hourly('cache: least memory', 'cacheGbHour', 0.1)],
      metered: ({ requests }) => [
        monthly('cache: requests', 'ecpuMillion', requests * 3),
        hourly('cache: memory', 'cacheGbHour', requests / 150),
      ],
    },
  ],
  ['AWS::AppSync::GraphQLApi', { tier: 'messaging', metered: appsync }],
  ['AWS::DynamoDB::Table', { tier: 'messaging', metered: dynamo }],
  [
    'AWS::S3::Bucket',
    {
      tier: 'pictures',
      metered: ({ pictureGb, monthsKept, pictures }) => [
        monthly('pictures: storage', 's3Gb', pictureGb * monthsKept),
        monthly('pictures: writes', 's3PutThousand', (pictures * 7) / 1_000),
      ],
    },
  ],
  [
    'AWS::Lambda::Function',
    {
      tier: 'pictures',
      metered: ({ pictures }) => [
        monthly('pictures: processing', 'lambdaGbSecond', pictures * 1.5 * 3),
        monthly('pictures: invocations', 'lambdaMillion', (pictures * 2) / 1_000_000),
      ],
    },
  ],
  ['AWS::Logs::LogGroup', { tier: 'operations', metered: ({ logsGb }) => [monthly('logs', 'logsGb', logsGb)] }],
  [
    'AWS::CloudWatch::Alarm',
    {
      tier: 'operations',
      standing: ({ Metrics }) => [monthly('alarms', 'alarmMonth', lengthOf(Metrics))],
    },
  ],
  ['AWS::Budgets::Budget', { tier: 'operations', standing: () => [monthly('budgets', 'budgetMonth')] }],
  ['AWS::SecretsManager::Secret', { tier: 'operations', standing: () => [monthly('secrets', 'secretMonth')] }],
  ['AWS::KMS::Key', { tier: 'operations', standing: () => [monthly('keys', 'keyMonth')] }],
  [
    'AWS::CloudFront::Distribution',
    { tier: 'pictures', metered: ({ pictureTrafficGb }) => [monthly('pictures: traffic', 'cdnGb', pictureTrafficGb)] },
  ],
  // Five releases of an image of 200 MB.
  ['AWS::ECR::Repository', { tier: 'cluster', standing: () => [monthly('container images', 'ecrGb')] }],
  ['AWS::Route53::HostedZone', { tier: 'DNS', standing: () => [monthly('hosted zones', 'zoneMonth')] }],
])
