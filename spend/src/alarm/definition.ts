import { z } from 'zod'

const Dimension = z.strictObject({ Name: z.string().min(1).max(255), Value: z.string().min(1).max(1_024) })

const MetricStat = z.strictObject({
  Metric: z.strictObject({
    Namespace: z.string().min(1).max(255),
    MetricName: z.string().min(1).max(255),
    Dimensions: z.array(Dimension).max(30).default([]),
  }),
  Period: z.number().int(),
  Stat: z.enum(['Maximum', 'Minimum', 'Average', 'Sum', 'SampleCount']),
  Unit: z.string().optional(),
})

/** One metric, or an expression over the others. */
const MetricDataQuery = z.strictObject({
  Id: z.string().regex(/^[a-z]\w{0,254}$/, 'begins with a lower case letter, then letters, digits and underscores'),
  MetricStat: MetricStat.optional(),
  Expression: z.string().min(1).max(2_048).optional(),
  Label: z.string().optional(),
  ReturnData: z.boolean().default(true),
})

const actions = z
  .array(z.string().regex(/^arn:aws[\w-]*:/, 'is no ARN'))
  .max(5)
  .default([])

/**
 * What `PutMetricAlarm` is given for an alarm on metric math
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html), every key of it.
 */
export const AlarmDefinition = z.strictObject({
  AlarmName: z.string().min(1).max(255),
  AlarmDescription: z.string().max(1_024).default(''),
  ActionsEnabled: z.boolean().default(true),
  AlarmActions: actions,
  OKActions: actions,
  InsufficientDataActions: actions,
  EvaluationPeriods: z.number().int().min(1),
  DatapointsToAlarm: z.number().int().min(1).optional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum([
    'GreaterThanThreshold',
    'GreaterThanOrEqualToThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  TreatMissingData: z.enum(['missing', 'ignore', 'breaching', 'notBreaching']).default('missing'),
  EvaluationWindow: z
    .strictObject({ WallClockWindow: z.strictObject({ Timezone: z.string().refine(isTimeZone, 'is no time zone') }) })
    .optional(),
  Metrics: z.array(MetricDataQuery).min(1).max(20),
})
export type AlarmDefinition = z.infer<typeof AlarmDefinition>
export type MetricDataQuery = z.infer<typeof MetricDataQuery>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
