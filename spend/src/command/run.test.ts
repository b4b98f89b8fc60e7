import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readAlarm } from '../alarm/read-alarm.ts'
import { CommandFault } from './command-fault.ts'
import { runCommand } from './run.ts'

let directory: string
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'porchlight-spend-'))
})
after(() => rm(directory, { recursive: true }))

async function run(words: string): Promise<string[]> {
  const printed: string[] = []
  await runCommand(words.split(' '), (text) => printed.push(text))
  return printed
}

async function refusal(words: string): Promise<string> {
  const error = await run(words).then(
    () => undefined,
    (fault: unknown) => fault,
  )
  assert.ok(error instanceof CommandFault, words)
  return error.message
}

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(directory, name), text)
  return join(directory, name)
}

test('the seed’s alarm is refused, each fault by its place', async () => {
  const message = await refusal('replay --alarm seed')
  assert.match(message, /Metrics\[0\]: there is no "ID"; "Id" is meant/)
  assert.match(message, /Metrics\[1\]: there is no "ReturData"; "ReturnData" is meant/)
})

test('the alarms of each environment are such as CloudWatch takes', async () => {
  for (const environment of ['small', 'medium', 'large']) {
    const alarms = (await run(`alarm --env ${environment} --format cli`)).map(readAlarm)
    assert.equal(alarms.length, 5)
    for (const { AlarmActions, OKActions, InsufficientDataActions } of alarms) {
      assert.deepEqual([AlarmActions.length, OKActions.length, InsufficientDataActions.length], [1, 1, 1])
    }
  }
})

test('a month’s budget tells at 50, 80 and 100 percent, and of a forecast above it; a day has no forecast', async () => {
  const budgets = (await run('alarm --env medium --format budgets')).map((text) => JSON.parse(text))
  const told = budgets.map((each) =>
    each.NotificationsWithSubscribers.map(
      ({ Notification }: { Notification: { NotificationType: string; Threshold: number } }) =>
        `${Notification.NotificationType} ${Notification.Threshold}`,
    ),
  )
  assert.deepEqual(told, [['ACTUAL 100'], ['ACTUAL 50', 'ACTUAL 80', 'ACTUAL 100', 'FORECASTED 100']])
})

test('a CSV, or what get-metric-statistics prints, is replayed', async () => {
  const values = [0.5, 1, 1.5, 2, 2.5, 9]
  const at = (index: number) => new Date(Date.UTC(2026, 2, 1) + index * 21_600_000).toISOString()
  const csv = await file(
    'a.csv',
    `timestamp,value\n${values.map((value, index) => `${at(index)},${value}`).join('\n')}`,
  )
  const Datapoints = values.map((Maximum, index) => ({ Timestamp: at(index), Maximum, Unit: 'None' })).reverse()
  const json = await file('a.json', JSON.stringify({ Label: 'EstimatedCharges', Datapoints }))
  for (const series of [csv, json]) {
    const printed = await run(`replay --series ${series} --threshold 5`)
    assert.match(printed.at(-1) ?? '', /-> ALARM at 8\.00/)
  }
})

const time = '2026-03-01T06:00:00Z'
for (const [what, text, reason] of [
  ['a double', `timestamp,value\n${time},1\n${time},1`, /line 3: 2026-03-01T06:00:00\.000Z is there twice/],
  ['an earlier line', `timestamp,value\n${time},1\n2026-03-01T00:00:00Z,1`, /line 3: .* is earlier/],
  ['a gap', `timestamp,value\n${time},1\n2026-03-05T06:00:00Z,1`, /line 3: nothing for 96 hours/],
  ['a negative charge', `timestamp,value\n${time},-1`, /line 2: -1 is negative/],
  ['another currency', `timestamp,value,currency\n${time},1,EUR`, /line 2: EUR: AWS bills its metric in USD/],
  ['another zone', 'timestamp,value\n2026-03-01T06:00:00+01:00,1', /line 2: .* is no time in UTC/],
  ['no number', `timestamp,value\n${time},much`, /line 2: "much" is no number/],
  ['no heading', `${time},1`, /line 1: the heading has no timestamp and no value/],
  ['nothing', 'timestamp,value\n', /no line with a value/],
  ['no JSON', '{"Datapoints":', /is not JSON/],
  ['no data points', '{"Datapoints":[]}', /are billing alerts switched on/],
] as const) {
  test(`a series with ${what} is refused by name`, async () => {
    assert.match(await refusal(`replay --series ${await file('bad', text)}`), reason)
  })
}

test('what is typed wrong is told, with what there is', async () => {
  assert.match(await refusal('replay --story none'), /choose of quiet-month/)
  assert.match(await refusal('replay --alarm none'), /no alarm and no file "none"/)
  assert.match(await refusal('replay --range 0'), /--range 0: a whole number from 1/)
  assert.match(await refusal('replay --threshold x'), /--threshold x: an amount in USD/)
  assert.match(await refusal('alarm --env huge'), /choose of small, medium, large/)
  assert.match(await refusal('alarm --topic arn:aws:sns:eu-west-1:1:x'), /us-east-1, where AWS bills/)
  assert.match(await refusal('alarm --format yaml'), /no format "yaml"/)
  assert.match(await refusal('fly'), /no command "fly"[\s\S]*npm run spend/)
  assert.match(await refusal('alarm --nonsense'), /--nonsense[\s\S]*npm run spend/)
})
