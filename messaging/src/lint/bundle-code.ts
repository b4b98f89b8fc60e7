import { join } from 'node:path'
import { build } from 'esbuild'

const repository = join(import.meta.dirname, '../../..')

/** A resolver or function as AWS is given it. @param file from the repository's root. */
export async function bundleCode(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(repository, file)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    platform: 'node',
    external: ['@aws-appsync/utils'],
  })
  return outputFiles.map(({ text }) => text).join('')
}
