import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Queued, Store } from '../store.ts'

const staleMs = 10_000
const lookAgainMs = 200

/** For Node: one file for what waits, so that nothing half written is ever read. Processes may share the directory. */
export async function fileStore(directory: string): Promise<Store> {
  await mkdir(directory, { recursive: true })
  let next = 1 + (await names(directory)).reduce((last, name) => Math.max(last, Number.parseInt(name, 10)), 0)
  return {
    load: () => load(directory),
    put: async (queued) => {
      const known = (await names(directory)).find((name) => name.endsWith(`-${queued.id}.json`))
      const name = known ?? `${String(next++).padStart(12, '0')}-${queued.id}.json`
      await writeDurably(join(directory, name), JSON.stringify(queued))
    },
    remove: async (id) => {
      const known = (await names(directory)).filter((name) => name.endsWith(`-${id}.json`))
      for (const name of known) await rm(join(directory, name), { force: true })
    },
    onChange: () => () => undefined,
    exclusively: (work, signal) => withLockFile(join(directory, 'sender.lock'), work, signal),
    close: async () => undefined,
  }
}

async function names(directory: string): Promise<readonly string[]> {
  return (await readdir(directory)).filter((name) => name.endsWith('.json')).toSorted()
}

async function load(directory: string): Promise<readonly Queued[]> {
  const kept: Queued[] = []
  for (const name of await names(directory)) {
    // Another process may have sent it since.
    const json = await readFile(join(directory, name), 'utf8').catch(() => undefined)
    if (json !== undefined) kept.push(JSON.parse(json))
  }
  return kept
}

async function writeDurably(path: string, text: string): Promise<void> {
  const written = `${path}.${process.pid}`
  const file = await open(written, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(written, path)
}

async function withLockFile(path: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!(await take(path))) {
    if (signal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
  // Touched while the work goes on: one that is not is of a process that died.
  const touch = setInterval(() => void writeFile(path, '').catch(() => undefined), staleMs / 4)
  try {
    await work()
  } finally {
    clearInterval(touch)
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, '', { flag: 'wx' })
    return true
  } catch {
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > staleMs) await rm(path, { force: true })
    return false
  }
}
