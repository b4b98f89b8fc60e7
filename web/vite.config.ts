import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compiledCatalogs } from './build/compiled-catalogs.ts'
import { firstChunk } from './build/first-chunk.ts'
import { precompressed } from './build/precompressed.ts'

export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  plugins: [react(), compiledCatalogs(), ...(isSsrBuild ? [] : [precompressed()])],
  // The server build is self-contained: it is imported by path, and its container needs no React of its own.
  ssr: { noExternal: true as const },
  build: {
    target: 'es2023',
    outDir: isSsrBuild ? 'dist/server' : 'dist/client',
    emptyOutDir: true,
    manifest: !isSsrBuild,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    copyPublicDir: !isSsrBuild,
    // Which packages went in: the container's bill of materials names them.
    license: { fileName: '.vite/license.json' },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: isSsrBuild
      ? // One file: a server that runs keeps the pages it began with while a new build is written.
        { input: 'src/entry-server.tsx', output: { codeSplitting: false } }
      : { input: 'src/entry-client.tsx', output: { codeSplitting: { groups: [firstChunk()] } } },
  },
}))
