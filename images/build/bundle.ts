import { fileURLToPath } from 'node:url'
import type { FunctionName } from '@porchlight/contract/function-messages'
import { build } from 'esbuild'

/** What AWS Lambda loads: `index.handler`. */
export const bundleFile = 'index.mjs'

/**
 * Packages that go into the archive as they are, in `node_modules` beside the bundle: machine code for arm64, and what
 * may be exchanged for another build of itself, as its licence (LGPL) asks.
 */
export const packagesBeside: Readonly<Record<FunctionName, readonly string[]>> = {
  'process-image': [
    'sharp',
    '@img/colour',
    '@img/sharp-linux-arm64',
    '@img/sharp-libvips-linux-arm64',
    'detect-libc',
    'semver',
    'libheif-js',
    '@expo-google-fonts/atkinson-hyperlegible-next',
  ],
  notify: [],
}

/** One file with everything else in it, for Node 24 and later. */
export async function bundleFunction(name: FunctionName, directory: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(`../src/${name}/main.ts`, import.meta.url))],
    outfile: `${directory}/${bundleFile}`,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: [...packagesBeside[name]],
    // Packages in CommonJS call `require` for Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
}
