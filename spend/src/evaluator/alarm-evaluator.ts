import type { AlarmDefinition } from '../alarm/definition.ts'
import { hourMs, type Samples } from '../series/series.ts'
import type { Expression } from './expression.ts'
import { expressionsInOrder } from './expressions-in-order.ts'
import { evaluate, type Series } from './metric-math.ts'
import { type AlarmState, type Datapoint, nextState } from './next-state.ts'
import { periodsBefore, type Statistic, statisticOf } from './slots.ts'

export interface EvaluatorOptions {
  /** By the Id of the alarm's metric. */
  readonly metrics: ReadonlyMap<string, Samples>
  /**
   * How many periods are looked at; CloudWatch looks at more than N and publishes no formula (of N = 3 it says 5).
   * At least N.
   */
  readonly evaluationRange?: number
}

export interface Evaluation {
  readonly state: AlarmState
  /** Of the evaluation range, oldest first. */
  readonly values: Series
}

const longMs = 24 * hourMs

/** One alarm over what its metrics have shown by a given time. */
export class AlarmEvaluator {
  readonly #alarm: AlarmDefinition
  readonly #options: EvaluatorOptions
  readonly #expressions: ReadonlyMap<string, Expression>
  readonly #periodMs: number
  readonly #range: number

  constructor(alarm: AlarmDefinition, options: EvaluatorOptions) {
    this.#alarm = alarm
    this.#options = options
    this.#expressions = expressionsInOrder(alarm.Metrics)
    const period = alarm.Metrics.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat?.Period ?? 60
    this.#periodMs = period * 1_000
    const { EvaluationPeriods: n } = alarm
    this.#range = Math.max(n, options.evaluationRange ?? n + 2)
  }

  /** Every minute; on the hour where the alarm looks back over more than a day. */
  get tickMs(): number {
    return this.#alarm.EvaluationPeriods * this.#periodMs > longMs ? hourMs : 60_000
  }

  /** @param at milliseconds since 1970. */
  evaluate(at: number, previous: AlarmState): Evaluation {
    const { EvaluationPeriods: n, DatapointsToAlarm: m = n, TreatMissingData: treatMissingData } = this.#alarm
    const values = this.#valuesAt(at)
    const rule = { evaluationPeriods: n, datapointsToAlarm: m, treatMissingData }
    const datapoints = values.map((value) => this.#judge(value))
    return { state: nextState(rule, datapoints, previous), values }
  }

  #valuesAt(at: number): Series {
    const zone = this.#alarm.EvaluationWindow?.WallClockWindow.Timezone
    // One more than is looked at: the first value of a rate has none.
    const count = this.#range + 1
    const periods = periodsBefore(at, { count, ms: this.#periodMs, ...(zone !== undefined && { zone }) })
    const known = new Map<string, Series>()
    const seconds = this.#periodMs / 1_000
    for (const { Id, MetricStat } of this.#alarm.Metrics) {
      if (MetricStat === undefined) continue
      const statistic: Statistic = MetricStat.Stat
      const samples = this.#options.metrics.get(Id) ?? []
      known.set(
        Id,
        periods.map((period) => statisticOf(samples, period, { at, statistic })),
      )
    }
    for (const [id, expression] of this.#expressions) known.set(id, evaluate(expression, known, { count, seconds }))
    const returned = this.#alarm.Metrics.find(({ ReturnData }) => ReturnData)
    return (returned && known.get(returned.Id)?.slice(-this.#range)) ?? []
  }

  #judge(value: number | undefined): Datapoint {
    if (value === undefined) return undefined
    const { Threshold: threshold, ComparisonOperator: operator } = this.#alarm
    return comparisons[operator](value, threshold) ? 'breaching' : 'within'
  }
}

const comparisons: Readonly<
  Record<AlarmDefinition['ComparisonOperator'], (value: number, threshold: number) => boolean>
> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
}
