import assert from 'node:assert/strict'
import { test } from 'node:test'
import { count, fullTime, longDate, shortTime } from './time.ts'

const nowMs = Date.parse('2026-11-24T12:00:00.000Z')
const ago = (ms: number) => new Date(nowMs - ms).toISOString()
const english = { locale: 'en-GB', nowMs, timeZone: 'UTC' }
const german = { locale: 'de', nowMs, timeZone: 'UTC' }
const minute = 60_000

test('a recent time is short, in the words of the language', () => {
  assert.equal(shortTime(ago(20_000), english), 'now')
  assert.match(shortTime(ago(3 * minute), english), /^3 mins?$/)
  assert.match(shortTime(ago(5 * 60 * minute), english), /^5 hrs?$/)
  assert.equal(shortTime(ago(2 * 24 * 60 * minute), english), '2 days')
  assert.equal(shortTime(ago(20_000), german), 'jetzt')
  assert.match(shortTime(ago(3 * minute), german), /^3 Min\.$/)
})

test('an old time is a date, with its year where that is another', () => {
  assert.equal(shortTime('2026-11-02T12:00:00.000Z', english), '2 Nov')
  assert.equal(shortTime('2025-11-02T12:00:00.000Z', english), '2 Nov 2025')
})

test('a clock that runs behind the server shows now, not the future', () => {
  assert.equal(shortTime(ago(-5 * minute), english), 'now')
})

test('the full date names the day, in the zone of the reader', () => {
  assert.match(
    fullTime('2026-11-23T23:30:00.000Z', { ...german, timeZone: 'Europe/Berlin' }),
    /Dienstag, 24\. November 2026.*00:30/,
  )
  assert.equal(longDate('2026-11-23T23:30:00.000Z', english), '23 November 2026')
})

test('figures are whole below ten thousand and short above', () => {
  assert.equal(count(9_999, 'en'), '9,999')
  assert.equal(count(12_345, 'en'), '12.3K')
})
