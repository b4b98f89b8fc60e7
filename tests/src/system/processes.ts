import { execFileSync } from 'node:child_process'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** Every process that descends from `root`, parents before their children. */
export function descendants(root: number): readonly ProcessEntry[] {
  const all = processes()
  const found: ProcessEntry[] = []
  let parents = new Set([root])
  while (parents.size > 0) {
    const children = all.filter(({ parent }) => parents.has(parent))
    found.push(...children)
    parents = new Set(children.map(({ pid }) => pid))
  }
  return found
}

export function isRunning(pid: number): boolean {
  return processes().some((entry) => entry.pid === pid)
}

/** Zombies are gone already: they wait for nobody but whoever reaps them. */
function processes(): readonly ProcessEntry[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  }).split('\n')
  return lines.flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    if (command === undefined || state?.startsWith('Z')) return []
    return [{ pid: Number(pid), parent: Number(parent), command }]
  })
}
