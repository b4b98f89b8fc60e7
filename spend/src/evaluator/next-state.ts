export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
export type MissingDataTreatment = 'missing' | 'ignore' | 'breaching' | 'notBreaching'

export interface AlarmRule {
  /** N. */
  readonly evaluationPeriods: number
  /** M of N. */
  readonly datapointsToAlarm: number
  readonly treatMissingData: MissingDataTreatment
}

/** Of one period; `undefined` where there is no data. */
export type Datapoint = 'breaching' | 'within' | undefined

/**
 * The state that an alarm takes, as CloudWatch documents it ("Configuring how CloudWatch alarms treat missing data").
 *
 * @param datapoints of the evaluation range, oldest first; the range may be longer than N.
 */
export function nextState(rule: AlarmRule, datapoints: readonly Datapoint[], previous: AlarmState): AlarmState {
  const { evaluationPeriods: n, datapointsToAlarm: m, treatMissingData: treatment } = rule
  const real = datapoints.filter((point) => point !== undefined)
  if (real.length === 0) return withoutData(treatment, previous)
  if (real.length >= n) return breaches(real.slice(-n)) >= m ? 'ALARM' : 'OK'
  if (treatment === 'breaching') return breaches(real) + (n - real.length) >= m ? 'ALARM' : 'OK'
  if (breaches(real) >= m) return 'ALARM'
  if (treatment === 'notBreaching' || !wouldAlarm(rule, datapoints)) return 'OK'
  return treatment === 'missing' ? 'ALARM' : previous
}

function withoutData(treatment: MissingDataTreatment, previous: AlarmState): AlarmState {
  switch (treatment) {
    case 'missing':
      return 'INSUFFICIENT_DATA'
    case 'ignore':
      return previous
    case 'breaching':
      return 'ALARM'
    case 'notBreaching':
      return 'OK'
  }
}

/** All that is known breaches, and began to so long ago that M periods could have breached since. */
function wouldAlarm({ evaluationPeriods: n, datapointsToAlarm: m }: AlarmRule, datapoints: readonly Datapoint[]) {
  if (datapoints.includes('within')) return false
  const lastN = datapoints.slice(-n)
  const oldest = lastN.indexOf('breaching')
  return oldest !== -1 && lastN.length - oldest >= m
}

function breaches(points: readonly Datapoint[]): number {
  return points.filter((point) => point === 'breaching').length
}
