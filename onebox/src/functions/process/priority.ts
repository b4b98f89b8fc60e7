import { writeFile } from 'node:fs/promises'

/** What people wait for goes first. More than this starves pictures where the machine has other work. */
export const niceness = 5

/**
 * Linux weighs niceness within a session only (autogroups, sched(7)), and each service has its own: so does a function,
 * and its whole session is as nice as it is. Where there are no autogroups, niceness is enough.
 *
 * @param pid leads a session.
 */
export async function yieldToServices(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/autogroup`, String(niceness)).catch(() => undefined)
}
