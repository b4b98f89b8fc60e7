/** What a community may cost on AWS, in USD, before somebody is told. */
export interface SpendLimits {
  readonly daily: number
  /** Rungs of the month to date, ascending: each tells once a month. */
  readonly monthToDate: readonly number[]
  /** A deploy that is expected to cost more a month is refused. */
  readonly deploy: number
}

/**
 * About twice what each size is expected to cost, by the day, and by the month at half, all and one and a half of it
 * (`docs/OPERATIONS.md`, Spend).
 */
export const spendLimits = {
  small: { daily: 10, monthToDate: [80, 160, 240], deploy: 240 },
  medium: { daily: 70, monthToDate: [500, 1_000, 1_500], deploy: 1_500 },
  large: { daily: 2_000, monthToDate: [15_000, 30_000, 45_000], deploy: 45_000 },
} as const satisfies Record<string, SpendLimits>

/** Where AWS bills: its metric is there and nowhere else. */
export const billingRegion = 'us-east-1'

const estimatedCharges = {
  Namespace: 'AWS/Billing',
  MetricName: 'EstimatedCharges',
  Dimensions: [{ Name: 'Currency', Value: 'USD' }],
} as const

const daySeconds = 86_400
const sixHoursSeconds = 21_600

/** In the shape of AWS Budgets' `CreateBudget`, without the account. */
export interface SpendBudget {
  readonly Budget: {
    readonly BudgetName: string
    readonly BudgetLimit: { readonly Amount: string; readonly Unit: 'USD' }
    readonly TimeUnit: 'DAILY' | 'MONTHLY'
    readonly BudgetType: 'COST'
  }
  readonly NotificationsWithSubscribers: readonly {
    readonly Notification: {
      readonly NotificationType: 'ACTUAL' | 'FORECASTED'
      readonly ComparisonOperator: 'GREATER_THAN'
      readonly Threshold: number
      readonly ThresholdType: 'PERCENTAGE'
    }
    readonly Subscribers: readonly { readonly SubscriptionType: 'SNS'; readonly Address: string }[]
  }[]
}

/** A day's, and a month's with its forecast, which AWS makes from five weeks of data on; days have none. */
export function spendBudgets({ daily, deploy }: SpendLimits, topicArn: string): readonly SpendBudget[] {
  const budget = (name: string, TimeUnit: 'DAILY' | 'MONTHLY', amount: number): SpendBudget['Budget'] => ({
    BudgetName: name,
    BudgetLimit: { Amount: String(amount), Unit: 'USD' },
    TimeUnit,
    BudgetType: 'COST',
  })
  const tell = (NotificationType: 'ACTUAL' | 'FORECASTED', Threshold: number) => ({
    Notification: {
      NotificationType,
      ComparisonOperator: 'GREATER_THAN' as const,
      Threshold,
      ThresholdType: 'PERCENTAGE' as const,
    },
    Subscribers: [{ SubscriptionType: 'SNS' as const, Address: topicArn }],
  })
  return [
    { Budget: budget('porchlight-daily', 'DAILY', daily), NotificationsWithSubscribers: [tell('ACTUAL', 100)] },
    {
      Budget: budget('porchlight-monthly', 'MONTHLY', deploy),
      NotificationsWithSubscribers: [50, 80, 100].map((at) => tell('ACTUAL', at)).concat(tell('FORECASTED', 100)),
    },
  ]
}

/** In the shape of CloudWatch's `PutMetricAlarm`. */
export interface BillingAlarm {
  readonly AlarmName: string
  readonly AlarmDescription: string
  readonly AlarmActions: readonly string[]
  readonly OKActions: readonly string[]
  readonly InsufficientDataActions: readonly string[]
  readonly EvaluationPeriods: number
  readonly DatapointsToAlarm: number
  readonly Threshold: number
  readonly ComparisonOperator: 'GreaterThanThreshold' | 'LessThanThreshold'
  readonly TreatMissingData: 'missing' | 'breaching'
  readonly Metrics: readonly BillingQuery[]
}

export type BillingQuery =
  | {
      readonly Id: string
      readonly MetricStat: { readonly Metric: typeof estimatedCharges; readonly Period: number; readonly Stat: string }
      readonly ReturnData: boolean
    }
  | { readonly Id: string; readonly Expression: string; readonly Label: string; readonly ReturnData: boolean }

/**
 * The alarms on what AWS says it will charge; each tells `topicArn` of every change, of its own silence too.
 *
 * - Of a day: a rate of the month to date, which after the month's reset is negative, where the new month's own charges
 *   are the day's.
 * - Of the month: rungs, so that a slow month's sum is told as well.
 * - Of the meter: without data for so long that CloudWatch finds none it says so. AWS posts about every six hours.
 */
export function billingAlarms({ daily, monthToDate }: SpendLimits, topicArn: string): readonly BillingAlarm[] {
  const everyChange = { AlarmActions: [topicArn], OKActions: [topicArn], InsufficientDataActions: [topicArn] }
  const once = { EvaluationPeriods: 1, DatapointsToAlarm: 1 } as const
  return [
    {
      AlarmName: 'porchlight-daily-spend',
      AlarmDescription: `AWS charged more than $${daily} within a day.`,
      ...everyChange,
      ...once,
      Threshold: daily,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'missing',
      Metrics: [
        metric(daySeconds, false),
        {
          Id: 'daily',
          Expression: `IF(RATE(m1)<0,m1,RATE(m1)*${daySeconds})`,
          Label: 'Charges of a day',
          ReturnData: true,
        },
      ],
    },
    ...monthToDate.map((rung) => ({
      AlarmName: `porchlight-month-over-${rung}`,
      AlarmDescription: `AWS has charged more than $${rung} since the month began.`,
      ...everyChange,
      ...once,
      Threshold: rung,
      ComparisonOperator: 'GreaterThanThreshold' as const,
      TreatMissingData: 'missing' as const,
      Metrics: [metric(sixHoursSeconds, true)],
    })),
    {
      AlarmName: 'porchlight-billing-meter-dark',
      AlarmDescription: 'AWS has not said for more than a day what it charges: the other alarms see nothing.',
      ...everyChange,
      EvaluationPeriods: 6,
      DatapointsToAlarm: 6,
      Threshold: 0,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      Metrics: [metric(sixHoursSeconds, true)],
    },
  ]
}

function metric(Period: number, ReturnData: boolean): BillingQuery {
  return { Id: 'm1', MetricStat: { Metric: estimatedCharges, Period, Stat: 'Maximum' }, ReturnData }
}
