import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownsItsQuotes } from './own-quotes.ts'
import { findSqlBreak } from './sql-injection.ts'

test("a filter, a list of strings and a length close no query's string", () => {
  const own: readonly string[] = [
    `name = 'a' and town = 'b'`,
    `"a" == "b"`,
    `status: "open" OR "closed"`,
    `if: github.ref == 'refs/heads/main' && github.event_name == 'push'`,
    `"machine learning" AND "python"`,
    `5'11" or 6'`,
    `12" = 1'`,
  ]
  for (const text of own) {
    assert.ok(ownsItsQuotes(text), text)
    assert.equal(findSqlBreak(text, 2), undefined, text)
  }
})

test('an injection leaves a string or a word without an operator', () => {
  const attacks: readonly string[] = [
    `' or 'a'='a`,
    `x' or '1'='1`,
    `'or'='or'`,
    `x'='x' or 'a'='a`,
    `' || (select 1) || '`,
    `admin' --`,
    `1' or 1=1 or '1'='1`,
    `1" or 1=1 or 1="1"`,
  ]
  for (const text of attacks) {
    assert.equal(ownsItsQuotes(text), false, text)
    assert.notEqual(findSqlBreak(text, 2), undefined, text)
  }
})
