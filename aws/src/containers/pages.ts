import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'

/** What Vite writes of the packages that it put into a build: https://vite.dev/config/build-options#build-license */
const Licences = z.array(z.object({ name: z.string() }))

export interface BuiltPages {
  /** Holds `client` and `server`. */
  readonly directory: string
  /** The npm packages in them. */
  readonly packages: readonly string[]
}

/** @throws {Refusal} where the pages were not built. */
export async function pagesIn(directory: string): Promise<BuiltPages> {
  const named = await Promise.all(['client', 'server'].map((part) => packagesOf(join(directory, part))))
  return { directory, packages: [...new Set(named.flat())].sort() }
}

async function packagesOf(build: string): Promise<string[]> {
  const file = join(build, '.vite/license.json')
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Refusal(`The pages are not built (${error.message}): run npm run build -w web, then build again.`)
  })
  return Licences.parse(JSON.parse(text)).map(({ name }) => name)
}
