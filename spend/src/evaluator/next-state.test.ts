import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type AlarmState, type Datapoint, type MissingDataTreatment, nextState } from './next-state.ts'

const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const satisfies MissingDataTreatment[]

/**
 * The two tables of AWS's documentation: `-` missing, `X` breaching, `0` within; then what each treatment makes of it,
 * in the order above.
 */
const cells: readonly (readonly [m: number, data: string, ...outcomes: (AlarmState | 'keep')[]])[] = [
  [3, '0-X-X', 'OK', 'OK', 'OK', 'OK'],
  [3, '0----', 'OK', 'OK', 'OK', 'OK'],
  [3, '-----', 'INSUFFICIENT_DATA', 'keep', 'ALARM', 'OK'],
  [3, '0XX-X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [3, '--X--', 'ALARM', 'keep', 'ALARM', 'OK'],
  [2, '0-X-X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '00X0X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '0-X--', 'OK', 'OK', 'ALARM', 'OK'],
  [2, '----0', 'OK', 'OK', 'ALARM', 'OK'],
  [2, '---X-', 'ALARM', 'keep', 'ALARM', 'OK'],
]

const meanings: Readonly<Record<string, Datapoint>> = { X: 'breaching', 0: 'within' }

for (const [datapointsToAlarm, data, ...outcomes] of cells) {
  describe(`${datapointsToAlarm} of 3, ${data}`, () => {
    treatments.forEach((treatMissingData, index) => {
      const outcome = outcomes[index] ?? 'keep'
      test(`${treatMissingData}: ${outcome}`, () => {
        const rule = { evaluationPeriods: 3, datapointsToAlarm, treatMissingData }
        const points = [...data].map((letter) => meanings[letter])
        for (const previous of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const) {
          assert.equal(nextState(rule, points, previous), outcome === 'keep' ? previous : outcome)
        }
      })
    })
  })
}

test('what came before the evaluation periods fills in for what is missing in them, latest first', () => {
  const rule = { evaluationPeriods: 1, datapointsToAlarm: 1, treatMissingData: 'missing' } as const
  assert.equal(nextState(rule, ['within', 'breaching', undefined], 'OK'), 'ALARM')
  assert.equal(nextState(rule, ['breaching', 'within', undefined], 'ALARM'), 'OK')
})
