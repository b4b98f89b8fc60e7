import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const compressible = /^assets\/.*\.(?:js|css|svg|json)$/

/** Writes `x.br` and `x.gz` beside each asset `x`, at the highest quality: compressed once, sent many times. */
export function precompressed(): Plugin {
  return {
    name: 'porchlight:precompressed',
    // From what was written: Vite still changes chunks after every other hook.
    async writeBundle({ dir }, bundle) {
      const names = Object.keys(bundle).filter((name) => compressible.test(name))
      await Promise.all(names.map((name) => compress(join(dir ?? '', name))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const source = await readFile(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: source.length }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(source, { params }))
  await writeFile(`${file}.gz`, await promisify(gzip)(source, { level: 9 }))
}
