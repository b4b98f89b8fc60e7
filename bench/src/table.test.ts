import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textTable } from './table.ts'

test('columns are as wide as their widest cell, and a heading does not widen them', () => {
  const table = textTable(
    [
      { title: 'what', alignment: 'left' },
      { title: 'ms', alignment: 'right' },
    ],
    [['a heading that is longer than any column'], ['cold', '1,204'], ['warm start', '98']],
  )
  assert.equal(
    table,
    [
      'what           ms',
      '----------  -----',
      '',
      'a heading that is longer than any column',
      'cold        1,204',
      'warm start     98',
    ].join('\n'),
  )
})
