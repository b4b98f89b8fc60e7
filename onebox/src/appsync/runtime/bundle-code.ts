import { basename, resolve } from 'node:path'
import { graphqlLimits } from '@porchlight/system/graphql-api'
import { type BuildOptions, build, stop } from 'esbuild'

export interface Bundles {
  /** By the path that was given. */
  readonly code: ReadonlyMap<string, string>
  /** All that they were made of, these files too. */
  readonly sources: readonly string[]
}

let underWay = 0

/** Each file with what it imports, in one, as AppSync gets it. */
export async function bundleCode(files: readonly string[]): Promise<Bundles> {
  underWay += 1
  try {
    // Named by number, because files of different folders may have one name.
    const entryPoints = files.map((file, index) => ({ in: file, out: String(index) }))
    const { outputFiles, metafile } = await build({ ...asDeployed, entryPoints, outdir })
    const texts = new Map(outputFiles.map(({ path, text }) => [basename(path, '.js'), text]))
    return {
      code: new Map(files.map((file, index) => [file, withinLimit(file, texts.get(String(index)) ?? '')])),
      sources: Object.keys(metafile.inputs).map((path) => resolve(path)),
    }
  } finally {
    underWay -= 1
    // Nothing is bundled after the start, and its process takes memory. Stopped, it would leave others without an answer.
    if (underWay === 0) await stop()
  }
}

/** Nothing is written there. */
const outdir = '/bundled'

const asDeployed = {
  bundle: true,
  write: false,
  metafile: true,
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
