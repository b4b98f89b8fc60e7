import { writeFile } from 'node:fs/promises'

/** Of image functions, so that what people wait for goes first. More than this starves pictures where the machine has other work. */
export const functionNiceness = 5

/** Of the store: an upload takes as long, and what is asked meanwhile is answered three times as fast. */
export const storeNiceness = 10

/** How Node is started so that it yields to others: a command and its first arguments. */
export function nicely(niceness: number): { readonly command: string; readonly args: readonly string[] } {
  if (niceness === 0) return { command: process.execPath, args: [] }
  return { command: 'nice', args: ['-n', String(niceness), process.execPath] }
}

/**
 * Linux weighs niceness within a session only (autogroups, sched(7)), and each program has its own: the whole session is
 * made as nice as it is. Where there are no autogroups, niceness is enough.
 *
 * @param pid leads a session.
 */
export async function yieldToOtherSessions(pid: number, niceness: number): Promise<void> {
  if (niceness > 0) await writeFile(`/proc/${pid}/autogroup`, String(niceness)).catch(() => undefined)
}
