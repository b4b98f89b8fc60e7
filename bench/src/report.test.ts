import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quantity, type Row, reportJson, reportText, section, verdictOf } from './report.ts'

const startUp: Row = { what: 'cold', measured: 4_200, unit: 'ms', limit: 10_000, promised: { atMost: 1 } }

test('a figure passes or is over by its ratio, and says nothing where nothing is promised', () => {
  assert.equal(verdictOf(startUp), 'pass')
  assert.equal(verdictOf({ ...startUp, measured: 10_001 }), 'over')
  assert.equal(verdictOf({ ...startUp, ratio: 1.4 }), 'over')
  assert.equal(verdictOf({ what: 'score', measured: 94, unit: '', limit: 95, promised: { atLeast: 1 } }), 'over')
  assert.equal(verdictOf({ what: 'rate', measured: 1, unit: '', limit: 2 }), undefined)
})

test('a quantity shows the digits that mean something', () => {
  assert.equal(quantity(4_200, 'ms'), '4,200 ms')
  assert.equal(quantity(4.25, 'ms'), '4.25 ms')
  assert.equal(quantity(0.2345, 'ms'), '0.235 ms')
  assert.equal(quantity(95, ''), '95')
})

test('the table and the file say the same', () => {
  const sections = [{ title: 'Start-up', rows: [startUp] }]
  assert.match(reportText(sections), /cold +4,200 ms +10,000 ms +0\.42 +at most 1\.00 +pass/)
  assert.deepEqual(reportJson(sections), [
    { title: 'Start-up', failure: undefined, rows: [{ ...startUp, ratio: 0.42, verdict: 'pass' }] },
  ])
})

test('a measurement that fails is named in the table, and the others stay', async () => {
  const failed = await section('Scores', () => Promise.reject(new Error('no browser')))
  const table = reportText([failed, { title: 'Start-up', rows: [startUp] }])
  assert.match(table, /^Scores: could not be measured\. no browser$/m)
  assert.match(table, /4,200 ms/)
})
