import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { repositoryRoot } from '../../repository.ts'

const directory = join(repositoryRoot, 'node_modules/.cache/porchlight/resolvers')

const Kept = z.object({
  /** Each source and the hash of what was in it. */
  sources: z.array(z.tuple([z.string(), z.string()])),
  code: z.array(z.tuple([z.string(), z.string()])),
})

/** What became of a set of files, kept until one of the sources changes. It may be deleted at any time. */
export class CodeCache {
  /** Undefined for files from elsewhere, which come once. */
  readonly #path: string | undefined

  constructor(files: readonly string[]) {
    const own = files.map((file) => relative(repositoryRoot, file))
    const name = hashOf(JSON.stringify(own))
    this.#path = own.some((file) => file.startsWith('..')) ? undefined : join(directory, `${name}.json`)
  }

  async read(): Promise<ReadonlyMap<string, string> | undefined> {
    const text = this.#path && (await readFile(this.#path, 'utf8').catch(() => undefined))
    const kept = text && Kept.safeParse(parsed(text)).data
    if (!kept) return undefined
    const now = await hashes(kept.sources.map(([source]) => source))
    return kept.sources.every(([, hash], index) => hash === now[index]) ? new Map(kept.code) : undefined
  }

  /** Where nothing can be written, such as in an image that is read-only, the next start does the work again. */
  async write(code: ReadonlyMap<string, string>, sources: readonly string[]): Promise<void> {
    if (this.#path === undefined) return
    const found = await hashes(sources)
    const kept: z.infer<typeof Kept> = {
      sources: sources.map((source, index) => [source, found[index] ?? '']),
      code: [...code],
    }
    const beside = `${this.#path}.${process.pid}`
    try {
      await mkdir(directory, { recursive: true })
      await writeFile(beside, JSON.stringify(kept))
      await rename(beside, this.#path)
    } catch {
      await rm(beside, { force: true })
    }
  }

  async remove(): Promise<void> {
    if (this.#path !== undefined) await rm(this.#path, { force: true })
  }
}

/** Empty for a file that is not there. */
function hashes(files: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    files.map((file) =>
      readFile(file).then(
        (content) => hashOf(content),
        () => '',
      ),
    ),
  )
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
