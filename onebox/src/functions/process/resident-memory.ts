import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const pageBytes = 4_096
const run = promisify(execFile)

/** What a process holds in memory, in bytes; undefined when it is gone. Pages of 4 KiB are assumed on Linux. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  if (process.platform !== 'linux') return residentFromPs(pid)
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  const [, resident] = text.split(' ').map(Number)
  return resident === undefined ? undefined : resident * pageBytes
}

async function residentFromPs(pid: number): Promise<number | undefined> {
  const answer = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => undefined)
  const kilobytes = Number(answer?.stdout.trim())
  return kilobytes > 0 ? kilobytes * 1_024 : undefined
}
