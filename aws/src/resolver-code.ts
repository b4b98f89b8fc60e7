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
  return new Map([...files].map((file) => [file, bundleFile(file)]))
}

function bundleFile(file: string): string {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    platform: 'node',
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
  })
  const code = outputFiles[0]?.text ?? ''
  if (code.length > graphqlLimits.codeCharacters) {
    throw new Refusal(
      `${file} is ${code.length} characters once bundled: AppSync takes ${graphqlLimits.codeCharacters}.`,
    )
  }
  return code
}
