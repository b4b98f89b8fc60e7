import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { billingAlarms } from '@porchlight/system/spend'
import type { AlarmDefinition } from '../alarm/definition.ts'
import { readAlarm } from '../alarm/read-alarm.ts'
import { seedAlarmSpelled } from '../alarm/seed-alarm.ts'
import { hourMs } from '../series/series.ts'
import { type Story, samplesOf, stories } from '../series/stories.ts'
import { draw } from './draw.ts'
import { replay, type Transition } from './replay.ts'

const limits = { daily: 1, monthToDate: [5, 50], deploy: 50 }
const [daily, overFive, overFifty, dark] = billingAlarms(limits, 'arn:aws:sns:us-east-1:123456789012:spend').map(
  (alarm) => readAlarm(JSON.stringify(alarm)),
)
const seed = readAlarm(seedAlarmSpelled)

function story(name: string): Story {
  const found = stories.find((each) => each.name === name)
  assert.ok(found)
  return found
}

/** State and time of each change after the first day, in which a new alarm finds its state. */
function changes(alarm: AlarmDefinition | undefined, told: Story, evaluationRange?: number): string[] {
  assert.ok(alarm)
  const range = evaluationRange === undefined ? {} : { evaluationRange }
  const transitions = replay(alarm, { samples: samplesOf(told), from: told.from, to: told.to, ...range })
  return transitions.filter(({ at }) => at > told.from + 48 * hourMs).map(line)
}

function line({ at, to }: Transition): string {
  return `${new Date(at).toISOString().slice(5, 13)} ${to}`
}

describe('the seed’s alarm, its spelling put right', () => {
  test('it knows nothing and raises an alarm', () => {
    const never = story('never-switched-on')
    assert.deepEqual(replay(seed, { samples: samplesOf(never), from: never.from, to: never.to }).map(line), [
      '03-01T00 ALARM',
    ])
  })

  test('at $3 a day it says OK on the 1st, and is back 30 hours later', () => {
    assert.deepEqual(changes(seed, story('month-reset')), ['04-01T18 OK', '04-03T00 ALARM'])
  })

  test('it misses the runaway on the 1st', () => {
    assert.deepEqual(changes(seed, story('runaway-on-the-1st')), [])
    assert.deepEqual(changes(seed, story('reporting-lag')), [])
  })

  test('days after the feed has gone dark it raises a false alarm', () => {
    assert.deepEqual(changes(seed, story('feed-gone-dark')), ['03-23T00 ALARM'])
  })
})

describe('the alarm on a day’s charges', () => {
  const wallClock = daily && { ...daily, EvaluationWindow: { WallClockWindow: { Timezone: 'UTC' } } }
  for (const [window, alarm] of [
    ['a sliding day', daily],
    ['a day of the clock', wallClock],
  ] as const) {
    for (const name of ['runaway-on-the-1st', 'reporting-lag']) {
      test(`catches the $4 of the 1st: ${name}, ${window}`, () => {
        const [first, second, ...more] = changes(alarm, story(name))
        assert.match(first ?? '', /^04-0[12]T\d\d ALARM$/)
        assert.match(second ?? '', /OK$/)
        assert.deepEqual(more, [])
      })
    }
    test(`says nothing at $0.20 a day: ${window}`, () => {
      assert.deepEqual(changes(alarm, story('quiet-month')), [])
    })
  }

  test('says that it knows nothing when the feed has gone dark, and nothing where there never was one', () => {
    assert.deepEqual(changes(daily, story('feed-gone-dark')), ['03-23T00 INSUFFICIENT_DATA'])
    assert.deepEqual(changes(daily, story('never-switched-on')), [])
  })

  test('does so whatever range CloudWatch looks at', () => {
    for (const range of [1, 2, 5]) {
      assert.match(changes(daily, story('runaway-on-the-1st'), range)[0] ?? '', /^04-0\dT\d\d ALARM$/)
    }
  })
})

test('a rung of the month tells when it is passed, and again after the reset', () => {
  assert.deepEqual(changes(overFive, story('quiet-month')), ['03-26T06 ALARM', '04-01T06 OK', '04-26T06 ALARM'])
  assert.deepEqual(changes(overFifty, story('quiet-month')), [])
})

test('the meter’s alarm tells once the feed is dark, and not before', () => {
  assert.deepEqual(changes(dark, story('quiet-month')), [])
  assert.deepEqual(changes(dark, story('feed-gone-dark')), ['03-22T00 ALARM'])
})

test('a drawing has a line a day', () => {
  const told = story('feed-gone-dark')
  const samples = samplesOf(told)
  const transitions = replay(seed, { samples, from: told.from, to: told.to })
  const lines = draw({ samples, transitions, from: told.from, to: told.to }).split('\n')
  assert.equal(lines.filter((each) => /^2026-/.test(each)).length, 61)
  assert.match(lines.find((each) => each.startsWith('2026-03-19')) ?? '', /3\.80 +▇+ +·{6}$/)
  assert.match(lines.find((each) => each.startsWith('2026-03-25')) ?? '', / - +█{6}$/)
})
