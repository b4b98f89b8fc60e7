import { join } from 'node:path'
import { build } from 'esbuild'
import { repository } from './repository.ts'
import type { Architecture, TierImage } from './tier-image.ts'

/** Writes the image's programs into `directory`, and answers the packages that they are made of. */
export async function bundlePrograms(
  image: TierImage,
  architecture: Architecture,
  directory: string,
): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: Object.entries(image.programs).map(([out, entry]) => ({ in: entry, out })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    keepNames: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    metafile: true,
    external: [...image.packagesBeside(architecture)],
    // Packages in CommonJS call `require` for Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
  const folders = Object.keys(metafile.inputs).flatMap((file) => packageFolder(join('/', file)) ?? [])
  return [...new Set(folders)].sort()
}

/** `node_modules/NAME` as the lock calls it, nested ones too; undefined for what is ours. */
function packageFolder(file: string): string | undefined {
  return /^\/(?<folder>.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.groups?.folder
}
