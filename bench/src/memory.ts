import { readFile } from 'node:fs/promises'
import { knownProcesses } from './process-kind.ts'

export interface Memory {
  readonly totalBytes: number
  /** By kind of process, such as `api` or `postgres`: how many there are, and what they take together. */
  readonly kinds: ReadonlyMap<string, { readonly count: number; readonly bytes: number }>
}

/**
 * What a process and all under it take, each page divided by those who share it (PSS): the only figure that adds up.
 *
 * @throws {Error} when one of them may not be read.
 */
export async function readMemory(pid: number): Promise<Memory> {
  const measured = await Promise.all(
    (await knownProcesses(pid)).map(async (entry) => ({ kind: entry.kind, bytes: pssOf(await rollup(entry.pid)) })),
  )
  const kinds = new Map<string, { count: number; bytes: number }>()
  for (const { kind, bytes } of measured) {
    const sum = kinds.get(kind) ?? { count: 0, bytes: 0 }
    kinds.set(kind, { count: sum.count + 1, bytes: sum.bytes + bytes })
  }
  return { totalBytes: measured.reduce((sum, { bytes }) => sum + bytes, 0), kinds }
}

/** Reads `smaps_rollup`: proc_pid_smaps(5). */
export function pssOf(smaps: string): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(smaps)?.[1]
  return Number(kilobytes ?? 0) * 1024
}

/** A process that ended meanwhile takes nothing. */
async function rollup(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return ''
    throw error
  })
}
