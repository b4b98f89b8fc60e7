/** Amounts above `above` cost `usd` a unit, up to the next step. */
interface Step {
  readonly above: number
  readonly usd: number
}

export interface Price {
  readonly unit: string
  readonly steps: readonly Step[]
  /** AWS's page of it. */
  readonly source: string
}

/** When the table was written down, and where it holds: on-demand, without the free tier of a new account. */
export const priceTable = { region: 'us-east-1', currency: 'USD', date: '2026-11-25' } as const

const staleAfterDays = 90

const page = (name: string): string => `https://aws.amazon.com/${name}/pricing/`
const flat = (usd: number, unit: string, source: string): Price => ({ unit, steps: [{ above: 0, usd }], source })

export const prices = {
  natHour: flat(0.045, 'hour', page('vpc')),
  natGb: flat(0.045, 'GB', page('vpc')),
  ipv4Hour: flat(0.005, 'hour', page('vpc')),
  endpointHour: flat(0.01, 'AZ and hour', page('privatelink')),
  endpointGb: flat(0.01, 'GB', page('privatelink')),
  albHour: flat(0.0225, 'hour', page('elasticloadbalancing')),
  lcuHour: flat(0.008, 'LCU and hour', page('elasticloadbalancing')),
  webAclMonth: flat(5, 'web ACL', page('waf')),
  wafRuleMonth: flat(1, 'rule', page('waf')),
  wafMillion: flat(0.6, 'million requests', page('waf')),
  gp3Gb: flat(0.08, 'GB and month', page('ebs')),
  rdsGb: flat(0.115, 'GB and month', page('rds/postgresql')),
  cacheGbHour: flat(0.084, 'GB and hour', page('elasticache')),
  ecpuMillion: flat(0.0023, 'million ECPU', page('elasticache')),
  appsyncMillion: flat(4, 'million operations', page('appsync')),
  appsyncUpdateMillion: flat(2, 'million updates', page('appsync')),
  appsyncMinuteMillion: flat(0.08, 'million connected minutes', page('appsync')),
  dynamoWriteMillion: flat(0.625, 'million writes', page('dynamodb/on-demand')),
  dynamoReadMillion: flat(0.125, 'million reads', page('dynamodb/on-demand')),
  dynamoGb: flat(0.25, 'GB and month', page('dynamodb/on-demand')),
  s3Gb: flat(0.023, 'GB and month', page('s3')),
  s3PutThousand: flat(0.005, 'thousand writes', page('s3')),
  lambdaGbSecond: flat(0.0000133334, 'GB-second on ARM', page('lambda')),
  lambdaMillion: flat(0.2, 'million invocations', page('lambda')),
  logsGb: {
    unit: 'GB',
    steps: [
      { above: 0, usd: 0 },
      { above: 5, usd: 0.5 },
    ],
    source: page('cloudwatch'),
  },
  alarmMonth: flat(0.1, 'alarm metric', page('cloudwatch')),
  secretMonth: flat(0.4, 'secret', page('secrets-manager')),
  zoneMonth: flat(0.5, 'hosted zone', page('route53')),
  keyMonth: flat(1, 'key', page('kms')),
  budgetMonth: flat(0, 'budget', page('aws-cost-management/aws-budgets')),
  ecrGb: flat(0.1, 'GB and month', page('ecr')),
  cdnGb: {
    unit: 'GB',
    steps: [
      { above: 0, usd: 0 },
      { above: 1_024, usd: 0.085 },
      { above: 10_240, usd: 0.08 },
      { above: 51_200, usd: 0.06 },
    ],
    source: page('cloudfront'),
  },
  egressGb: {
    unit: 'GB',
    steps: [
      { above: 0, usd: 0 },
      { above: 100, usd: 0.09 },
      { above: 10_240, usd: 0.085 },
      { above: 51_200, usd: 0.07 },
      { above: 153_600, usd: 0.05 },
    ],
    source: page('ec2/on-demand'),
  },
} as const satisfies Record<string, Price>
export type PriceId = keyof typeof prices

/** By the hour, on demand, Linux. */
export const instanceHours: ReadonlyMap<string, number> = new Map([
  ['t4g.small', 0.0168],
  ['t4g.medium', 0.0336],
  ['m7g.large', 0.0816],
  ['m7g.xlarge', 0.1632],
])

/** By the hour, PostgreSQL in one AZ; Multi-AZ is twice that. */
export const databaseHours: ReadonlyMap<string, number> = new Map([
  ['db.t4g.micro', 0.016],
  ['db.t4g.small', 0.032],
  ['db.t4g.medium', 0.065],
  ['db.m7g.large', 0.168],
  ['db.r7g.8xlarge', 3.824],
])

export function costOf(id: PriceId, amount: number): number {
  const { steps }: Price = prices[id]
  return steps.reduce((sum, { above, usd }, index) => {
    const until = steps[index + 1]?.above ?? Number.POSITIVE_INFINITY
    return sum + Math.max(0, Math.min(amount, until) - above) * usd
  }, 0)
}

/** What to tell of a table that is older than 90 days; nothing of a fresh one. */
export function staleness(now: Date): string | undefined {
  const days = Math.floor((now.getTime() - Date.parse(priceTable.date)) / 86_400_000)
  if (days <= staleAfterDays) return undefined
  return `The prices are ${days} days old: hold spend/src/estimate/prices.ts against its sources, and date it anew.`
}
