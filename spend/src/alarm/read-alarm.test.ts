import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AlarmFault, readAlarm } from './read-alarm.ts'
import { seedAlarmSpelled } from './seed-alarm.ts'

function faultsOf(change: (alarm: ReturnType<typeof readAlarm>) => object): readonly string[] {
  try {
    readAlarm(JSON.stringify(change(readAlarm(seedAlarmSpelled))))
    return []
  } catch (error) {
    assert.ok(error instanceof AlarmFault)
    return error.faults
  }
}

const [m1, e1] = readAlarm(seedAlarmSpelled).Metrics

for (const [what, change, fault] of [
  ['two of one Id', { Metrics: [m1, { ...e1, Id: 'm1' }] }, /two have the same Id/],
  ['nothing returned', { Metrics: [m1, { ...e1, ReturnData: false }] }, /exactly one must have ReturnData true/],
  ['an Id in capitals', { Metrics: [{ ...m1, Id: 'M1' }, e1] }, /begins with a lower case letter/],
  [
    'a stranger in an expression',
    { Metrics: [m1, { ...e1, Expression: 'RATE(m2)' }] },
    /names m2, which is no other Id/,
  ],
  ['an expression of itself', { Metrics: [m1, { ...e1, Expression: 'e1+1' }] }, /names e1, which is no other Id/],
  [
    'a circle',
    {
      Metrics: [
        { Id: 'a', Expression: 'e1', ReturnData: false },
        { ...e1, Expression: 'a' },
      ],
    },
    /each waits for the others/,
  ],
  ['an unknown function', { Metrics: [m1, { ...e1, Expression: 'FILL(m1,0)' }] }, /the function FILL/],
  ['more points than periods', { DatapointsToAlarm: 2 }, /2 of 1 periods/],
  ['more than a week', { EvaluationPeriods: 8, DatapointsToAlarm: 8 }, /is over 604800 s/],
  ['an odd period', { Metrics: [{ ...m1, MetricStat: { ...m1?.MetricStat, Period: 90 } }, e1] }, /90 s is neither/],
  ['a description too long', { AlarmDescription: 'x'.repeat(1_025) }, /AlarmDescription: /],
  ['six actions', { OKActions: new Array(6).fill('arn:aws:sns:us-east-1:1:x') }, /OKActions: /],
  ['a zone that is none', { EvaluationWindow: { WallClockWindow: { Timezone: 'Mars/Olympus' } } }, /is no time zone/],
  ['a key that is none', { Treshold: 2 }, /there is no "Treshold"; "Threshold" is meant/],
] as const) {
  test(`refused: ${what}`, () => {
    assert.match(faultsOf((alarm) => ({ ...alarm, ...change })).join('\n'), fault)
  })
}

test('an alarm without a fault is read with what CloudWatch fills in', () => {
  const { InsufficientDataActions, Metrics } = readAlarm(seedAlarmSpelled)
  assert.deepEqual(InsufficientDataActions, [])
  assert.equal(Metrics[1]?.ReturnData, true)
})
