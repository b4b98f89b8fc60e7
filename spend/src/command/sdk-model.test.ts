import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateBudgetRequest$ } from '@aws-sdk/client-budgets'
import { PutMetricAlarmInput$ } from '@aws-sdk/client-cloudwatch'
import { NormalizedSchema } from '@smithy/core/schema'
import { alarmsOf, budgetsOf } from './alarms.ts'

/** What the SDK's own model of a call has no place for, by path. */
function strangers(value: unknown, schema: NormalizedSchema, path: string): string[] {
  if (Array.isArray(value)) {
    if (!schema.isListSchema()) return [`${path} is no list`]
    return value.flatMap((each, at) => strangers(each, schema.getValueSchema(), `${path}[${at}]`))
  }
  if (typeof value === 'object' && value !== null) {
    if (!schema.isStructSchema()) return [`${path} is no structure`]
    const members = new Map(schema.structIterator())
    return Object.entries(value).flatMap(([name, each]) => {
      const member = members.get(name)
      return member === undefined ? [`${path}.${name} is unknown`] : strangers(each, member, `${path}.${name}`)
    })
  }
  const fits =
    (typeof value === 'string' && schema.isStringSchema()) ||
    (typeof value === 'boolean' && schema.isBooleanSchema()) ||
    (typeof value === 'number' && schema.isNumericSchema())
  return fits ? [] : [`${path} takes no ${typeof value}`]
}

const alarm = NormalizedSchema.of(PutMetricAlarmInput$)
const budget = NormalizedSchema.of(CreateBudgetRequest$)

for (const environment of ['small', 'medium', 'large']) {
  test(`every alarm and budget of ${environment} is valid by the model of the SDK`, () => {
    const alarms = alarmsOf(environment)
    const budgets = budgetsOf(environment)
    assert.deepEqual([alarms.length > 0, budgets.length], [true, 2])
    assert.deepEqual(
      [
        ...alarms.flatMap((each) => strangers(each, alarm, 'alarm')),
        ...budgets.flatMap((each) => strangers(each, budget, 'budget')),
      ],
      [],
    )
  })
}

test('what the model has no place for is found', () => {
  const [first] = alarmsOf()
  const wrong = { ...first, Threshold: '10', AlarmAction: [], Metrics: [{ Id: 'm', MetricStat: { Stats: 'Maximum' } }] }
  assert.deepEqual(strangers(wrong, alarm, 'alarm').sort(), [
    'alarm.AlarmAction is unknown',
    'alarm.Metrics[0].MetricStat.Stats is unknown',
    'alarm.Threshold takes no string',
  ])
})
