import type { AlarmDefinition } from '../alarm/definition.ts'
import { AlarmEvaluator } from '../evaluator/alarm-evaluator.ts'
import type { AlarmState } from '../evaluator/next-state.ts'
import type { Samples } from '../series/series.ts'

export interface Transition {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly from: AlarmState
  readonly to: AlarmState
  /** The latest value that there was. */
  readonly value: number | undefined
  /** Whom it tells: CloudWatch acts on transitions only. */
  readonly actions: readonly string[]
}

export interface ReplayOptions {
  readonly samples: Samples
  readonly from: number
  readonly to: number
  readonly evaluationRange?: number
}

/** Evaluates the alarm at every tick of that time, over one series for all its metrics; a new alarm knows nothing. */
export function replay(alarm: AlarmDefinition, { samples, from, to, ...options }: ReplayOptions): Transition[] {
  const metrics = new Map(alarm.Metrics.map(({ Id }) => [Id, samples]))
  const evaluator = new AlarmEvaluator(alarm, { metrics, ...options })
  const transitions: Transition[] = []
  let state: AlarmState = 'INSUFFICIENT_DATA'
  for (let at = from; at <= to; at += evaluator.tickMs) {
    const next = evaluator.evaluate(at, state)
    if (next.state === state) continue
    const value = next.values.findLast((each) => each !== undefined)
    transitions.push({ at, from: state, to: next.state, value, actions: actionsOn(alarm, next.state) })
    state = next.state
  }
  return transitions
}

function actionsOn(alarm: AlarmDefinition, state: AlarmState): readonly string[] {
  if (!alarm.ActionsEnabled) return []
  switch (state) {
    case 'ALARM':
      return alarm.AlarmActions
    case 'OK':
      return alarm.OKActions
    case 'INSUFFICIENT_DATA':
      return alarm.InsufficientDataActions
  }
}
