import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAttacks } from './find-attacks.ts'
import type { Place } from './findings.ts'
import { signatures } from './signatures/all.ts'
import { work } from './work.ts'

const inspected = 8_192
/** Signs that open something for one matcher or another; signatures add their own literals. */
const openers: readonly string[] = [
  ...`'"<>(){}[]\`;|&$%\\/.,=#@^~*?-_:!`,
  ...[
    '<a ',
    '<a href=',
    '../',
    '%25',
    '%2e%2e',
    '..%2f',
    '&#',
    '\\u',
    '; ',
    '-- ',
    '\n',
    '\n- ',
    '[$',
    'QUFB',
    '"><',
    `' '`,
  ],
  ...[
    '$(',
    '{a,',
    '\u3000',
    '\uff53',
    '1 ',
    'a ',
    'x=1 ',
    '/* ',
    '```\n',
    '`a` ',
    '<x onx=',
    '%u0027',
    '&lt;',
    '||',
    "''",
  ],
]

function costOf(unit: string, length: number, place: Place): number {
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
  const before = work.steps
  findAttacks(text, place)
  return work.steps - before
}

test('the work grows with the length of a value, whatever is repeated in it', () => {
  const units = [...openers, ...signatures.flatMap(({ literals }) => literals)]
  for (const unit of new Set(units)) {
    const small = costOf(unit, inspected, 'body')
    const large = costOf(unit, inspected * 2, 'body')
    assert.ok(large <= small * 2.5 + 4_000, `${JSON.stringify(unit)}: ${small}, then ${large}`)
    assert.ok(small <= inspected * 60, `${JSON.stringify(unit)}: ${small} steps`)
  }
})

test('no signature can look further than a fixed number of characters', () => {
  for (const { rule, confirm } of signatures) {
    if (confirm === undefined) continue
    const bare = confirm.source.replaceAll(/\\./g, 'e').replaceAll(/\[(?:[^\]])*\]/g, 'c')
    assert.ok(confirm.sticky, `${rule} is not sticky`)
    assert.doesNotMatch(bare, /[*+]|\{\d+,\}/, `${rule} repeats without a limit`)
  }
})
