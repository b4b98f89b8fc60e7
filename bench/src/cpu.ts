import { type ProcessEntry, readProcesses, tickMs } from './process-table.ts'

/** Processes whose time is counted together: so many pids, or a process with all the children it ever had. */
export type CpuGroup =
  | { readonly kind: 'processes'; readonly pids: readonly number[] }
  | { readonly kind: 'family'; readonly pid: number }

/** CPU time in milliseconds so far, in the order of the groups. */
export async function readCpu(groups: readonly CpuGroup[]): Promise<readonly number[]> {
  const processes = await readProcesses()
  return groups.map((group) => cpuMs(processes, group))
}

/** @throws {Error} when a process is gone: its time cannot be known any more. */
export function cpuMs(processes: readonly ProcessEntry[], group: CpuGroup): number {
  if (group.kind === 'processes') {
    return sum(group.pids.map((pid) => found(processes, pid).cpuTicks)) * tickMs
  }
  // Children that are alive, those that ended, and the parent itself. A child's own reaped children are counted with it.
  const parent = found(processes, group.pid)
  const alive = processes.filter(({ parentPid }) => parentPid === group.pid)
  const ticks = parent.cpuTicks + parent.reapedCpuTicks + sum(alive.map((c) => c.cpuTicks + c.reapedCpuTicks))
  return ticks * tickMs
}

function found(processes: readonly ProcessEntry[], pid: number): ProcessEntry {
  const entry = processes.find((candidate) => candidate.pid === pid)
  if (entry === undefined) throw new Error(`Process ${pid} ended while its CPU time was measured`)
  return entry
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
