import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ProcessEntry, parseStat, treeOf } from './process-table.ts'

test('a line of stat is read by field, whatever the name holds', () => {
  const line =
    '1234 (postgres: io) (w) S 1200 1234 1234 0 -1 4194560 2063 99 0 0 31 12 7 5 20 0 1 0 882934 225280 100 18446744073709551615'
  assert.deepEqual(parseStat(line), {
    pid: 1234,
    parentPid: 1200,
    command: 'postgres: io) (w',
    cpuTicks: 43,
    reapedCpuTicks: 12,
  })
})

test('a tree holds children and theirs, and nobody else', () => {
  const entry = (pid: number, parentPid: number): ProcessEntry => ({
    pid,
    parentPid,
    command: 'x',
    cpuTicks: 0,
    reapedCpuTicks: 0,
  })
  const all = [entry(1, 0), entry(10, 1), entry(11, 10), entry(12, 11), entry(20, 1)]
  assert.deepEqual(
    treeOf(all, 10).map(({ pid }) => pid),
    [10, 11, 12],
  )
})
