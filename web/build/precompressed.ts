import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const compressible = /\.(?:js|css|svg|json)$/

/** Writes `x.br` and `x.gz` beside each asset `x`, at the highest quality: compressed once, sent many times. */
export function precompressed(): Plugin {
  return {
    name: 'porchlight:precompressed',
    async generateBundle(_options, bundle) {
      for (const [fileName, output] of Object.entries(bundle)) {
        if (!compressible.test(fileName) || !fileName.startsWith('assets/')) continue
        const source = Buffer.from(output.type === 'chunk' ? output.code : output.source)
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: await brotli(source) })
        this.emitFile({
          type: 'asset',
          fileName: `${fileName}.gz`,
          source: await promisify(gzip)(source, { level: 9 }),
        })
      }
    },
  }
}

function brotli(source: Buffer): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
  }
  return promisify(brotliCompress)(source, { params })
}
