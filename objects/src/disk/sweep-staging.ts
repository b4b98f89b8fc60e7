import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from './has-code.ts'
import type { Layout } from './layout.ts'

/** Longer than any upload may stand still, and than the slowest may take. */
export const staleAfterMs = 60 * 60_000

/** Removes what killed processes were writing; returns how many files. */
export async function sweepStaging({ staging }: Layout, olderThanMs: number): Promise<number> {
  let removed = 0
  for (const name of await readdir(staging)) {
    const path = join(staging, name)
    const found = await stat(path).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return undefined
      throw error
    })
    if (found === undefined || Date.now() - found.mtimeMs < olderThanMs) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}
