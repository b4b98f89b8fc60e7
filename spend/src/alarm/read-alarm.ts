import { nearestName } from '@porchlight/runtime/nearest-name'
import type { z } from 'zod'
import { ExpressionFault, metricsOf, parseExpression } from '../evaluator/expression.ts'
import { expressionsInOrder } from '../evaluator/expressions-in-order.ts'
import { AlarmDefinition, type MetricDataQuery } from './definition.ts'

/** Everything that CloudWatch would refuse an alarm for, a sentence each. */
export class AlarmFault extends Error {
  override readonly name = 'AlarmFault'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/**
 * Reads what `aws cloudwatch put-metric-alarm --cli-input-json` takes.
 *
 * @throws {AlarmFault} with every fault at once.
 */
export function readAlarm(text: string): AlarmDefinition {
  const parsed = AlarmDefinition.safeParse(parseJson(text), { reportInput: true })
  if (!parsed.success) throw new AlarmFault(parsed.error.issues.flatMap(sentences))
  const faults = [...faultsOfQueries(parsed.data.Metrics), ...faultsOfPeriods(parsed.data)]
  if (faults.length > 0) throw new AlarmFault(faults)
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AlarmFault([`The alarm is not JSON: ${error instanceof Error ? error.message : error}`])
  }
}

function sentences(issue: z.core.$ZodIssue): string[] {
  const place = placeOf(issue.path)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${place}there is no "${key}"${meant(key)}.`)
  if (issue.code === 'invalid_type' && issue.input === undefined) return [`${place}is missing.`]
  return [`${place}${issue.message}.`]
}

function placeOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return steps === '' ? '' : `${steps.replace(/^\./, '')}: `
}

const knownKeys = [
  ...Object.keys(AlarmDefinition.shape),
  ...['Id', 'MetricStat', 'Expression', 'Label', 'ReturnData', 'Metric', 'Period', 'Stat', 'Unit', 'Dimensions'],
]

function meant(key: string): string {
  const name = nearestName(key, knownKeys, 2)
  return name === undefined ? '' : `; "${name}" is meant`
}

function faultsOfQueries(queries: readonly MetricDataQuery[]): string[] {
  const faults: string[] = []
  const ids = queries.map(({ Id }) => Id)
  const returned = queries.filter(({ ReturnData }) => ReturnData)
  if (new Set(ids).size < ids.length) faults.push('Metrics: two have the same Id.')
  if (returned.length !== 1) {
    faults.push(
      `Metrics: exactly one must have ReturnData true, which is what it is when absent; here ${returned.length} have.`,
    )
  }
  if (queries.filter(({ MetricStat }) => MetricStat !== undefined).length > 10) {
    faults.push('Metrics: an alarm takes at most 10 metrics.')
  }
  for (const query of queries) faults.push(...faultsOfQuery(query, ids))
  return faults.length > 0 ? faults : faultsOfOrder(queries)
}

function faultsOfQuery({ Id, MetricStat, Expression }: MetricDataQuery, ids: readonly string[]): string[] {
  if ((MetricStat === undefined) === (Expression === undefined)) {
    return [`${Id}: needs either MetricStat or Expression.`]
  }
  if (Expression === undefined) return []
  try {
    const strangers = metricsOf(parseExpression(Expression)).filter((id) => !ids.includes(id) || id === Id)
    return strangers.map((id) => `${Id}: "${Expression}" names ${id}, which is no other Id of this alarm.`)
  } catch (error) {
    if (error instanceof ExpressionFault) return [`${Id}: ${error.message}`]
    throw error
  }
}

function faultsOfOrder(queries: readonly MetricDataQuery[]): string[] {
  try {
    expressionsInOrder(queries)
    return []
  } catch (error) {
    if (error instanceof ExpressionFault) return [error.message]
    throw error
  }
}

function faultsOfPeriods({ Metrics, EvaluationPeriods: n, DatapointsToAlarm: m = n }: AlarmDefinition): string[] {
  const faults: string[] = []
  const periods = new Set(Metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? []))
  if (periods.size > 1) faults.push('Metrics: all must have one Period.')
  if (m > n) faults.push(`DatapointsToAlarm: ${m} of ${n} periods can never breach.`)
  for (const period of periods) {
    if (![10, 20, 30].includes(period) && (period < 60 || period % 60 !== 0)) {
      faults.push(`Period: ${period} s is neither 10, 20, 30 nor a multiple of 60.`)
    }
    const limit = period < 3_600 ? 86_400 : 604_800
    if (period * n > limit) faults.push(`Period x EvaluationPeriods: ${period * n} s is over ${limit} s.`)
  }
  return faults
}
