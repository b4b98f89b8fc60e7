import { basename } from 'node:path'
import { graphqlLimits } from '@porchlight/system/graphql-api'
import { build, stop } from 'esbuild'

/** Each file with what it imports, in one, as AppSync gets it. By the path that was given. */
export async function bundleCode(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  try {
    const bundled = await Promise.all(files.map(async (file) => [file, await bundleFile(file)] as const))
    return new Map(bundled)
  } finally {
    // Nothing is bundled after the start, and its process takes memory.
    await stop()
  }
}

async function bundleFile(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'esnext',
    external: ['@aws-appsync/utils', '@aws-appsync/utils/dynamodb'],
    logLevel: 'silent',
  })
  const code = outputFiles.map(({ text }) => text).join('')
  if (code.length > graphqlLimits.codeCharacters) {
    throw new Error(
      `${basename(file)} has ${code.length} characters once bundled, and AppSync takes ${graphqlLimits.codeCharacters}.`,
    )
  }
  return code
}
