import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type GraphqlApi, graphqlApi, graphqlLimits } from '@porchlight/system/graphql-api'
import { buildSync } from 'esbuild'
import { Refusal } from './refusal.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Of one process: nine assemblies hold the same code. */
let bundled: ReadonlyMap<string, string> | undefined

/**
 * What AppSync runs, by the file it comes from: one module each, with all that it imports but AppSync's own.
 *
 * @throws {Refusal} of code that is longer than AppSync takes.
 */
export function resolverCode(): ReadonlyMap<string, string> {
  bundled ??= bundle(graphqlApi)
  return bundled
}

function bundle({ functions, resolvers }: GraphqlApi): ReadonlyMap<string, string> {
  const files = new Set([...Object.values(functions), ...Object.values(resolvers)].map(({ code }) => code))
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [...files],
    outbase: root,
    outdir: root,
    outExtension: { '.js': '.ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    platform: 'node',
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
  })
  const code = new Map(outputFiles.map(({ path, text }) => [relative(root, path), text]))
  const tooLong = [...code].filter(([, text]) => text.length > graphqlLimits.codeCharacters)
  if (tooLong.length > 0) {
    const lengths = tooLong.map(([file, text]) => `${file} has ${text.length} characters once bundled`)
    throw new Refusal(`${lengths.join('\n')}\nAppSync takes ${graphqlLimits.codeCharacters}: split it into functions.`)
  }
  return code
}
