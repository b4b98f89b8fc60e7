import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CodeCache } from './code-cache.ts'

/** What decides, besides the sources, what becomes of them. */
const own = [
  ...['bundle-code', 'check-code', 'language', 'prepare-all', 'prepare-code', 'recursion', 'walk'].map((name) =>
    join(import.meta.dirname, `${name}.ts`),
  ),
  fileURLToPath(import.meta.resolve('esbuild/package.json')),
]

/**
 * Bundled, checked, and ready to be evaluated, by file: from the cache where nothing changed since, as it takes a second.
 *
 * @throws {Error} with everything that AppSync would refuse in any of them.
 */
export async function preparedCode(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const cache = new CodeCache(files)
  const kept = await cache.read()
  if (kept !== undefined) return kept
  // A bundler and a parser, which most starts do without.
  const { prepareAll } = await import('./prepare-all.ts')
  const { code, sources } = await prepareAll(files)
  await cache.write(code, [...sources, ...own])
  return code
}
