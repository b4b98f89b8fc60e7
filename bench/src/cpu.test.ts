import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cpuMs } from './cpu.ts'
import type { ProcessEntry } from './process-table.ts'

const entry = (pid: number, parentPid: number, cpuTicks: number, reapedCpuTicks: number): ProcessEntry => ({
  pid,
  parentPid,
  command: 'x',
  cpuTicks,
  reapedCpuTicks,
})

const postgres = [entry(10, 1, 3, 40), entry(11, 10, 5, 0), entry(12, 10, 7, 0), entry(20, 1, 100, 100)]

test('a family counts itself, its children and those that have ended', () => {
  assert.equal(cpuMs(postgres, { kind: 'family', pid: 10 }), 550)
})

test('processes count their own time only', () => {
  assert.equal(cpuMs(postgres, { kind: 'processes', pids: [10, 12] }), 100)
})

test('a process that ended is a fault, not a zero', () => {
  assert.throws(() => cpuMs(postgres, { kind: 'processes', pids: [99] }), /Process 99 ended/)
})
