import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { PageRequest, RenderedPage } from '../src/page-request.ts'

const Chunk = z.object({
  file: z.string(),
  imports: z.array(z.string()).default([]),
  css: z.array(z.string()).default([]),
  assets: z.array(z.string()).default([]),
})
const Manifest = z.record(z.string(), Chunk)
type Manifest = z.infer<typeof Manifest>

const entry = 'src/entry-client.tsx'

/** Files of the client, relative to its root, that a page needs at once. */
export interface PageFiles {
  readonly script: string
  readonly preloads: readonly string[]
  readonly styles: readonly string[]
  readonly fonts: readonly string[]
}

/** What `npm run build` made: the files of the client, and the function that draws pages. */
export interface BuiltSite {
  readonly clientDirectory: string
  readonly renderPage: (request: PageRequest) => Promise<RenderedPage>
  readonly filesOf: (sources: readonly string[]) => PageFiles
}

export async function loadBuiltSite(directory: string): Promise<BuiltSite> {
  const clientDirectory = join(directory, 'client')
  const manifest = Manifest.parse(JSON.parse(await readFile(join(clientDirectory, '.vite/manifest.json'), 'utf8')))
  const server: Pick<BuiltSite, 'renderPage'> = await import(
    pathToFileURL(join(directory, 'server/entry-server.js')).href
  )
  return {
    clientDirectory,
    renderPage: server.renderPage,
    filesOf: (sources) => filesOf(manifest, sources),
  }
}

function filesOf(manifest: Manifest, sources: readonly string[]): PageFiles {
  const chunks = new Set<string>()
  const visit = (key: string): void => {
    if (chunks.has(key)) return
    chunks.add(key)
    for (const imported of manifest[key]?.imports ?? []) visit(imported)
  }
  for (const source of [entry, ...sources]) visit(source)
  const found = [...chunks].flatMap((key) => manifest[key] ?? [])
  const script = manifest[entry]?.file
  if (script === undefined) throw new Error('the build has no entry: run `npm run build -w web`')
  return {
    script,
    preloads: found.map((chunk) => chunk.file).filter((file) => file !== script),
    styles: [...new Set(found.flatMap((chunk) => chunk.css))],
    // The other subset is fetched only where its letters stand.
    fonts: found.flatMap((chunk) => chunk.assets).filter((file) => /-latin-wght-normal-[\w-]+\.woff2$/.test(file)),
  }
}
