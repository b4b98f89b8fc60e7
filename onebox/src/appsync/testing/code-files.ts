import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCode, type ResolverCode } from '../runtime/load-code.ts'

export interface LoadedFiles {
  /** By the names of files. */
  readonly code: ReadonlyMap<string, ResolverCode>
  readonly logged: readonly unknown[]
  readonly faults: readonly unknown[]
}

export const head = `import { util, runtime, extensions } from '@aws-appsync/utils'
import * as ddb from '@aws-appsync/utils/dynamodb'
`

/** Files of TypeScript by their names, loaded as resolvers are; `shared.ts` is for the others to import. */
export async function loadFiles(files: Readonly<Record<string, string>>): Promise<LoadedFiles> {
  const directory = await mkdtemp(join(tmpdir(), 'resolvers-'))
  try {
    const names = Object.keys(files)
    await Promise.all(names.map((name) => writeFile(join(directory, name), files[name] ?? '')))
    return await load(
      directory,
      names.filter((name) => name !== 'shared.ts'),
    )
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function load(directory: string, names: readonly string[]): Promise<LoadedFiles> {
  const logged: unknown[] = []
  const faults: unknown[] = []
  const log = (...values: unknown[]) => logged.push(...values)
  const loaded = await loadCode({
    files: names.map((name) => join(directory, name)),
    console: { log, error: log },
    onFault: (_file, error) => faults.push(error),
  })
  const code = names.flatMap((name) => {
    const one = loaded.get(join(directory, name))
    return one === undefined ? [] : [[name, one] as const]
  })
  return { code: new Map(code), logged, faults }
}
