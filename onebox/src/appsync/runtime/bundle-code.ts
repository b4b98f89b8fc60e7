import { basename } from 'node:path'
import { graphqlLimits } from '@porchlight/system/graphql-api'
import { type BuildOptions, build, stop } from 'esbuild'

/** Each file with what it imports, in one, as AppSync gets it. By the path that was given. */
export async function bundleCode(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  try {
    // Named by number, because files of different folders may have one name.
    const entryPoints = files.map((file, index) => ({ in: file, out: String(index) }))
    const { outputFiles } = await build({ ...asDeployed, entryPoints, outdir })
    const texts = new Map(outputFiles.map(({ path, text }) => [basename(path, '.js'), text]))
    return new Map(files.map((file, index) => [file, withinLimit(file, texts.get(String(index)) ?? '')]))
  } finally {
    // Nothing is bundled after the start, and its process takes memory.
    await stop()
  }
}

/** Nothing is written there. */
const outdir = '/bundled'

const asDeployed = {
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'esnext',
  external: ['@aws-appsync/utils', '@aws-appsync/utils/dynamodb'],
  logLevel: 'silent',
} as const satisfies BuildOptions

function withinLimit(file: string, code: string): string {
  if (code.length <= graphqlLimits.codeCharacters) return code
  throw new Error(
    `${basename(file)} has ${code.length} characters once bundled, and AppSync takes ${graphqlLimits.codeCharacters}.`,
  )
}
