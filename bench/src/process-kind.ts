import { readFile } from 'node:fs/promises'
import { type ProcessEntry, readProcesses, treeOf } from './process-table.ts'

export interface KnownProcess extends ProcessEntry {
  /** The tier whose entry a Node process runs, such as `api`; for any other its command, such as `postgres`. */
  readonly kind: string
}

/** A process and everything under it, each with what it is. */
export async function knownProcesses(pid: number): Promise<readonly KnownProcess[]> {
  const tree = treeOf(await readProcesses(), pid)
  return Promise.all(tree.map(async (entry) => ({ ...entry, kind: await kindOf(entry) })))
}

async function kindOf(entry: ProcessEntry): Promise<string> {
  const command = await readFile(`/proc/${entry.pid}/cmdline`, 'utf8').catch(() => '')
  return tierOf(command) ?? entry.command
}

/** @param command arguments with a zero byte after each. */
export function tierOf(command: string): string | undefined {
  const entries = command.split('\0').filter((word) => word.endsWith('/main.ts'))
  const tiers = entries.map((word) => /([a-z]+)\/(?:(?:src|server)\/)?main\.ts$/.exec(word)?.[1])
  return tiers.find((tier) => tier !== undefined)
}
