import { readdir, readFile } from 'node:fs/promises'

/** Linux counts CPU in ticks of 10 ms for programs, whatever its own timer does (`getconf CLK_TCK`). */
export const tickMs = 10

export interface ProcessEntry {
  readonly pid: number
  readonly parentPid: number
  /** The program's name as the kernel keeps it: 15 characters at most. */
  readonly command: string
  /** User and system time of its own. */
  readonly cpuTicks: number
  /** The same of every child that ended and was waited for, and of theirs. */
  readonly reapedCpuTicks: number
}

/** Reads a line of `/proc/<pid>/stat`: proc_pid_stat(5). A name may hold spaces and brackets, so its last one counts. */
export function parseStat(line: string): ProcessEntry {
  const opens = line.indexOf('(')
  const closes = line.lastIndexOf(')')
  const fields = line.slice(closes + 2).split(' ')
  // The field after the name, `state`, is the third of the manual's.
  const field = (number: number): number => Number(fields[number - 3])
  return {
    pid: Number(line.slice(0, opens)),
    parentPid: field(4),
    command: line.slice(opens + 1, closes),
    cpuTicks: field(14) + field(15),
    reapedCpuTicks: field(16) + field(17),
  }
}

/** Every process there is; one that ends meanwhile is left out. */
export async function readProcesses(): Promise<readonly ProcessEntry[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)))
  return lines.flatMap((line) => (line === undefined ? [] : [parseStat(line)]))
}

/** A process and everything under it, the process first. */
export function treeOf(processes: readonly ProcessEntry[], pid: number): readonly ProcessEntry[] {
  const root = processes.filter((entry) => entry.pid === pid)
  const children = processes.filter((entry) => entry.parentPid === pid)
  return [...root, ...children.flatMap((child) => treeOf(processes, child.pid))]
}
